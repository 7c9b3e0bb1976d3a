package org.guise.app.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files of a tree, of which at most the first part is looked at. */
final class Texts {
    private static final int LARGEST = 32 << 20;

    private Texts() {}

    /** The text, bytes that are no UTF-8 replaced; of a file of more than 32 MiB its beginning. */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }
}
