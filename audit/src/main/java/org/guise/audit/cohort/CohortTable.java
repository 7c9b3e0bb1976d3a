package org.guise.audit.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.result.AuditResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The persons of an audit with their scans and photographs, from a tab-separated table (docs/audit.md, "Cohort table") and,
 * if there is one, the {@code cohort.json} beside it.
 *
 * @param file the table
 * @param persons in the order of the table
 * @param synthetic whether all persons are made up; false unless {@code cohort.json} says so
 * @param note one sentence on origin and consent; may be empty
 */
public record CohortTable(Path file, List<Person> persons, boolean synthetic, String note) {
    /** Names of attributes. */
    public static final String SEX = "sex";

    /** Age in groups of twenty years. */
    public static final String AGE_GROUP = "ageGroup";

    /** Ancestry as the table says. */
    public static final String ANCESTRY = "ancestry";

    private static final List<String> REQUIRED = List.of("person", "scan", "photos");
    private static final List<String> OPTIONAL = List.of("scan2", "sex", "age", "ancestry");
    private static final int OLDEST = 130;

    /**
     * A person.
     *
     * @param key pseudonym, unique in the table
     * @param scan the scan before de-facing
     * @param photos photographs; empty only in a cohort whose persons all have second scans
     * @param secondScan a scan of another visit
     * @param attributes {@code sex}, {@code ageGroup}, {@code ancestry}, as far as known
     */
    public record Person(
            String key, Path scan, List<Path> photos, Optional<Path> secondScan, Map<String, String> attributes) {}

