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
 * @param sha256 lower-case hex
 */
public record FileHash(long size, long modified, String sha256) {
    /** The hash of {@code file}; taken from {@code known} if size and time of change are still the same. */
    public static FileHash of(Path file, Optional<FileHash> known) throws IOException {
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
        if (known.isPresent() && known.get().size == size && known.get().modified == modified) {
            return known.get();
        }
        return new FileHash(size, modified, Hashes.file(file));
    }
}
