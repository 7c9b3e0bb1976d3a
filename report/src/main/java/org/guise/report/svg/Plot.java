package org.guise.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.guise.report.markup.Markup;

/** A panel with two axes, lines, bands and a legend below. Build it up, then take {@link #svg}. */
public final class Plot {
    private static final double LEFT = 54;
    private static final double RIGHT = Canvas.WIDTH - 16;
    private static final double TOP = 32;
    private static final double FOOT = 272;
    private static final double LEGEND_ROW = 19;
    private static final double SIZE = 12;

    private enum Key {
        LINE,
        BAND,
        MARKER
    }

    private record Entry(String label, Ink ink, Key key) {}

    private final String id;
    private final String title;
    private final String description;
    private final Scale x;
    private final Scale y;
    private final String xLabel;
    private final String yLabel;
    private final List<java.util.function.Consumer<Canvas>> marks = new ArrayList<>();
    private final List<Entry> legend = new ArrayList<>();

    /**
     * @param id unique in the page, of letters, digits and hyphens
     * @param description all that is drawn, in words
     */
    public Plot(String id, String title, String description, Scale x, String xLabel, Scale y, String yLabel) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.x = x;
        this.y = y;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** A line through the points; points beyond the axes are put on the rim. */
    public Plot line(double[] xs, double[] ys, Ink ink) {
        String data = points(xs, ys, false);
        marks.add(c -> c.path(data, ink.colour(), 2, ink.dash()));
        return this;
    }

    /** A dot at each point; points beyond the axes are put on the rim. */
    public Plot dots(double[] xs, double[] ys, Ink ink) {
        double[] px = new double[xs.length], py = new double[ys.length];
        for (int i = 0; i < xs.length; i++) {
            px[i] = across(xs[i]);
            py[i] = up(ys[i]);
        }
        marks.add(c -> {
            for (int i = 0; i < px.length; i++) {
                c.dot(px[i], py[i], ink.colour());
            }
        });
        return this;
    }

    /** A marker with the interval that its value has, upright. */
    public Plot marker(double xValue, double value, double low, double high, Ink ink) {
        double px = across(xValue);
        double from = up(low), to = up(high);
        double py = up(value);
        marks.add(c -> {
            c.line(px, from, px, to, ink.colour(), 2, "");
            c.marker(px, py, ink);
        });
        return this;
    }

    /** A line of steps that keeps each value up to the next point. */
    public Plot steps(double[] xs, double[] ys, Ink ink) {
        String data = points(xs, ys, true);
        marks.add(c -> c.path(data, ink.colour(), 2, ink.dash()));
        return this;
    }

    /** The area between two curves. */
    public Plot band(double[] xs, double[] lows, double[] highs, Ink ink) {
        StringBuilder data = new StringBuilder(points(xs, highs, false));
        for (int i = xs.length - 1; i >= 0; i--) {
            data.append(" L").append(at(xs[i], lows[i]));
        }
        String closed = data.append(" Z").toString();
        marks.add(c -> c.area(closed, ink.colour(), 0.13));
        return this;
    }

    /** Marks all beyond a value of x as doubtful: shaded, with a line and a word at its top. */
    public Plot doubtfulBeyond(double value, String label) {
        double from = across(value);
        if (value >= x.high()) {
            return this;
        }
        marks.addFirst(c -> {
            c.rect(from, TOP, RIGHT - from, FOOT - TOP, "#f1eee6");
            c.line(from, TOP, from, FOOT, "#8a6d1d", 1.5, "5 3");
            boolean beside = Canvas.width(label, 11) + 8 < RIGHT - from;
            c.text(beside ? from + 5 : from - 5, TOP + 13, label, 11, beside ? "start" : "end", false);
        });
        return this;
    }

    public Plot legend(String label, Ink ink) {
        legend.add(new Entry(label, ink, Key.LINE));
        return this;
    }

    public Plot bandLegend(String label, Ink ink) {
        legend.add(new Entry(label, ink, Key.BAND));
        return this;
    }

    public Plot markerLegend(String label, Ink ink) {
        legend.add(new Entry(label, ink, Key.MARKER));
        return this;
    }

    public Markup svg() {
        List<List<Entry>> rows = legendRows();
        Canvas c = new Canvas(id, title, description, FOOT + 44 + LEGEND_ROW * rows.size());
        c.text(0, 16, Canvas.fit(title, 14, Canvas.WIDTH), 14, "start", true);
        if (!marks.isEmpty()) {
            grid(c);
        }
        marks.forEach(m -> m.accept(c));
        c.line(LEFT, TOP, LEFT, FOOT, "#777777", 1, "");
        c.line(LEFT, FOOT, RIGHT, FOOT, "#777777", 1, "");
        for (int i = 0; i < rows.size(); i++) {
            drawLegend(c, rows.get(i), FOOT + 54 + LEGEND_ROW * i);
        }
        return c.finish();
    }

    private void grid(Canvas c) {
        for (Scale.Tick tick : x.ticks()) {
            double at = across(tick.at());
            c.line(at, TOP, at, FOOT, Canvas.GRID, 1, "");
            double half = Canvas.width(tick.label(), 11) / 2;
            c.text(Math.min(at, Canvas.WIDTH - half - 4), FOOT + 15, tick.label(), 11, "middle", false);
        }
        for (Scale.Tick tick : y.ticks()) {
            double at = up(tick.at());
            c.line(LEFT, at, RIGHT, at, Canvas.GRID, 1, "");
            c.text(LEFT - 6, at + 4, tick.label(), 11, "end", false);
        }
        c.text((LEFT + RIGHT) / 2, FOOT + 32, xLabel, 11, "middle", false);
        c.textUpwards(12, (TOP + FOOT) / 2, yLabel, 11);
    }

    private List<List<Entry>> legendRows() {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry e : legend) {
            double wide = 36 + Canvas.width(e.label(), SIZE) + 14;
            if (used + wide > RIGHT + 14) {
                rows.add(new ArrayList<>());
                used = LEFT;
            }
            rows.getLast().add(e);
            used += wide;
        }
        return rows;
    }

    private static void drawLegend(Canvas c, List<Entry> row, double y) {
        double at = LEFT;
        for (Entry e : row) {
            switch (e.key()) {
                case LINE ->
                    c.line(
                            at,
                            y - 4,
                            at + 28,
                            y - 4,
                            e.ink().colour(),
                            2,
                            e.ink().dash());
                case MARKER -> c.marker(at + 14, y - 4, e.ink());
                case BAND ->
                    c.area(
                            "M" + Canvas.px(at) + "," + Canvas.px(y - 9) + " h28 v9 h-28 Z",
                            e.ink().colour(),
                            0.2);
            }
            c.text(at + 35, y, Canvas.fit(e.label(), SIZE, RIGHT - at - 35), SIZE, "start", false);
            at += 36 + Canvas.width(e.label(), SIZE) + 14;
        }
    }

    private String points(double[] xs, double[] ys, boolean steps) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (steps && i > 0) {
                data.append(" L").append(at(xs[i], ys[i - 1]));
            }
            data.append(i == 0 ? "M" : " L").append(at(xs[i], ys[i]));
        }
        return data.toString();
    }

    private double across(double value) {
        return LEFT + x.at(value) * (RIGHT - LEFT);
    }

    private double up(double value) {
        return FOOT - y.at(value) * (FOOT - TOP);
    }

    private String at(double xValue, double yValue) {
        return Canvas.px(across(xValue)) + "," + Canvas.px(up(yValue));
    }
}
