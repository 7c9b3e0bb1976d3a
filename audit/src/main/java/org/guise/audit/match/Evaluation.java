package org.guise.audit.match;

import org.guise.audit.measure.Binomial;
import org.guise.audit.measure.PairScores;
import org.guise.audit.measure.Proportion;
import org.guise.audit.measure.Ranks;
import org.guise.audit.result.Outcome;

/** All figures of one score matrix. */
public final class Evaluation {
    private Evaluation() {}

    /**
     * The outcome.
     *
     * @param bootstraps draws of persons for the intervals
     * @param permutations permutations for the null of D_sys and the p of AUC
     * @param seed the same seed gives the same draws for every matrix, so that outcomes are comparable
     */
    public static Outcome of(Scored scored, int bootstraps, int permutations, long seed) {
        ScoreMatrix matrix = scored.matrix();
        int[] mates = matrix.mates();
        int probes = mates.length;
        int gallery = matrix.gallery().size();
        int[] ranks = scored.ranks(seed);
        int hits = Ranks.hits(ranks, 1);
        int hits5 = Ranks.hits(ranks, 5);
        PairScores pairs = new PairScores(matrix.scores(), mates, matrix.galleryNumbers(), gallery);
        PairScores.Bootstrapped drawn = pairs.bootstrap(bootstraps, seed);
        PairScores.Permuted permuted = pairs.permute(permutations, seed);
        return new Outcome(
                scored.version(),
                scored.recogniser(),
                scored.protocol(),
                scored.level(),
                scored.scoring(),
                probes,
                gallery,
                hits,
                hits5,
                Proportion.wilson(hits, probes),
                Proportion.wilson(hits5, probes),
                1.0 / gallery,
                Math.min(1, 5.0 / gallery),
                Binomial.upperTail(hits, probes, 1.0 / gallery),
                drawn.eer(),
                drawn.auc(),
                drawn.linkability(),
                pairs.figures().linkabilityCompatible(),
                permuted.linkability95(),
                permuted.linkabilityP(),
                permuted.aucP(),
                Ranks.cmc(ranks, gallery),
                pairs.roc());
    }
}
