package org.guise.audit.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of every probe against every gallery entry; larger is more alike, NaN where no comparison was possible (no face
 * found), which ranks below every score.
 *
 * @param probes person key of each row, all different
 * @param gallery person key of each column, all different; every probe's person is among them
 * @param scores [probe][gallery]
 */
public record ScoreMatrix(List<String> probes, List<String> gallery, double[][] scores) {
    /** Checks the shape. */
    public ScoreMatrix {
        probes = List.copyOf(probes);
        gallery = List.copyOf(gallery);
        if (scores.length != probes.size()) {
            throw new IllegalArgumentException(probes.size() + " probes, but " + scores.length + " rows of scores");
        }
        for (double[] row : scores) {
            if (row.length != gallery.size()) {
                throw new IllegalArgumentException(
                        gallery.size() + " gallery entries, but a row of " + row.length + " scores");
            }
        }
        if (probes.stream().distinct().count() != probes.size()
                || gallery.stream().distinct().count() != gallery.size()) {
            throw new IllegalArgumentException("a person comes twice among the probes or in the gallery");
        }
        if (gallery.size() < 2) {
            throw new IllegalArgumentException("a gallery needs at least two persons, got " + gallery.size());
        }
        if (!gallery.containsAll(probes)) {
            throw new IllegalArgumentException("a probe's person is not in the gallery");
        }
    }

    /** Column of each probe's person. */
    public int[] mates() {
        int[] numbers = galleryNumbers();
        Map<String, Integer> column = new HashMap<>();
        for (int j = 0; j < numbers.length; j++) {
            column.put(gallery.get(j), j);
        }
        return probes.stream().mapToInt(column::get).toArray();
    }

    /** A number for each gallery person: its column. With {@link #mates} as the probes' numbers this numbers all persons. */
    public int[] galleryNumbers() {
        int[] numbers = new int[gallery.size()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = j;
        }
        return numbers;
    }
}
