package org.guise.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.guise.io.nifti.Hashes;

/**
 * The content of a file, and what lets a later run trust the hash without reading the file again.
 *
 * @param size bytes
 * @param modified time of the last change, nanoseconds since 1970
 * @param sha256 lower-case hex; empty where the content was not read yet
 */
public record FileHash(long size, long modified, String sha256) {
    /** Size and time of a file that is not read yet. */
    public static FileHash unread(Path file) throws IOException {
        return new FileHash(Files.size(file), Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS), "");
    }

    /** The hash of {@code file}; taken from {@code known} if size and time of change are still the same. */
    public static FileHash of(Path file, Optional<FileHash> known) throws IOException {
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
        boolean same = known.isPresent() && known.get().size == size && known.get().modified == modified;
        if (same && !known.get().sha256.isEmpty()) {
            return known.get();
        }
        return new FileHash(size, modified, Hashes.file(file));
    }
}
