package org.guise.io.nifti;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** File names of NIfTI images: {@code .nii}, {@code .nii.gz}, {@code .hdr/.img}, {@code .hdr.gz/.img.gz}, in any case. */
public final class NiftiNames {
    private static final List<String> ENDINGS = List.of(".nii.gz", ".hdr.gz", ".img.gz", ".nii", ".hdr", ".img");

    private NiftiNames() {}

    /** Whether the name ends like a NIfTI file. */
    public static boolean isNifti(Path file) {
        return !ending(file).isEmpty();
    }

    /** The file's own name without its NIfTI ending, such as {@code sub-01_T1w}; the whole name if it has none. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ending(file).length());
    }

    /** The NIfTI ending as written in the name, with its dot; empty if there is none. */
    public static String ending(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(lower::endsWith)
                .findFirst()
                .map(e -> name.substring(name.length() - e.length()))
                .orElse("");
    }

    static boolean isHeader(Path file) {
        return ending(file).toLowerCase(Locale.ROOT).startsWith(".hdr");
    }

    static boolean isSamples(Path file) {
        return ending(file).toLowerCase(Locale.ROOT).startsWith(".img");
    }

    static boolean isCompressed(Path file) {
        return ending(file).toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** The existing other half of a pair: the same stem and case, compressed like {@code file} if both exist. */
    static Optional<Path> partner(Path file) {
        Path same = partnerName(file);
        String name = same.getFileName().toString();
        boolean gz = isCompressed(file);
        boolean upper = ending(file).equals(ending(file).toUpperCase(Locale.ROOT));
        String other = gz ? name.substring(0, name.length() - 3) : name + (upper ? ".GZ" : ".gz");
        return Stream.of(same, file.resolveSibling(other))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The name of the other half, in the same case and compression. */
    static Path partnerName(Path file) {
        String from = ending(file);
        boolean upper = from.equals(from.toUpperCase(Locale.ROOT));
        String kind = isHeader(file) ? ".img" : ".hdr";
        return file.resolveSibling(stem(file) + (upper ? kind.toUpperCase(Locale.ROOT) : kind) + from.substring(4));
    }
}
