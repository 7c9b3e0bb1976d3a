package org.guise.report.svg;

import java.util.Locale;
import org.guise.report.markup.Markup;

/** One SVG image with a title and a description, and the few shapes that the figures are made of. Units: pixels. */
final class Canvas {
    /** Width of every figure: fits a telephone as it is, and twice beside each other on a page. */
    static final int WIDTH = 460;

    static final String TEXT = "#333333";
    static final String GRID = "#e2e2e2";
    private static final String FONT = "Liberation Sans, Arial, Helvetica, sans-serif";
    private static final double NARROW = 0.28;
    private static final double WIDE = 0.83;
    private static final double USUAL = 0.56;

    private final Markup markup = new Markup();

    Canvas(String id, String title, String description, double height) {
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + WIDTH + " " + px(height),
                "width",
                "" + WIDTH,
                "height",
                px(height),
                "role",
                "img",
                "aria-labelledby",
                id + "-t " + id + "-d",
                "font-family",
                FONT);
        markup.element("title", title, "id", id + "-t");
        markup.element("desc", description, "id", id + "-d");
    }

    Markup finish() {
        return markup.close();
    }

    void line(double x0, double y0, double x1, double y1, String colour, double width, String dash) {
        String[] base = {
            "x1", px(x0), "y1", px(y0), "x2", px(x1), "y2", px(y1), "stroke", colour, "stroke-width", px(width)
        };
        markup.empty("line", dash.isEmpty() ? base : with(base, "stroke-dasharray", dash));
    }

    void rect(double x, double y, double width, double height, String fill) {
        markup.empty("rect", "x", px(x), "y", px(y), "width", px(width), "height", px(height), "fill", fill);
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    void text(double x, double y, String text, double size, String anchor, boolean bold) {
        String[] base = {"x", px(x), "y", px(y), "font-size", px(size), "text-anchor", anchor, "fill", TEXT};
        markup.element("text", text, bold ? with(base, "font-weight", "bold") : base);
    }

    /** Text that reads upwards, centred on a point. */
    void textUpwards(double x, double y, String text, double size) {
        markup.element(
                "text",
                text,
                "transform",
                "translate(" + px(x) + " " + px(y) + ") rotate(-90)",
                "font-size",
                px(size),
                "text-anchor",
                "middle",
                "fill",
                TEXT);
    }

    void path(String data, String stroke, double width, String dash) {
        String[] base = {
            "d", data, "fill", "none", "stroke", stroke, "stroke-width", px(width), "stroke-linejoin", "round"
        };
        markup.empty("path", dash.isEmpty() ? base : with(base, "stroke-dasharray", dash));
    }

    void area(String data, String fill, double opacity) {
        markup.empty("path", "d", data, "fill", fill, "fill-opacity", px(opacity), "stroke", "none");
    }

    /** A small dot that others show through. */
    void dot(double x, double y, String fill) {
        markup.empty("circle", "cx", px(x), "cy", px(y), "r", "3", "fill", fill, "fill-opacity", "0.7");
    }

    void marker(double x, double y, Ink ink) {
        String fill = ink.colour();
        switch (ink.marker()) {
            case CIRCLE -> markup.empty("circle", "cx", px(x), "cy", px(y), "r", "5", "fill", fill);
            case SQUARE -> rect(x - 4.4, y - 4.4, 8.8, 8.8, fill);
            case DIAMOND -> polygon(fill, x, y - 6, x + 6, y, x, y + 6, x - 6, y);
            case TRIANGLE -> polygon(fill, x, y - 6, x + 5.6, y + 4.4, x - 5.6, y + 4.4);
        }
    }

    private void polygon(String fill, double... xy) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) {
            points.append(i == 0 ? "" : " ").append(px(xy[i])).append(',').append(px(xy[i + 1]));
        }
        markup.empty("polygon", "points", points.toString(), "fill", fill);
    }

    /** About how wide a text is: a sans serif's widths in three classes, on the safe side. */
    static double width(String text, double size) {
        double em = text.chars()
                .mapToDouble(c -> "iljtfI.,:;|'! ()\u00a0".indexOf(c) >= 0
                        ? NARROW
                        : "mwMWQOGD%@".indexOf(c) >= 0 ? WIDE : Character.isUpperCase(c) ? 0.68 : USUAL)
                .sum();
        return em * size;
    }

    /** The text, cut with an ellipsis where it is wider than {@code room}. */
    static String fit(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        String cut = text;
        while (cut.length() > 1 && width(cut + "…", size) > room) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut.stripTrailing() + "…";
    }

    /** A coordinate with at most one decimal place. */
    static String px(double v) {
        String s = String.format(Locale.ROOT, Math.abs(v) < 1 ? "%.2f" : "%.1f", v);
        return s.contains(".") ? s.replaceAll("0+$", "").replaceAll("\\.$", "") : s;
    }

    private static String[] with(String[] base, String name, String value) {
        String[] all = new String[base.length + 2];
        System.arraycopy(base, 0, all, 0, base.length);
        all[base.length] = name;
        all[base.length + 1] = value;
        return all;
    }
}
