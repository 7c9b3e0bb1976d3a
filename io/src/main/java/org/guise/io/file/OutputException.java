package org.guise.io.file;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** An output file that could not be written, as one sentence; whatever stood under its name before is untouched. */
public final class OutputException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private OutputException(String message, IOException cause) {
        super(message, cause);
    }

    /** The sentence for a failure of the file system while {@code target} was being written. */
    static OutputException of(Path target, IOException cause) {
        String name = InputException.name(target);
        if (isDiskFull(cause)) {
            return new OutputException(
                    name + ": the disk is full" + freeSpace(target)
                            + "; free some space or choose another output folder,"
                            + " nothing was written under this name",
                    cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new OutputException(name + ": no permission to write in its folder; choose another folder", cause);
        }
        if (cause instanceof NoSuchFileException) {
            return new OutputException(name + ": its folder does not exist; create it first", cause);
        }
        return new OutputException(
                name + ": cannot be written (" + reason(cause)
                        + "); check the disk, nothing was written under this name",
                cause);
    }

    /** Whether the operating system said that no space (or no quota) is left. */
    static boolean isDiskFull(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space");
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.FileSystemException f) {
            return f.getReason() == null ? f.getClass().getSimpleName() : f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String freeSpace(Path target) {
        try {
            Path folder = target.toAbsolutePath().getParent();
            return " (" + Files.getFileStore(folder).getUsableSpace() / (1 << 20) + " MiB free)";
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