    /** Reads and checks a table. @throws CohortException naming each problem with its line and remedy */
    public static CohortTable read(Path file) {
        Table table = Table.read(file);
        Map<String, Integer> index = table.index(REQUIRED, OPTIONAL);
        Path base = folder(file);
        List<String> problems = new ArrayList<>();
        List<Person> persons = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        Map<Path, Long> files = new HashMap<>();
        for (Table.Row row : table.rows()) {
            String at = "line " + row.line() + ": ";
            Optional<String> key = Table.field(row, index, "person");
            if (key.isEmpty()) {
                problems.add(at + "no person; give each line a key, for example sub-01");
                continue;
            }
            Long before = lines.putIfAbsent(key.get(), row.line());
            if (before != null) {
                problems.add(at + "person " + key.get() + " is already in line " + before
                        + "; give each person one line with all photographs");
                continue;
            }
            Optional<Path> scan = Table.field(row, index, "scan")
                    .flatMap(name -> file(base, name, at + "scan", row.line(), files, problems));
            if (Table.field(row, index, "scan").isEmpty()) {
                problems.add(at + "person " + key.get() + " has no scan; name a file or remove the line");
            }
            List<Path> photos = new ArrayList<>();
            for (String name : Table.field(row, index, "photos").orElse("").split(";")) {
                if (!name.isBlank()) {
                    file(base, name.strip(), at + "photograph", row.line(), files, problems)
                            .ifPresent(photos::add);
                }
            }
            Optional<Path> second = Table.field(row, index, "scan2")
                    .flatMap(name -> file(base, name, at + "second scan", row.line(), files, problems));
            if (Table.field(row, index, "photos").isEmpty()
                    && Table.field(row, index, "scan2").isEmpty()) {
                problems.add(at + "person " + key.get()
                        + " has no photo; name photographs, separated by semicolons, or a second scan in scan2");
            }
            Map<String, String> attributes = attributes(row, index, at, problems);
            scan.ifPresent(path ->
                    persons.add(new Person(key.get(), path, List.copyOf(photos), second, Map.copyOf(attributes))));
        }
        if (problems.isEmpty() && persons.size() < 2) {
            problems.add(
                    "has " + persons.size() + " persons; recognition needs at least 2 to choose from, and 30 or more"
                            + " to conclude anything");
        }
        boolean anyPhotos = persons.stream().anyMatch(p -> !p.photos().isEmpty());
        for (Person p : persons) {
            if (anyPhotos && p.photos().isEmpty() && problems.isEmpty()) {
                problems.add("line " + lines.get(p.key()) + ": person " + p.key()
                        + " has no photo, but others have; name photographs for all or for none");
            }
        }
        if (!problems.isEmpty()) {
            throw new CohortException(file, problems);
        }
        return described(file, List.copyOf(persons));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static Optional<Path> file(
            Path base, String name, String what, long line, Map<Path, Long> files, List<String> problems) {
        Path path;
        try {
            path = base.resolve(name).normalize();
        } catch (InvalidPathException e) {
            problems.add(what + " " + name + " is no file name; write a path relative to the table");
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            problems.add(what + " " + name + " does not exist; paths are relative to the table");
            return Optional.empty();
        }
        Long before = files.putIfAbsent(path, line);
        if (before != null) {
            problems.add(what + " " + name + " is already used in line " + before
                    + "; each file belongs to one person and counts once");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private static Map<String, String> attributes(
            Table.Row row, Map<String, Integer> index, String at, List<String> problems) {
        Map<String, String> attributes = new HashMap<>();
        Table.field(row, index, "sex").ifPresent(value -> {
            switch (value.toLowerCase(Locale.ROOT)) {
                case "f", "female" -> attributes.put(SEX, "female");
                case "m", "male" -> attributes.put(SEX, "male");
                case "o", "other" -> attributes.put(SEX, "other");
                default -> problems.add(at + "sex '" + value + "' is not known; write female, male, other or n/a");
            }
        });
        Table.field(row, index, "age").ifPresent(value -> {
            try {
                double age = Double.parseDouble(value);
                if (!(age >= 0 && age <= OLDEST)) {
                    throw new NumberFormatException();
                }
                attributes.put(AGE_GROUP, ageGroup(age));
            } catch (NumberFormatException e) {
                problems.add(at + "age '" + value + "' is not known; write years from 0 to " + OLDEST + ", or n/a");
            }
        });
        Table.field(row, index, "ancestry")
                .ifPresent(value -> attributes.put(ANCESTRY, value.toLowerCase(Locale.ROOT)));
        return attributes;
    }

    /** {@code 0-19}, {@code 20-39}, {@code 40-59}, {@code 60-79} or {@code 80+}. */
    public static String ageGroup(double age) {
        int from = (int) (age / 20) * 20;
        return from >= 80 ? "80+" : from + "-" + (from + 19);
    }

    private static CohortTable described(Path file, List<Person> persons) {
        Path json = folder(file).resolve("cohort.json");
        if (!Files.exists(json)) {
            return new CohortTable(file, persons, false, "");
        }
        try {
            JsonNode root = new JsonMapper().readTree(Files.readString(json));
            JsonNode synthetic = root.path("synthetic");
            JsonNode note = root.path("note");
            if (!root.isObject()
                    || !(synthetic.isMissingNode() || synthetic.isBoolean())
                    || !(note.isMissingNode() || note.isString())) {
                throw new CohortException(json, "must be {\"synthetic\": true or false, \"note\": \"one sentence\"}");
            }
            return new CohortTable(
                    file, persons, synthetic.asBoolean(false), note.isString() ? note.stringValue() : "");
        } catch (IOException | JacksonException e) {
            throw new CohortException(json, "is not JSON in UTF-8; mend or remove it");
        }
    }

    /** Keys in the order of the table. */
    public List<String> keys() {
        return persons.stream().map(Person::key).toList();
    }

    /** For each attribute that anybody has, each person's value. */
    public Map<String, Map<String, String>> attributes() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (Person p : persons) {
            p.attributes()
                    .forEach((name, value) ->
                            all.computeIfAbsent(name, n -> new TreeMap<>()).put(p.key(), value));
        }
        return all;
    }

    /** What the result says about the cohort. */
    public AuditResult.CohortInfo info(int rendersPerScan, String preset, PhotoTreatment photoTreatment) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        attributes().forEach((name, values) -> {
            Map<String, Integer> count = new TreeMap<>();
            values.values().forEach(v -> count.merge(v, 1, Integer::sum));
            counts.put(name, count);
        });
        int least = persons.stream().mapToInt(p -> p.photos().size()).min().orElse(0);
        int most = persons.stream().mapToInt(p -> p.photos().size()).max().orElse(0);
        return new AuditResult.CohortInfo(
                persons.size(),
                synthetic,
                new int[] {least, most},
                rendersPerScan,
                preset,
                photoTreatment,
                counts,
                note);
    }

    /** The folder that the table's paths are relative to. */
    Path base() {
        return folder(file);
    }

    /** Different keys of a version that are not in the cohort. */
    Set<String> unknown(Set<String> keys) {
        Set<String> unknown = new LinkedHashSet<>(keys);
        unknown.removeAll(keys());
        return unknown;
    }
}
