package org.guise.app.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;

/**
 * The secret number from which the made-up persons of a run are drawn. It is kept in the restricted folder, so that a run that
 * goes on puts the same face into a scan that it puts in when it is not stopped.
 */
final class RunSecret {
    private static final String NAME = "identity.key";

    private RunSecret() {}

    /** The number kept in a folder; drawn and kept when there is none. */
    static long of(Path restricted) throws IOException {
        Path file = restricted.resolve(NAME);
        if (!Files.exists(file)) {
            long drawn = new SecureRandom().nextLong();
            AtomicFile.write(file, out -> out.write((drawn + "\n").getBytes(StandardCharsets.US_ASCII)));
            if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new InputException(
                    file,
                    "does not hold the number from which the faces of this run were drawn",
                    "restore it, or start afresh with another output folder",
                    e);
        }
    }
}
