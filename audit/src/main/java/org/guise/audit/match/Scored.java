package org.guise.audit.match;

import org.guise.audit.measure.Ranks;

/**
 * One score matrix and where it comes from.
 *
 * @param recogniser id of the recogniser
 * @param version id of the version of the scans
 * @param level {@code A0} to {@code A3}
 * @param protocol id of the protocol
 * @param scoring id of scoring and strategy, {@code centred-mean}
 */
public record Scored(
        String recogniser, String version, String level, String protocol, String scoring, ScoreMatrix matrix) {
    /** Rank of each probe's person. */
    int[] ranks(long seed) {
        return Ranks.of(matrix.scores(), matrix.mates(), seed);
    }

    /** Whether the other is the same test of another version of the scans. */
    boolean sameTest(Scored other) {
        return recogniser.equals(other.recogniser)
                && protocol.equals(other.protocol)
                && scoring.equals(other.scoring)
                && matrix.probes().equals(other.matrix.probes());
    }
}
