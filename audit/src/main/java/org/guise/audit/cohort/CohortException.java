package org.guise.audit.cohort;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/** A table cannot be used; the message names the file (never its folder) and for each problem the line and the remedy. */
public final class CohortException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    /** One problem. */
    public CohortException(Path file, String problem) {
        super(name(file) + ": " + problem);
    }

    /** Several problems, one line each; the first ten are shown. */
    public CohortException(Path file, List<String> problems) {
        super(text(file, problems));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String text(Path file, List<String> problems) {
        String shown = String.join("\n  ", problems.subList(0, Math.min(SHOWN, problems.size())));
        int more = problems.size() - SHOWN;
        return problems.size() == 1
                ? name(file) + ": " + shown
                : name(file) + ":\n  " + shown + (more > 0 ? "\n  and " + more + " more" : "");
    }
}
