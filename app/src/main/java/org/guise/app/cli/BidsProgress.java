package org.guise.app.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.guise.app.bids.BidsRun;
import org.guise.app.job.ScanOutcome;
import org.guise.app.run.TimeLeft;

/** Says how a run over a data set goes: one line for each scan that is done, and on a terminal one for those in hand. */
final class BidsProgress implements BidsRun.Listener, AutoCloseable {
    private final Progress terminal;
    private final PrintWriter out;
    private final Set<String> inHand = new LinkedHashSet<>();
    private TimeLeft left = new TimeLeft(0, System::nanoTime);
    private String count = "";

    BidsProgress(Progress terminal, PrintWriter out) {
        this.terminal = terminal;
        this.out = out;
    }

    @Override
    public synchronized void planned(int scans, int sessions, int jobs) {
        left = new TimeLeft(scans, System::nanoTime);
        out.printf(
                Locale.ROOT,
                "%d scans to reface in %d visits, %d %s%n",
                scans,
                sessions,
                jobs,
                jobs == 1 ? "visit at a time" : "visits at the same time");
        out.flush();
    }

    @Override
    public synchronized void starting(String path) {
        inHand.add(path);
        show();
    }

    @Override
    public synchronized void skipped(int scans) {
        for (int i = 0; i < scans; i++) {
            count = left.next();
        }
    }

    @Override
    public synchronized void finished(String path, ScanOutcome outcome) {
        inHand.remove(path);
        terminal.hide();
        count = left.next();
        // what could not be read is said at the end
        if (outcome.status() != ScanOutcome.Status.ERROR) {
            double seconds =
                    outcome.stageSeconds().values().stream().mapToDouble(d -> d).sum();
            out.printf(Locale.ROOT, "%-6s  %s  %.1f s  (%s)%n", outcome.status(), path, seconds, count);
            outcome.reasons().forEach(r -> out.println("        " + r));
            out.flush();
        }
        show();
    }

    private void show() {
        if (!inHand.isEmpty()) {
            terminal.show((count.isEmpty() ? "" : count + ": ") + String.join(", ", inHand));
        }
    }

    @Override
    public void close() {
        terminal.close();
    }
}
