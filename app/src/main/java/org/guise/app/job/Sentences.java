package org.guise.app.job;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.guise.io.file.InputException;
import org.guise.io.file.OutputException;

/** Turns exceptions into the one sentence a user gets. */
public final class Sentences {
    private Sentences() {}

    /**
     * What happened to the file {@code name}. No folder appears in it.
     *
     * @param name file name that the sentence starts with where the exception does not name one
     */
    public static String of(String name, IOException e) {
        return switch (e) {
            case InputException i -> String.valueOf(i.getMessage());
            case OutputException o -> String.valueOf(o.getMessage());
            case NoSuchFileException n -> fileName(n, name) + ": there is no such file; check the path";
            case AccessDeniedException a ->
                fileName(a, name) + ": no permission to use this file; check its owner and mode";
            case EOFException eof -> name + ": the file ends too early; it is truncated, copy it again";
            case FileSystemException f ->
                fileName(f, name) + ": the file system says: "
                        + (f.getReason() == null ? f.getClass().getSimpleName() : f.getReason());
            default -> {
                String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                yield message.startsWith(name) ? message : name + ": " + message;
            }
        };
    }

    private static String fileName(FileSystemException e, String otherwise) {
        if (e.getFile() == null) {
            return otherwise;
        }
        int slash = Math.max(e.getFile().lastIndexOf('/'), e.getFile().lastIndexOf('\\'));
        return e.getFile().substring(slash + 1);
    }
}
