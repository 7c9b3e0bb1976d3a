package org.guise.app.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;

/** The secret in the restricted folder from which new UIDs are made: drawn once, so that later runs give the same UIDs. */
public final class SaltFile {
    private static final String NAME = "uid-salt";
    private static final int BYTES = 32;

    private SaltFile() {}

    /**
     * The salt of a restricted folder, which must exist.
     *
     * @throws InputException if its file is damaged; one sentence
     */
    public static byte[] in(Path restricted) throws IOException {
        Path file = restricted.resolve(NAME);
        if (!Files.exists(file)) {
            byte[] salt = new byte[BYTES];
            new SecureRandom().nextBytes(salt);
            byte[] text = (HexFormat.of().formatHex(salt) + "\n").getBytes(StandardCharsets.US_ASCII);
            AtomicFile.write(file, out -> out.write(text));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new InputException(
                    file,
                    "expected " + 2 * BYTES + " hexadecimal digits, the secret from which new UIDs are made",
                    "restore the file, or delete it if other UIDs than in earlier runs may come");
        }
        return HexFormat.of().parseHex(text);
    }
}
