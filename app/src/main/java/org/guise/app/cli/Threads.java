package org.guise.app.cli;

import org.guise.app.job.UsageException;
import org.jspecify.annotations.Nullable;

/** The number that {@code --threads} asks for. */
final class Threads {
    private Threads() {}

    /**
     * The checked number.
     *
     * @param asked null for one thread for each processor
     * @throws UsageException if less than 1
     */
    static int of(@Nullable Integer asked) {
        int n = asked == null ? Runtime.getRuntime().availableProcessors() : asked;
        if (n < 1) {
            throw new UsageException("--threads " + n + ": expected 1 or more");
        }
        return n;
    }
}
