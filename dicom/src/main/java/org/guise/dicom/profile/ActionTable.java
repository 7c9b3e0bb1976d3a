package org.guise.dicom.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Table E.1-1 of PS3.15, edition {@link #EDITION}: the resource {@code actions.tsv}. */
final class ActionTable {
    /** The edition of the standard that the table is of. */
    static final String EDITION = "2025a";

    private static final ActionTable TABLE = new ActionTable();

    private final List<Row> rows = new ArrayList<>();
    private final Map<Integer, Row> byTag = new HashMap<>();

    /**
     * A row.
     *
     * @param tag eight hex digits in capitals, x for any
     * @param keyword of PS3.6
     * @param basic action of the basic profile, such as {@code X/Z/D}
     * @param options action for each option that has one
     */
    record Row(String tag, String keyword, String basic, Map<ProfileOption, String> options) {}

    private ActionTable() {
        try (BufferedReader in = open("actions.tsv")) {
            List<ProfileOption> columns = List.of();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                if (line.startsWith("#")) {
                    continue;
                }
                if (cells[0].equals("tag")) {
                    columns = Arrays.stream(cells, 3, cells.length)
                            .map(c -> ProfileOption.valueOf(c.toUpperCase(Locale.ROOT)))
                            .toList();
                    continue;
                }
                Map<ProfileOption, String> options = new EnumMap<>(ProfileOption.class);
                for (int i = 3; i < cells.length; i++) {
                    if (!cells[i].isEmpty()) {
                        options.put(columns.get(i - 3), cells[i]);
                    }
                }
                add(new Row(cells[0], cells[1], cells[2], Map.copyOf(options)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedReader open(String resource) {
        InputStream in = Objects.requireNonNull(ActionTable.class.getResourceAsStream(resource), resource);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private void add(Row row) {
        rows.add(row);
        if (row.tag().chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            byTag.put(Integer.parseUnsignedInt(row.tag(), 16), row);
        }
    }

    /** All rows in the order of the file. */
    static List<Row> rows() {
        return List.copyOf(TABLE.rows);
    }

    /** The row of an attribute; empty if the table has none, and the attribute stays. */
    static Optional<Row> row(int tag) {
        Row exact = TABLE.byTag.get(tag);
        if (exact != null) {
            return Optional.of(exact);
        }
        int group = tag >>> 16;
        if ((group & 1) != 0) {
            return named("ggggeeee");
        }
        if (group >>> 8 == 0x50) {
            return named("50xxxxxx");
        }
        // An overlay without its bits is none: with them goes what describes them.
        return group >>> 8 == 0x60 ? named((tag & 0xFFFF) == 0x4000 ? "60xx4000" : "60xx3000") : Optional.empty();
    }

    private static Optional<Row> named(String tag) {
        return TABLE.rows.stream().filter(r -> r.tag().equals(tag)).findFirst();
    }
}
