package org.guise.audit.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guise.core.reface.Method;

/**
 * One de-faced version of a cohort's scans: from a folder, by file name, or from a table with the columns {@code person} and
 * {@code scan}.
 *
 * <p>In a folder (searched with its sub-folders) the version of {@code name.nii.gz} is {@code name.nii.gz} itself, {@code
 * name_refaced.nii.gz} or {@code name_defaced.nii.gz} (or removed, sheared, blurred, pixelated), and of the BIDS name {@code sub-01_T1w.nii.gz} also {@code
 * sub-01_desc-refaced_T1w.nii.gz} or {@code …_desc-defaced_…}, compressed or not, in any case. Where several files have such
 * a name, the one whose sub-folders equal those of the scan in the cohort counts.
 *
 * @param source the folder or table
 * @param scans file for each person, in the cohort's order
 */
public record VersionTable(Path source, Map<String, Path> scans) {
    private static final Pattern BIDS = Pattern.compile("(sub-[a-z0-9]+(?:_[a-z0-9]+-[a-z0-9+]+)*)_([a-z0-9]+)");
    private static final Pattern DESCRIBED = Pattern.compile("_desc-[a-z0-9+]+");
    private static final String[] FORMS = {".nii.gz", ".nii", ".hdr.gz", ".hdr", ".img.gz", ".img"};
    /** Reads a folder or table. @throws CohortException naming each person without a file, and keys not in the cohort */
    public static VersionTable read(Path source, CohortTable cohort) {
        if (Files.isDirectory(source)) {
            return new VersionTable(source, fromFolder(source, cohort));
        }
        if (!Files.isRegularFile(source)) {
            throw new CohortException(source, "does not exist; name a folder of de-faced scans or a table");
        }
        return new VersionTable(source, fromTable(source, cohort));
    }

    private static Map<String, Path> fromTable(Path source, CohortTable cohort) {
        Table table = Table.read(source);
        Map<String, Integer> index = table.index(List.of("person", "scan"), List.of());
        Path base = source.toAbsolutePath().normalize().resolveSibling("");
        Map<String, Path> found = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            String at = "line " + row.line() + ": ";
            String key = Table.field(row, index, "person").orElse("");
            String name = Table.field(row, index, "scan").orElse("");
            Path path = base.resolve(name).normalize();
            if (!cohort.keys().contains(key)) {
                problems.add(at + "person '" + key + "' is not in the cohort table "
                        + cohort.file().getFileName() + "; keys must be the same letter by letter");
            } else if (name.isEmpty() || !Files.isRegularFile(path)) {
                problems.add(at + "scan '" + name + "' does not exist; paths are relative to the table");
            } else if (found.put(key, path) != null) {
                problems.add(at + "person " + key + " comes twice; keep one line");
            }
        }
        return checked(source, cohort, found, problems, "add a line for each");
    }

    private static Map<String, Path> fromFolder(Path source, CohortTable cohort) {
        Map<String, List<Path>> byName = new HashMap<>();
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(f -> byName.computeIfAbsent(name(f), n -> new ArrayList<>())
                            .add(f));
        } catch (IOException e) {
            throw new CohortException(source, "cannot be read; check that you may read it");
        }
        Map<String, Path> found = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (CohortTable.Person person : cohort.persons()) {
            List<Path> candidates = names(name(person.scan())).stream()
                    .flatMap(n -> byName.getOrDefault(n, List.of()).stream())
                    .filter(f -> !f.toAbsolutePath().normalize().equals(person.scan()))
                    .toList();
            List<Path> best = nearest(source, candidates, cohort.base(), person.scan());
            if (best.size() > 1) {
                problems.add("person " + person.key() + ": both " + source.relativize(best.get(0)) + " and "
                        + source.relativize(best.get(1)) + " could be the de-faced "
                        + person.scan().getFileName()
                        + "; remove one or give a table with the columns person and scan");
            } else if (best.size() == 1) {
                found.put(person.key(), best.getFirst());
            }
        }
        return checked(
                source,
                cohort,
                found,
                problems,
                "a de-faced name.nii.gz must be called name.nii.gz, name_refaced.nii.gz or, in BIDS,"
                        + " sub-…_desc-refaced_….nii.gz; else give a table with the columns person and scan");
    }

    private static Map<String, Path> checked(
            Path source, CohortTable cohort, Map<String, Path> found, List<String> problems, String remedy) {
        List<String> missing =
                cohort.keys().stream().filter(k -> !found.containsKey(k)).toList();
        if (!missing.isEmpty() && problems.isEmpty()) {
            problems.add("no de-faced scan of " + missing.size() + " of "
                    + cohort.persons().size() + " persons ("
                    + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
                    + (missing.size() > 5 ? ", …" : "") + "); " + remedy);
        }
        Map<Path, String> owners = new HashMap<>();
        Map<String, Path> ordered = new LinkedHashMap<>();
        for (String key : cohort.keys()) {
            Path path = found.get(key);
            if (path != null) {
                String before = owners.putIfAbsent(path.toAbsolutePath().normalize(), key);
                if (before != null) {
                    problems.add("persons " + before + " and " + key + " would share " + path.getFileName()
                            + "; give a table with the columns person and scan");
                }
                ordered.put(key, path);
            }
        }
        if (!problems.isEmpty()) {
            throw new CohortException(source, problems);
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** Lower-case names that the de-faced version of a file may have. */
    private static Set<String> names(String name) {
        Optional<String> form = Stream.of(FORMS).filter(name::endsWith).findFirst();
        if (form.isEmpty()) {
            return Set.of(name);
        }
        String stem = name.substring(0, name.length() - form.get().length());
        Set<String> stems = new LinkedHashSet<>();
        stems.add(stem);
        Matcher bids = BIDS.matcher(stem);
        for (String what : Method.doneWords()) {
            stems.add(stem + "_" + what);
            if (bids.matches()) {
                Matcher described = DESCRIBED.matcher(bids.group(1));
                String entities = described.find()
                        ? bids.group(1).substring(0, described.end())
                                + what
                                + bids.group(1).substring(described.end())
                        : bids.group(1) + "_desc-" + what;
                stems.add(entities + "_" + bids.group(2));
            }
        }
        Set<String> names = new LinkedHashSet<>();
        for (String s : stems) {
            for (String f : new String[] {".nii.gz", ".nii", ".hdr.gz", ".hdr"}) {
                names.add(s + f);
            }
        }
        return names;
    }

    /** The candidates that share most of the scan's last sub-folders. */
    private static List<Path> nearest(Path source, List<Path> candidates, Path base, Path scan) {
        List<Path> best = new ArrayList<>();
        int most = -1;
        for (Path candidate : candidates) {
            int shared = shared(source.relativize(candidate), base.relativize(scan));
            if (shared > most) {
                best.clear();
                most = shared;
            }
            if (shared == most) {
                best.add(candidate);
            }
        }
        return best;
    }

    private static int shared(Path a, Path b) {
        int n = 0;
        while (n + 1 < a.getNameCount()
                && n + 1 < b.getNameCount()
                && a.getName(a.getNameCount() - 2 - n).equals(b.getName(b.getNameCount() - 2 - n))) {
            n++;
        }
        return n;
    }
}
