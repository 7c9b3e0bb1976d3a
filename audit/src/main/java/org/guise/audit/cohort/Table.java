package org.guise.audit.cohort;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text table with a header line, UTF-8. Fields are trimmed; empty and {@code n/a} (BIDS) mean nothing.
 *
 * @param file where it was read
 * @param columns names in the header
 * @param rows the other lines
 */
public record Table(Path file, List<String> columns, List<Row> rows) {
    /**
     * A line.
     *
     * @param line its number in the file, 1 for the header
     * @param fields one for each column
     */
    public record Row(long line, List<String> fields) {}

    /** Reads a table; separator is the first of tab, semicolon and comma that occurs in the header. */
    public static Table read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CohortException(file, "is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new CohortException(file, "cannot be read; check that it exists and that you may read it");
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String header = plain.lines().findFirst().orElse("");
        char separator = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        List<Row> rows = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(plain)) {
            for (CsvRecord record : reader) {
                List<String> fields = record.getFields().stream()
                        .map(String::strip)
                        .map(f -> f.equalsIgnoreCase("n/a") ? "" : f)
                        .toList();
                if (columns.isEmpty()) {
                    columns.addAll(fields);
                } else if (fields.stream().anyMatch(f -> !f.isEmpty())) {
                    if (fields.size() != columns.size()) {
                        throw new CohortException(
                                file,
                                "line " + record.getStartingLineNumber() + " has " + fields.size()
                                        + " fields, but the header has " + columns.size()
                                        + "; separate all fields as in the header");
                    }
                    rows.add(new Row(record.getStartingLineNumber(), fields));
                }
            }
        } catch (CsvParseException e) {
            throw new CohortException(file, "is not a table: " + e.getMessage() + "; check its quotation marks");
        } catch (IOException e) {
            throw new CohortException(file, "cannot be read");
        }
        if (columns.stream().allMatch(String::isEmpty)) {
            throw new CohortException(file, "is empty; the first line must name the columns");
        }
        return new Table(file, List.copyOf(columns), List.copyOf(rows));
    }

    /** Number of each column, by its name. Names must be known, come once, and include the required ones. */
    Map<String, Integer> index(List<String> required, List<String> optional) {
        Map<String, Integer> index = new HashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c);
            if (!required.contains(name) && !optional.contains(name)) {
                throw new CohortException(
                        file,
                        "line 1: unknown column '" + name + "'; known are " + String.join(", ", required)
                                + (optional.isEmpty() ? "" : " and, if you like, " + String.join(", ", optional))
                                + " (lower case, separated by tabs)");
            }
            if (index.put(name, c) != null) {
                throw new CohortException(file, "line 1: column '" + name + "' comes twice; remove one");
            }
        }
        for (String name : required) {
            if (!index.containsKey(name)) {
                throw new CohortException(
                        file,
                        "line 1: column '" + name + "' is missing; the header needs " + String.join(", ", required));
            }
        }
        return index;
    }

    /** A field; empty where the column is absent or the field says nothing. */
    static Optional<String> field(Row row, Map<String, Integer> index, String column) {
        Integer c = index.get(column);
        return c == null || row.fields().get(c).isEmpty()
                ? Optional.empty()
                : Optional.of(row.fields().get(c));
    }
}
