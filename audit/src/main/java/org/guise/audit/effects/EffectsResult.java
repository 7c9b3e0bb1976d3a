package org.guise.audit.effects;

import java.util.List;
import org.guise.audit.result.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * What de-facing did to the measures of a cohort; no value of a single person.
 *
 * @param tool program and version
 * @param finished ISO-8601 date and time
 * @param source who took the measures, a sentence
 * @param persons with values before and after
 * @param rescanned of them, with a second scan
 * @param effects one for each measure
 * @param associations with clinical variables
 * @param warnings sentences
 */
public record EffectsResult(
        String tool,
        String finished,
        String source,
        int persons,
        int rescanned,
        List<Effect> effects,
        List<Association> associations,
        List<String> warnings) {
    /**
     * Change between two scans of the same persons.
     *
     * @param n persons
     * @param mean of the first value
     * @param spread standard deviation of the first value; NaN for one person
     */
    public record Change(
            int n, double mean, double spread, BlandAltman agreement, Estimate icc, PercentChange percent) {}

    /**
     * One measure.
     *
     * @param defaced original against de-faced
     * @param rescan original against a second scan; null if there is none
     * @param ratio median size of the change by de-facing over that by a second scan; NaN without one
     */
    public record Effect(
            MeasureColumn measure, Change defaced, @Nullable Change rescan, double ratio) {}

    /**
     * Correlation of a measure with a clinical variable.
     *
     * @param n persons with all three
     * @param p that before and after differ
     */
    public record Association(
            String variable, MeasureColumn measure, int n, Estimate before, Estimate after, double p) {}

    /** Copies the lists. */
    public EffectsResult {
        effects = List.copyOf(effects);
        associations = List.copyOf(associations);
        warnings = List.copyOf(warnings);
    }
}
