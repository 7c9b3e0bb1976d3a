package org.guise.app.effects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guise.app.job.UsageException;
import org.guise.core.reface.Method;
import org.guise.io.nifti.NiftiNames;

/**
 * Scans by the name under which versions of the same scan are found again: the file name in small letters, without its ending
 * and without what says that it is de-faced ({@code _refaced}, {@code _desc-refaced}, …).
 *
 * @param option the option that named the files
 * @param scans file by key
 */
record ScanSet(String option, Map<String, Path> scans) {
    private static final String DONE = "(?:" + String.join("|", Method.doneWords()) + ")";
    private static final Pattern DESC = Pattern.compile("_desc-([a-z0-9+]*?)" + DONE + "(?=_|$)");
    private static final Pattern TAIL = Pattern.compile("_" + DONE + "$");
    private static final Pattern NO_SCAN = Pattern.compile("_(?:defacemask|mask|dseg|probseg)$");
    private static final Pattern VISIT = Pattern.compile("_(?:ses|run)-[a-z0-9]+");
    private static final Pattern DESCRIBED = Pattern.compile("_desc-[a-z0-9+]+");

    /**
     * The scans of files and folders, which are searched with their sub-folders. Masks are left out.
     *
     * @throws UsageException if one does not exist, none is a scan, or two have the same key
     */
    static ScanSet of(String option, List<Path> sources) throws IOException {
        Map<String, Path> scans = new LinkedHashMap<>();
        for (Path source : sources) {
            if (!Files.exists(source)) {
                throw new UsageException(option + " " + source + ": there is no such file or folder");
            }
            for (Path file : files(source)) {
                Path before = scans.putIfAbsent(key(file), file);
                if (before != null) {
                    throw new UsageException(option + ": " + before.getFileName() + " and " + file.getFileName()
                            + " would be the same scan; name one of them, or the files one by one");
                }
            }
        }
        if (scans.isEmpty()) {
            throw new UsageException(option + " " + sources.getFirst() + ": there is no NIfTI scan in it");
        }
        return new ScanSet(option, scans);
    }

    private static List<Path> files(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> all = Files.walk(source)) {
            return all.filter(Files::isRegularFile)
                    .filter(ScanSet::isScan)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isScan(Path file) {
        String ending = NiftiNames.ending(file).toLowerCase(Locale.ROOT);
        String stem = NiftiNames.stem(file).toLowerCase(Locale.ROOT);
        return !ending.isEmpty()
                && !ending.startsWith(".img")
                && !NO_SCAN.matcher(stem).find();
    }

    /** The name without what de-facing adds to it. */
    static String key(Path file) {
        String stem = NiftiNames.stem(file).toLowerCase(Locale.ROOT);
        Matcher desc = DESC.matcher(stem);
        String plain = desc.replaceAll(m -> m.group(1).isEmpty() ? "" : "_desc-" + m.group(1));
        return TAIL.matcher(plain).replaceAll("");
    }

    /**
     * The files of another set that belong to scans of this one, under the keys of this one. Keys that are equal come first;
     * then, of those left over, keys that are equal without description, and if {@code otherVisit}, without session and run.
     */
    Map<String, Path> partners(ScanSet other, boolean otherVisit) {
        Map<String, Path> found = new LinkedHashMap<>();
        Map<String, List<String>> loose = new HashMap<>();
        for (String key : other.scans.keySet()) {
            if (!scans.containsKey(key)) {
                loose.computeIfAbsent(loose(key, otherVisit), k -> new ArrayList<>())
                        .add(key);
            }
        }
        Map<String, Long> own = new HashMap<>();
        scans.keySet().forEach(k -> own.merge(loose(k, otherVisit), 1L, Long::sum));
        scans.keySet().forEach(key -> {
            Path same = other.scans.get(key);
            List<String> near = loose.getOrDefault(loose(key, otherVisit), List.of());
            if (same != null) {
                found.put(key, same);
            } else if (near.size() == 1 && own.getOrDefault(loose(key, otherVisit), 0L) == 1) {
                found.put(key, other.scans.get(near.getFirst()));
            }
        });
        return found;
    }

    private static String loose(String key, boolean otherVisit) {
        String plain = DESCRIBED.matcher(key).replaceAll("");
        return otherVisit ? VISIT.matcher(plain).replaceAll("") : plain;
    }
}
