package org.guise.report;

import org.guise.audit.result.Outcome;

/**
 * A leak that is not luck, and the attack that shows it most.
 *
 * @param outcome of the significant attacks the one with the highest rank-1 rate, or AUC
 * @param p of rank-1 in that attack, or the smaller one of AUC and D_sys
 * @param correctedP p times the number of all tests on the version; below {@link Judge#ALPHA}
 */
record Evidence(Leak leak, Outcome outcome, double p, double correctedP) {
    /** Below this the AUC, in whole per cents, says next to nothing by itself. */
    private static final double SMALLEST_SPEAKING_AUC = 0.525;

    /** One sentence for who decides about a release. */
    String meaning() {
        String holder = leak.route() == Route.PHOTOGRAPHS
                ? "Whoever has photographs of a person"
                : "Whoever holds an original scan of a person, with the name,";
        if (leak.identified()) {
            return holder + " finds the person's de-faced scan in this set more often than by luck.";
        }
        // D_sys can be above luck for a few persons who stand out while the AUC, an average over all, is not.
        if (outcome.auc().value() < SMALLEST_SPEAKING_AUC) {
            return holder
                    + " does not find the de-faced scan more often than by luck, but of some persons the scores give"
                    + " away more than luck explains.";
        }
        return holder
                + " does not find the de-faced scan more often than by luck, but can narrow the search: of the right"
                + " scan and a wrong one, the attack picks the right one in "
                + Math.round(100 * outcome.auc().value())
                + " of 100 cases (luck: 50).";
    }

    /** The figures that show it: {@code 9 of 84 found (11 %, …), guessing 1.2 %}. */
    String figures() {
        if (leak.identified()) {
            return outcome.hits() + " of " + outcome.probes() + " persons found (" + Words.withInterval(outcome.rank1())
                    + "; guessing " + Words.percent(outcome.chance1()) + ")";
        }
        return "AUC " + Words.decimal(outcome.auc()) + ", luck 0.50; D_sys "
                + Words.decimal(outcome.linkability().value()) + ", luck up to "
                + Words.decimal(outcome.linkabilityNull95());
    }
}
