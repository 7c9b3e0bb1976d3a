package org.guise.app.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which images belong to one visit of one person: those of one folder of a session (or, without such folders, of one folder)
 * whose BIDS names have the same {@code sub-} and the same {@code ses-}, or none. Labels are compared letter by letter, since
 * {@code sub-1} and {@code sub-01} are two persons.
 *
 * @param folder the folder above {@code anat}, {@code func}, …, absolute
 * @param subject label
 * @param session label, empty where names have none
 */
record SessionKey(Path folder, String subject, Optional<String> session) {
    private static final Set<String> DATA_TYPES =
            Set.of("anat", "func", "dwi", "perf", "pet", "ct", "fmap", "mrs", "swi");
    private static final Pattern ENTITY = Pattern.compile("[a-z0-9]+-[A-Za-z0-9+]+");
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]+");

    /** The key of a file; empty if its name is not one of BIDS. */
    static Optional<SessionKey> of(Path file) {
        List<String> parts = Arrays.asList(OutputNames.stem(file).orElse("").split("_", -1));
        List<String> entities = parts.subList(0, parts.size() - 1);
        boolean bids = !entities.isEmpty()
                && entities.getFirst().startsWith("sub-")
                && entities.stream().allMatch(e -> ENTITY.matcher(e).matches())
                && SUFFIX.matcher(parts.getLast()).matches();
        if (!bids || count(entities, "sub-") != 1 || count(entities, "ses-") > 1) {
            return Optional.empty();
        }
        return Optional.of(new SessionKey(
                folder(file),
                entities.getFirst().substring("sub-".length()),
                entities.stream()
                        .filter(e -> e.startsWith("ses-"))
                        .map(e -> e.substring("ses-".length()))
                        .findFirst()));
    }

    private static long count(List<String> entities, String key) {
        return entities.stream().filter(e -> e.startsWith(key)).count();
    }

    private static Path folder(Path file) {
        Path in = file.toAbsolutePath().normalize().getParent();
        if (in == null) {
            return file.toAbsolutePath();
        }
        Path up = in.getParent();
        return up != null && DATA_TYPES.contains(String.valueOf(in.getFileName())) ? up : in;
    }
}
