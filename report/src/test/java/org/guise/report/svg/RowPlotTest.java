package org.guise.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RowPlotTest {
    private static final Scale X = Scale.percent(0, 1, 5);
    private static final Offset<Double> NEAR = Offset.offset(0.11);

    @Test
    void drawsDotIntervalBandAndGuessingToScale() {
        String svg = svg(new RowPlot.Row("a", 0.5, 0.25, 0.75, 0.1, "t", Ink.of(0)));
        double[] axis = {at(svg, "x1", 0), at(svg, "x1", 5)};
        double left = axis[0];
        double width = axis[1] - axis[0];
        assertThat(number(svg, "cx=\"")).isCloseTo(left + 0.5 * width, NEAR);
        // after the grid: guessing, then the interval
        assertThat(at(svg, "x1", 6)).isCloseTo(left + 0.1 * width, NEAR);
        String interval = svg.split("<line ")[8];
        assertThat(number(interval, "x1=\"")).isCloseTo(left + 0.25 * width, NEAR);
        assertThat(number(interval, "x2=\"")).isCloseTo(left + 0.75 * width, NEAR);
        String band = svg.substring(svg.indexOf("<rect"));
        assertThat(number(band, "x=\"")).isCloseTo(left, NEAR);
        assertThat(number(band, "width=\"")).isCloseTo(0.1 * width, NEAR);
    }

    @Test
    void aValueThatDoesNotExistHasALabelAndNoDot() {
        String svg = svg(new RowPlot.Row("missing", Double.NaN, Double.NaN, Double.NaN, null, "–", Ink.of(0)));
        assertThat(svg).contains("missing").doesNotContain("circle", "NaN");
    }

    @Test
    void longLabelsAreCutToTheirRoom() {
        String svg = svg(new RowPlot.Row("W".repeat(80), 0.5, 0.4, 0.6, null, "t", Ink.of(0)));
        assertThat(svg).contains("…").doesNotContain("W".repeat(20));
    }

    private static String svg(RowPlot.Row row) {
        return RowPlot.svg("id", "Title", "Description", X, "x", 0.1, List.of(row))
                .finish();
    }

    /** The n-th value of an attribute of the lines; the first six are the grid at 0, 20, …, 100 %. */
    private static double at(String svg, String attribute, int n) {
        String[] parts = svg.split("<line " + attribute + "=\"");
        return Double.parseDouble(parts[n + 1].substring(0, parts[n + 1].indexOf('"')));
    }

    private static double number(String svg, String before) {
        int from = svg.indexOf(before) + before.length();
        return Double.parseDouble(svg.substring(from, svg.indexOf('"', from)));
    }
}
