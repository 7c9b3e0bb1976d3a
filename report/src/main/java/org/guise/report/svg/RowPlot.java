package org.guise.report.svg;

import java.util.List;
import org.guise.report.markup.Markup;
import org.jspecify.annotations.Nullable;

/** A dot plot: one row for each estimate, with its interval, what it is compared with, and its figure in words. */
public final class RowPlot {
    /**
     * One estimate.
     *
     * @param label what it is of
     * @param value the estimate, with {@code low} and {@code high} its 95 % interval; NaN draws nothing
     * @param nullLimit end of the band, from 0, in which the estimate lies when there is nothing to find; null for none
     * @param text the estimate in words, at the right
     */
    public record Row(
            String label,
            double value,
            double low,
            double high,
            @Nullable Double nullLimit,
            String text,
            Ink ink) {}

    private static final double ROW = 24;
    private static final double TOP = 34;
    private static final double BOTTOM = 40;
    private static final double SIZE = 12;
    private static final double WIDEST_LABEL = 168;
    private static final String BAND = "#d4d9de";

    private RowPlot() {}

    /**
     * Draws the panel.
     *
     * @param id unique in the page, of letters, digits and hyphens
     * @param guessing where guessing lies; null for no line
     * @param description all that is drawn, in words
     */
    public static Markup svg(
            String id,
            String title,
            String description,
            Scale x,
            String xLabel,
            @Nullable Double guessing,
            List<Row> rows) {
        double left = 12
                + Math.min(
                        WIDEST_LABEL,
                        rows.stream()
                                .mapToDouble(r -> Canvas.width(r.label(), SIZE))
                                .max()
                                .orElse(0));
        double textRoom = rows.stream()
                .mapToDouble(r -> Canvas.width(r.text(), SIZE))
                .max()
                .orElse(0);
        double right = Canvas.WIDTH - textRoom - 14;
        double foot = TOP + ROW * rows.size();
        Canvas c = new Canvas(id, title, description, foot + BOTTOM);
        c.text(0, 16, Canvas.fit(title, 14, Canvas.WIDTH), 14, "start", true);
        for (Scale.Tick tick : x.ticks()) {
            double at = left + x.at(tick.at()) * (right - left);
            c.line(at, TOP, at, foot, Canvas.GRID, 1, "");
            c.text(at, foot + 15, tick.label(), 11, "middle", false);
        }
        c.text((left + right) / 2, foot + 32, xLabel, 11, "middle", false);
        for (int i = 0; i < rows.size(); i++) {
            Double limit = rows.get(i).nullLimit();
            if (limit != null) {
                double y = TOP + ROW * i;
                c.rect(left, y + 3, x.at(limit) * (right - left), ROW - 6, BAND);
            }
        }
        if (guessing != null) {
            double at = left + x.at(guessing) * (right - left);
            c.line(at, TOP - 4, at, foot, Ink.GUESSING.colour(), 1.5, Ink.GUESSING.dash());
        }
        for (int i = 0; i < rows.size(); i++) {
            row(c, rows.get(i), TOP + ROW * (i + 0.5), left, right, x);
        }
        return c.finish();
    }

    private static void row(Canvas c, Row row, double y, double left, double right, Scale x) {
        c.text(0, y + 4, Canvas.fit(row.label(), SIZE, left - 10), SIZE, "start", false);
        // from the right edge: a wider font than the one reckoned with reaches into the gap, and is not cut off
        c.text(Canvas.WIDTH, y + 4, row.text(), SIZE, "end", false);
        if (Double.isNaN(row.value())) {
            return;
        }
        if (!Double.isNaN(row.low()) && !Double.isNaN(row.high())) {
            double a = left + x.at(row.low()) * (right - left);
            double b = left + x.at(row.high()) * (right - left);
            c.line(a, y, b, y, row.ink().colour(), 2, "");
            c.line(a, y - 4, a, y + 4, row.ink().colour(), 1.5, "");
            c.line(b, y - 4, b, y + 4, row.ink().colour(), 1.5, "");
        }
        c.marker(left + x.at(row.value()) * (right - left), y, row.ink());
    }
}
