package org.guise.app.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line on a terminal that says what is being worked on and for how long; rewritten every half second and wiped when
 * the work is done. Silent where there is no terminal.
 */
final class Progress implements AutoCloseable {
    private static final long TICK_MS = 500;
    private static final String WIPE = "\r\u001b[K";

    private final PrintStream err;
    private final Thread ticker;
    private String what = "";
    private long since;
    private boolean shown;

    private Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.ticker = Thread.ofPlatform().daemon().name("guise-progress").unstarted(this::tick);
        if (terminal) {
            ticker.start();
        }
    }

    /** A line on {@code err}, silent unless the process runs in a terminal. */
    static Progress on(PrintStream err) {
        java.io.Console console = System.console();
        boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("CI") != null;
        return new Progress(err, console != null && console.isTerminal() && !dumb);
    }

    /** Shows {@code text} and counts its seconds from now. */
    synchronized void show(String text) {
        what = text;
        since = System.nanoTime();
    }

    /** Wipes the line so that something else can be printed. */
    synchronized void hide() {
        what = "";
        if (shown) {
            err.print(WIPE);
            err.flush();
            shown = false;
        }
    }

    private void tick() {
        while (!Thread.currentThread().isInterrupted()) {
            synchronized (this) {
                if (!what.isEmpty()) {
                    double seconds = (System.nanoTime() - since) * 1e-9;
                    err.print(WIPE + String.format(Locale.ROOT, "%s  %.0f s", what, seconds));
                    err.flush();
                    shown = true;
                }
            }
            try {
                Thread.sleep(TICK_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        ticker.interrupt();
        hide();
    }
}
