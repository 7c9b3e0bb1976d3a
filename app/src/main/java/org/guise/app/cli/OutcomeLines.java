package org.guise.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.guise.app.job.ScanOutcome;

/** What the user reads of each scan: a line on stdout for what was judged; what could not be read or written, on stderr. */
final class OutcomeLines {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;

    OutcomeLines(PrintWriter out, PrintWriter err, boolean dryRun) {
        this.out = out;
        this.err = err;
        this.dryRun = dryRun;
    }

    /** @param written what was written, as the user would name it */
    void print(ScanOutcome outcome, Optional<Path> written) {
        if (outcome.status() == ScanOutcome.Status.ERROR) {
            outcome.reasons().forEach(r -> err.println("guise: " + r));
            err.flush();
            return;
        }
        double seconds =
                outcome.stageSeconds().values().stream().mapToDouble(d -> d).sum();
        String where = written.map(p -> " -> " + p)
                .orElse(
                        dryRun && outcome.status() != ScanOutcome.Status.SKIP
                                ? " (dry run, nothing written)"
                                : " (nothing written)");
        out.printf(Locale.ROOT, "%-6s  %s%s  %.1f s%n", outcome.status(), outcome.name(), where, seconds);
        outcome.reasons().forEach(r -> out.println("        " + r));
        out.flush();
    }
}
