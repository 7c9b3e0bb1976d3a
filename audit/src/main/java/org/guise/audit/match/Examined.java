package org.guise.audit.match;

import org.guise.audit.recognise.Recogniser;
import org.jspecify.annotations.Nullable;

/**
 * A recogniser and all that it made of the pictures.
 *
 * @param description what the report says about it; its id names the outcomes
 * @param vectors whether templates are vectors ({@link Recogniser#isVector}): otherwise only raw scores are computed
 * @param similarity its similarity; used by one thread at a time
 * @param cohort templates of the persons tested
 * @param training templates of other persons, from whom an attacker can learn; null for none
 */
public record Examined(
        Recogniser.Description description,
        boolean vectors,
        Similarity similarity,
        TemplateSet cohort,
        @Nullable TemplateSet training) {
    /** Scoring and strategy by which curves, subgroups and plain statements judge this recogniser. */
    String headline() {
        return (vectors ? Scoring.CENTRED : Scoring.RAW).id() + "-" + Strategy.MEAN.id();
    }
}
