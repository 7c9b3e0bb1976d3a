package org.guise.io.bids;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a data set, or a folder that is left out as a whole.
 *
 * @param file where it is, as found: possibly a symbolic link
 * @param path relative to the data set, with slashes
 * @param name its parts; empty for files that are no person's
 * @param role what becomes of it
 * @param reason why it is left out; empty where it is not
 */
public record BidsFile(Path file, String path, Optional<BidsName> name, Role role, String reason) {
    /** What a file is. */
    public enum Role {
        /** An image that may show a face. */
        IMAGE,
        /** Any other file of the data set. */
        DATA,
        /** Not part of the data set, or of a kind that is not to be shared unseen. */
        FOREIGN,
        /** A symbolic link without its content. */
        ABSENT
    }

    /** The folder it is in, relative to the data set, with slashes; empty at the top. */
    public String folder() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The file's own name. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
