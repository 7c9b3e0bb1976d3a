package org.guise.audit.match;

import java.util.List;

/**
 * Scores of every probe against every gallery entry; larger is more alike, NaN where no comparison was possible (no face
 * found), which ranks below every score.
 *
 * @param probes person key of each row
 * @param gallery person key of each column
 * @param scores [probe][gallery]
 */
public record ScoreMatrix(List<String> probes, List<String> gallery, double[][] scores) {}
