package org.guise.app.verify;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guise.io.nifti.NiftiNames;

/**
 * A file of the tree.
 *
 * @param path where it is
 * @param name relative to the tree, with forward slashes
 * @param bytes its size
 */
record Entry(Path path, String name, long bytes) {
    /** The file's own name in small letters. */
    String lower() {
        return last().toLowerCase(Locale.ROOT);
    }

    /** The file's own name. */
    String last() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether the name, in small letters, ends in one of these. */
    boolean ends(String... endings) {
        return Arrays.stream(endings).anyMatch(lower()::endsWith);
    }

    boolean isNifti() {
        return NiftiNames.isNifti(path);
    }

    /** Whether it is the samples of a pair, which are judged with their header. */
    boolean isSamples() {
        return ends(".img", ".img.gz");
    }

    /** The name before its first dot, for NIfTI before the ending. */
    String stem() {
        return isNifti() ? NiftiNames.stem(path) : last().replaceFirst("\\..*$", "");
    }

    /** Names of the folders and of the file, outermost first. */
    List<String> parts() {
        return List.of(name.split("/"));
    }

    /** Its sidecar, if the tree has one. */
    Optional<Path> sidecar() {
        Path json = path.resolveSibling(stem() + ".json");
        return java.nio.file.Files.isRegularFile(json) ? Optional.of(json) : Optional.empty();
    }
}
