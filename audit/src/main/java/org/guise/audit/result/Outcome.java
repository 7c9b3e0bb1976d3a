package org.guise.audit.result;

import java.util.List;

/**
 * How well one recogniser, used by one adversary in one protocol, told persons apart on one version of the scans.
 *
 * @param version id of the {@link AuditResult.Version} of the scans
 * @param recogniser id of the recogniser
 * @param protocol {@code population-to-sample}, {@code sample-to-population} or {@code scan-to-scan}
 * @param adversary {@code A0} to {@code A3}
 * @param scoring {@code raw}, {@code centred}, {@code trained} or {@code adapted}; with {@code -nearest}, {@code -mean} or
 *     {@code -svm}; or {@code imported}
 * @param probes number of probes (persons)
 * @param gallery number of persons in the gallery
 * @param hits number of probes whose person came first
 * @param hits5 number of probes whose person was among the first five
 * @param rank1 hits / probes with Wilson's interval
 * @param rank5 hits5 / probes with Wilson's interval
 * @param chance1 rank-1 rate of guessing
 * @param chance5 rank-5 rate of guessing
 * @param p1 one-sided exact binomial p of at least {@code hits} under guessing
 * @param eer equal error rate, subject-level bootstrap interval
 * @param auc area under the ROC curve, subject-level bootstrap interval
 * @param linkability D_sys by bin sum, subject-level bootstrap interval
 * @param linkabilityCompatible D_sys by the trapezoid rule of the reference code
 * @param linkabilityNull95 95th percentile of D_sys when the persons are permuted
 * @param linkabilityP permutation p of D_sys
 * @param aucP permutation p of the AUC, from the same permutations
 * @param cmc identification rate at rank 1, 2, …
 * @param roc points {false match rate, true match rate}, rising, at most 200
 */
public record Outcome(
        String version,
        String recogniser,
        String protocol,
        String adversary,
        String scoring,
        int probes,
        int gallery,
        int hits,
        int hits5,
        Estimate rank1,
        Estimate rank5,
        double chance1,
        double chance5,
        double p1,
        Estimate eer,
        Estimate auc,
        Estimate linkability,
        double linkabilityCompatible,
        double linkabilityNull95,
        double linkabilityP,
        double aucP,
        double[] cmc,
        List<double[]> roc) {}
