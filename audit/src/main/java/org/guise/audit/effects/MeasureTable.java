package org.guise.audit.effects;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guise.audit.cohort.CohortException;
import org.guise.audit.cohort.Table;

/**
 * Measures of persons under one condition.
 *
 * @param columns what was measured
 * @param rows by person: a value for each column, NaN where there is none
 */
public record MeasureTable(List<MeasureColumn> columns, Map<String, double[]> rows) {
    /** Group of measures that another program took. */
    public static final String IMPORTED = "Imported measures";

    private static final List<String> CONDITIONS = List.of("before", "after", "rescan");

    /** Copies columns and the map. */
    public MeasureTable {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /**
     * A table of another program: the first column holds the persons, each further one a measure. Empty and {@code n/a} are
     * missing.
     *
     * @throws CohortException naming each field that is no number, and persons who come twice
     */
    public static MeasureTable read(Path file) {
        return parse(file, Table.read(file), Table.read(file).rows(), -1);
    }

    /**
     * A table with a column {@code condition}, whose fields are {@code before}, {@code after} or {@code rescan}.
     *
     * @return by condition; those that do not occur are absent
     */
    public static Map<String, MeasureTable> readConditions(Path file) {
        Table table = Table.read(file);
        int at = table.columns().stream()
                .map(c -> c.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf("condition");
        if (at < 1) {
            throw new CohortException(
                    file,
                    "line 1: there is no column 'condition' after the first; it must say before, after or rescan, or"
                            + " give two tables with --before-table and --after-table");
        }
        Map<String, List<Table.Row>> by = new LinkedHashMap<>();
        for (Table.Row row : table.rows()) {
            String condition = row.fields().get(at).toLowerCase(Locale.ROOT);
            if (!CONDITIONS.contains(condition)) {
                throw new CohortException(
                        file,
                        "line " + row.line() + ": condition '" + row.fields().get(at)
                                + "'; expected before, after or rescan");
            }
            by.computeIfAbsent(condition, c -> new ArrayList<>()).add(row);
        }
        Map<String, MeasureTable> tables = new LinkedHashMap<>();
        by.forEach((condition, rows) -> tables.put(condition, parse(file, table, rows, at)));
        return tables;
    }

    private static MeasureTable parse(Path file, Table table, List<Table.Row> rows, int skipped) {
        if (table.columns().size() < 2 || rows.isEmpty()) {
            throw new CohortException(
                    file, "holds no measures; the first column names persons, each further one is a measure");
        }
        List<MeasureColumn> columns = new ArrayList<>();
        for (int c = 1; c < table.columns().size(); c++) {
            if (c != skipped) {
                columns.add(new MeasureColumn(IMPORTED, table.columns().get(c), ""));
            }
        }
        if (columns.stream().map(MeasureColumn::name).distinct().count() < columns.size()) {
            throw new CohortException(file, "line 1: a column comes twice; remove one");
        }
        Map<String, double[]> out = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Table.Row row : rows) {
            double[] values = new double[columns.size()];
            int at = 0;
            for (int c = 1; c < table.columns().size(); c++) {
                if (c != skipped) {
                    values[at++] = number(row, c, table.columns().get(c), problems);
                }
            }
            String person = row.fields().getFirst();
            if (person.isEmpty()) {
                problems.add("line " + row.line() + ": the first field, the person, is empty");
            } else if (out.put(person, values) != null) {
                problems.add("line " + row.line() + ": person " + person + " comes twice; keep one line");
            }
        }
        if (!problems.isEmpty()) {
            throw new CohortException(file, problems);
        }
        return new MeasureTable(columns, out);
    }

    private static double number(Table.Row row, int c, String column, List<String> problems) {
        String text = row.fields().get(c);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            problems.add("line " + row.line() + ": '" + text + "' in column " + column
                    + " is no number; leave out columns of text, write n/a for what is missing");
            return Double.NaN;
        }
    }
}
