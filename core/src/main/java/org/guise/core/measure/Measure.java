package org.guise.core.measure;

/**
 * One measured figure.
 *
 * @param group what kind of figure it is, e.g. {@code Volume}
 * @param name what it is of, e.g. {@code grey matter, left frontal}
 * @param unit {@code ml}, {@code mm}, or empty for a ratio
 * @param value the figure; NaN where it cannot be taken
 */
public record Measure(String group, String name, String unit, double value) {
    /** Volumes of the whole brain and of parts, thickness, uptake. */
    public static final String WHOLE = "Whole-brain volume",
            REGIONAL = "Regional volume",
            THICKNESS = "Cortical thickness (proxy)",
            UPTAKE = "Uptake ratio (SUVR)";
}
