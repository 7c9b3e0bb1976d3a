package org.guise.io.file;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * An input file that cannot be used. The message is one sentence: {@code file name: problem; remedy}, where the problem
 * names what was got and what was expected. Only the file's own name appears, never its folder.
 */
public final class InputException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The sentence for {@code file}. */
    public InputException(Path file, String problem, String remedy) {
        super(name(file) + ": " + problem + "; " + remedy);
    }

    /** The sentence for {@code file}, keeping what caused it. */
    public InputException(Path file, String problem, String remedy, Throwable cause) {
        this(file, problem, remedy);
        initCause(cause);
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
