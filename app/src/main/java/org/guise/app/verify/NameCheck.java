package org.guise.app.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names of files and folders give away: originals and their backups, transforms, files of the restricted tree, and names
 * with a date, a person or a hospital's number in them. A folder is reported once, with the first file in it.
 */
final class NameCheck implements Check {
    private static final String[] SCANS = {
        ".nii",
        ".nii.gz",
        ".img",
        ".img.gz",
        ".hdr",
        ".hdr.gz",
        ".mgz",
        ".mgh",
        ".mnc",
        ".nrrd",
        ".nhdr",
        ".mha",
        ".mhd",
        ".dcm",
        ".ima",
        ".par",
        ".rec",
        ".head",
        ".brik",
        ".brik.gz"
    };
    private static final Set<String> ORIGINAL = Set.of(
            "orig",
            "original",
            "originals",
            "undefaced",
            "unmasked",
            "notdefaced",
            "predeface",
            "predefaced",
            "predefacing",
            "nodeface",
            "nodeid",
            "nodeident",
            "identifiable",
            "withface",
            "beforedeface",
            "beforedefacing",
            "facefull");
    private static final Pattern ORIGINAL_PAIR = Pattern.compile(
            "(?:^|[^a-z])(?:(?:pre|no|non|not|un|before|without)[-_]?(?:defac(?:e|ed|ing)|refac(?:e|ed|ing)|deid|deidentified|anon|anonymi[sz]ed)"
                    + "|with[-_]?face|(?:face|de-?id)[-_]?(?:intact|kept))(?:[^a-z]|$)");
    private static final Set<String> ORIGINAL_FOLDERS =
            Set.of("sourcedata", "bidsonym", "originals", "originaldata", "restricted", ".heudiconv", "undefaced");
    private static final Pattern BACKUP =
            Pattern.compile(".*(?:\\.bak\\d*|\\.backup|\\.orig|\\.old|~|\\.swp|\\.part|\\.tmp)(?:\\.gz)?$");
    private static final Pattern TRANSFORM = Pattern.compile(
            ".*(?:_xfm\\b.*|[_-]x5\\b.*|\\.xfm|\\.lta|\\.m3z|\\.tfm|\\.mat|\\.reg\\.dat|_(?:inverse)?warp(?:ed)?(?:field)?\\d*\\..*|\\d(?:inverse)?warp\\..*"
                    + "|[_-](?:inverse)?warp(?:coef)?\\..*|.*0genericaffine.*|[_-]affine\\d*\\.(?:txt|tsv|csv|json|npy)|.*_?transform(?:ation)?s?(?:\\.\\d+)?\\.(?:txt|h5|tsv|json|npy)"
                    + "|[_-](?:displacement|deformation)(?:field)?\\..*|^[yi]y?_.*\\.nii(?:\\.gz)?|.*transformparameters.*)$");
    private static final Pattern RESTRICTED = Pattern.compile(
            "(?:run|review)\\.jsonl|.*\\.kept|ranks?\\.(?:tsv|csv)|.*(?:templates?|embeddings?|descriptors?|faceprints?).*\\.(?:bin|npy|npz|csv|pkl|h5)"
                    + "|.*(?:^|[_-])(?:key|keys|keyfile|secret|linkage|crosswalk|mapping|idmap|uidmap|uid-map|pseudonyms?)\\.(?:tsv|csv|txt|json|bin|xlsx?|key)"
                    + "|.*\\.(?:key|pem|p12|kdbx)|\\.env");
    private static final Pattern PACKED = Pattern.compile(".*\\.(?:zip|tar|tgz|tar\\.gz|tar\\.bz2|tar\\.xz|7z|rar)$");
    private static final Pattern FOREIGN =
            Pattern.compile(".*\\.(?:mgz|mgh|mnc|nrrd|nhdr|mha|mhd|brik|brik\\.gz|par|rec)$");
    private static final Pattern DATE = Pattern.compile(
            "(?<!\\d)(?:192[5-9]|19[3-9]\\d|20\\d\\d)([-_.]?)(?:0[1-9]|1[0-2])\\1(?:0[1-9]|[12]\\d|3[01])(?!\\d)");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.])(?!00)\\d{6,}(?![\\d.]*\\.\\d|\\d)");
    private static final Pattern UID = Pattern.compile("\\d+(?:\\.\\d+){3,}");

    private final Set<String> told = new HashSet<>();
    private final Map<String, Boolean> folders = new HashMap<>();

    @Override
    public boolean concerns(Entry entry) {
        return true;
    }

    @Override
    public List<Leak> look(Entry entry) {
        List<Leak> found = new ArrayList<>();
        String lower = entry.lower();
        original(entry, lower).ifPresent(found::add);
        if (TRANSFORM.matcher(lower).matches() && !lower.endsWith(".dcm")) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.TRANSFORM,
                    "it is named like a transform or warp, which carries the shape of the person's head",
                    "leave it out"));
        }
        if (RESTRICTED.matcher(lower).matches()) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.RESTRICTED,
                    "it is named like a record, a face template or a key that belongs into the restricted tree",
                    "move it there"));
        }
        if (PACKED.matcher(lower).matches()) {
            found.add(Leak.doubt(
                    entry,
                    Leak.Kind.UNREAD,
                    "archives are not opened",
                    "unpack it and verify the result, or leave it out"));
        } else if (FOREIGN.matcher(lower).matches()) {
            found.add(Leak.doubt(
                    entry,
                    Leak.Kind.UNREAD,
                    "Guise does not read scans in this format, so nobody looked for a face",
                    "convert it to NIfTI, or leave it out"));
        }
        personal(entry, found);
        return found;
    }

    private Optional<Leak> original(Entry entry, String lower) {
        for (String folder : entry.parts().subList(0, entry.parts().size() - 1)) {
            String f = folder.toLowerCase(Locale.ROOT);
            if (ORIGINAL_FOLDERS.contains(f) || f.endsWith("-restricted")) {
                String key = entry.name().substring(0, entry.name().indexOf(folder) + folder.length());
                return folders.putIfAbsent(key, true) == null
                        ? Optional.of(Leak.leak(
                                entry,
                                Leak.Kind.ORIGINAL,
                                "it lies, perhaps with others, in a folder for what was there before de-facing",
                                "move the whole folder out of the tree"))
                        : Optional.empty();
            }
        }
        if (BACKUP.matcher(lower).matches()) {
            return Optional.of(Leak.leak(
                    entry,
                    Leak.Kind.ORIGINAL,
                    "its name says that it is a backup or a half-written file",
                    "delete it"));
        }
        if (!entry.ends(SCANS)) {
            return Optional.empty();
        }
        boolean word = Arrays.stream(lower.split("[^a-z]+")).anyMatch(ORIGINAL::contains);
        return word || ORIGINAL_PAIR.matcher(lower).find()
                ? Optional.of(Leak.leak(
                        entry,
                        Leak.Kind.ORIGINAL,
                        "its name says that it is from before de-facing",
                        "delete it, or give it another name if that is wrong"))
                : Optional.empty();
    }

    /** Dates, names and numbers in the parts of the path; what many files share is told once. */
    private void personal(Entry entry, List<Leak> found) {
        for (String part : entry.parts()) {
            String plain = UID.matcher(part).replaceAll("");
            if (PersonalText.hasName(plain) && told.add("name " + part)) {
                found.add(Leak.leak(
                        entry,
                        Leak.Kind.NAME,
                        "a person's name in DICOM's form stands in its name or folder",
                        "rename it"));
            }
            Matcher date = DATE.matcher(plain);
            if (date.find()) {
                if (told.add("date " + date.group())) {
                    found.add(Leak.leak(entry, Leak.Kind.NAME, "a date stands in its name or folder", "rename it"));
                }
                plain = date.replaceAll("");
            }
            Matcher number = NUMBER.matcher(plain);
            while (number.find()) {
                if (told.add("number " + number.group())) {
                    found.add(Leak.doubt(
                            entry,
                            Leak.Kind.NAME,
                            "a number as long as a hospital's patient number stands in its name or folder",
                            "rename it unless it is a pseudonym made for sharing"));
                }
            }
        }
    }
}
