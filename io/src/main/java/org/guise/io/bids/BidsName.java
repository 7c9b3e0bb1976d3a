package org.guise.io.bids;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * A file name of BIDS: {@code sub-01_ses-a_run-1_T1w.nii.gz} (BIDS 1.10, “Filenames”).
 *
 * @param entities key and label in the order of the name, {@code sub} first; labels are compared letter by letter
 * @param suffix what the file shows, such as {@code T1w}
 * @param extension from the first dot after the suffix, such as {@code .nii.gz}
 */
public record BidsName(SequencedMap<String, String> entities, String suffix, String extension) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9+]+");
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]+");

    /**
     * The parts of a name.
     *
     * @return empty if it is no BIDS name of a person's file: key-label pairs that begin with {@code sub}, each key once, and a
     *     suffix
     */
    public static Optional<BidsName> of(String fileName) {
        int dot = fileName.indexOf('.');
        String stem = dot < 0 ? fileName : fileName.substring(0, dot);
        String[] parts = stem.split("_", -1);
        SequencedMap<String, String> entities = new LinkedHashMap<>();
        for (int i = 0; i < parts.length - 1; i++) {
            int hyphen = parts[i].indexOf('-');
            if (hyphen < 1
                    || !KEY.matcher(parts[i].substring(0, hyphen)).matches()
                    || !LABEL.matcher(parts[i].substring(hyphen + 1)).matches()
                    || entities.put(parts[i].substring(0, hyphen), parts[i].substring(hyphen + 1)) != null) {
                return Optional.empty();
            }
        }
        boolean named = !entities.isEmpty()
                && entities.firstEntry().getKey().equals("sub")
                && SUFFIX.matcher(parts[parts.length - 1]).matches();
        return named
                ? Optional.of(new BidsName(
                        Collections.unmodifiableSequencedMap(entities),
                        parts[parts.length - 1],
                        dot < 0 ? "" : fileName.substring(dot)))
                : Optional.empty();
    }

    /** Label of the person. */
    public String subject() {
        return entities.firstEntry().getValue();
    }

    /** Label of the visit; empty where the name has none. */
    public Optional<String> session() {
        return Optional.ofNullable(entities.get("ses"));
    }

    /** Whether the file is an image in NIfTI as BIDS allows it. */
    public boolean isImage() {
        return extension.equals(".nii") || extension.equals(".nii.gz");
    }

    /** The name without suffix and extension, without a closing underscore. */
    public String entityText() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> e : entities.entrySet()) {
            text.append(text.isEmpty() ? "" : "_")
                    .append(e.getKey())
                    .append('-')
                    .append(e.getValue());
        }
        return text.toString();
    }

    /** The name without its extension. */
    public String stem() {
        return entityText() + "_" + suffix;
    }

    /**
     * Whether metadata of a file with this name hold for {@code other} too, by the inheritance principle: the same suffix, and
     * every entity here has the same label there. An empty map of entities stands for a file at the top such as {@code T1w.json}.
     */
    public static boolean inherits(Map<String, String> entities, String suffix, BidsName other) {
        return suffix.equals(other.suffix)
                && entities.entrySet().stream()
                        .allMatch(e -> e.getValue().equals(other.entities.get(e.getKey())));
    }
}
