package org.guise.audit.cohort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.guise.audit.match.ScoreMatrix;

/**
 * Results of a recogniser that Guise does not run, told by their header (docs/audit.md, "Imported results").
 *
 * <ul>
 *   <li>Long form: columns {@code probe, gallery, score} (or {@code distance}, smaller is more alike), one line for each
 *       pair. A pair without a line, or with an empty score, was not compared.
 *   <li>Matrix form: the first header field empty or {@code probe}, then the gallery's keys; each line a probe's key and its
 *       scores.
 *   <li>Rank lists: columns {@code probe, photo, candidate, confidence}, one line for each candidate that the recogniser
 *       named for a photograph. Confidences of a candidate are summed over the probe's photographs (Schwarz et al. 2019); a
 *       candidate that was never named has 0.
 * </ul>
 */
public final class ImportedScores {
    private ImportedScores() {}

    /**
     * Reads scores.
     *
     * @param gallery keys of all persons who could have been named; those of the file are added. Matters for rank lists,
     *     which do not name everybody
     * @throws CohortException naming the line and the remedy
     */
    public static ScoreMatrix read(Path file, Collection<String> gallery) {
        Table table = Table.read(file);
        Set<String> columns = new HashSet<>(table.columns());
        List<String> problems = new ArrayList<>();
        ScoreMatrix matrix;
        if (columns.equals(Set.of("probe", "gallery", "score"))
                || columns.equals(Set.of("probe", "gallery", "distance"))) {
            matrix = longForm(table, gallery, columns.contains("score") ? 1 : -1, problems);
        } else if (columns.equals(Set.of("probe", "photo", "candidate", "confidence"))) {
            matrix = rankLists(table, gallery, problems);
        } else if (table.columns().getFirst().isEmpty()
                || table.columns().getFirst().equals("probe")) {
            matrix = matrixForm(table, problems);
        } else {
            throw new CohortException(
                    file,
                    "line 1: unknown form; the header must be 'probe,gallery,score', 'probe,gallery,distance',"
                            + " 'probe,photo,candidate,confidence', or 'probe' and the gallery's keys");
        }
        return matrix;
    }

    private static ScoreMatrix longForm(Table table, Collection<String> gallery, int sign, List<String> problems) {
        Map<String, Integer> index =
                table.index(List.of("probe", "gallery", sign > 0 ? "score" : "distance"), List.of());
        Map<String, Map<String, Double>> scores = new HashMap<>();
        Set<String> probes = new LinkedHashSet<>();
        Set<String> entries = new TreeSet<>(gallery);
        for (Table.Row row : table.rows()) {
            String probe = Table.field(row, index, "probe").orElse("");
            String entry = Table.field(row, index, "gallery").orElse("");
            if (named(row, problems, probe, entry)) {
                double value = number(
                        row,
                        Table.field(row, index, sign > 0 ? "score" : "distance").orElse(""),
                        problems);
                probes.add(probe);
                entries.add(entry);
                if (scores.computeIfAbsent(probe, p -> new HashMap<>()).put(entry, sign * value) != null) {
                    problems.add("line " + row.line() + ": " + probe + " and " + entry
                            + " come twice; give one score for each pair");
                }
            }
        }
        return matrix(table, probes, entries, scores, Double.NaN, problems);
    }

    private static ScoreMatrix rankLists(Table table, Collection<String> gallery, List<String> problems) {
        Map<String, Integer> index = table.index(List.of("probe", "photo", "candidate", "confidence"), List.of());
        Map<String, Map<String, Double>> scores = new HashMap<>();
        Set<String> probes = new LinkedHashSet<>();
        Set<String> entries = new TreeSet<>(gallery);
        Set<List<String>> seen = new HashSet<>();
        for (Table.Row row : table.rows()) {
            String probe = Table.field(row, index, "probe").orElse("");
            String photo = Table.field(row, index, "photo").orElse("");
            String candidate = Table.field(row, index, "candidate").orElse("");
            if (probe.isEmpty()) {
                problems.add("line " + row.line() + ": no probe; name the person of the photograph");
                continue;
            }
            // A photograph for which nobody was named has a line without a candidate.
            probes.add(probe);
            entries.add(probe);
            if (candidate.isEmpty()) {
                continue;
            }
            entries.add(candidate);
            double confidence =
                    number(row, Table.field(row, index, "confidence").orElse(""), problems);
            if (Double.isNaN(confidence) || confidence < 0) {
                problems.add("line " + row.line() + ": a confidence must be a number ≥ 0");
            }
            if (!seen.add(List.of(probe, photo, candidate))) {
                problems.add("line " + row.line() + ": candidate " + candidate + " comes twice for photo " + photo
                        + " of " + probe + "; keep one");
            }
            scores.computeIfAbsent(probe, p -> new HashMap<>()).merge(candidate, confidence, Double::sum);
        }
        return matrix(table, probes, entries, scores, 0, problems);
    }

    private static ScoreMatrix matrixForm(Table table, List<String> problems) {
        List<String> entries = table.columns().subList(1, table.columns().size());
        Map<String, Map<String, Double>> scores = new HashMap<>();
        Set<String> probes = new LinkedHashSet<>();
        if (new HashSet<>(entries).size() != entries.size()) {
            throw new CohortException(table.file(), "line 1: a gallery key comes twice; give each person one column");
        }
        for (Table.Row row : table.rows()) {
            String probe = row.fields().getFirst();
            if (!probes.add(probe)) {
                problems.add("line " + row.line() + ": probe " + probe + " comes twice; give each person one line");
            }
            Map<String, Double> own = new HashMap<>();
            for (int c = 1; c < row.fields().size(); c++) {
                own.put(entries.get(c - 1), number(row, row.fields().get(c), problems));
            }
            scores.put(probe, own);
        }
        return matrix(table, probes, new LinkedHashSet<>(entries), scores, Double.NaN, problems);
    }

    private static boolean named(Table.Row row, List<String> problems, String... keys) {
        boolean all = Arrays.stream(keys).noneMatch(String::isEmpty);
        if (!all) {
            problems.add("line " + row.line() + ": a key is missing; name probe and gallery person");
        }
        return all;
    }

    /** NaN for an empty field. */
    private static double number(Table.Row row, String text, List<String> problems) {
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            problems.add("line " + row.line() + ": '" + text
                    + "' is no number; write a decimal point, and nothing where there was no comparison");
            return Double.NaN;
        }
    }

    private static ScoreMatrix matrix(
            Table table,
            Set<String> probes,
            Set<String> gallery,
            Map<String, Map<String, Double>> scores,
            double absent,
            List<String> problems) {
        List<String> entries = List.copyOf(gallery);
        for (String probe : probes) {
            if (!gallery.contains(probe)) {
                problems.add(
                        "probe " + probe + " is not in the gallery, so it cannot be found there; use the same keys on"
                                + " both sides, or remove the probe");
            }
        }
        if (problems.isEmpty() && (probes.isEmpty() || entries.size() < 2)) {
            problems.add("has " + probes.size() + " probes and " + entries.size()
                    + " gallery persons; at least 1 and 2 are needed");
        }
        if (!problems.isEmpty()) {
            throw new CohortException(table.file(), problems);
        }
        List<String> rows = List.copyOf(probes);
        double[][] values = new double[rows.size()][entries.size()];
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Double> own = scores.getOrDefault(rows.get(i), Map.of());
            for (int j = 0; j < entries.size(); j++) {
                values[i][j] = own.getOrDefault(entries.get(j), absent);
            }
        }
        return new ScoreMatrix(rows, entries, values);
    }
}
