package org.guise.app.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a run end well when the process is asked to end (SIGTERM, SIGINT): work in hand is finished, nothing new is begun, and
 * the process waits for that. Closing it says that the run is over.
 */
public final class StopSignal implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("guise-stop").unstarted(this::stopAndWait);
    private volatile boolean asked;

    /** Listens from now on. */
    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAndWait() {
        asked = true;
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing new. */
    public void ask() {
        asked = true;
    }

    /** Whether nothing new is to be begun. */
    public boolean isAsked() {
        return asked;
    }

    /** To be called before each piece of work. @throws CancellationException if it is not to be begun */
    public void check() {
        if (asked) {
            throw new CancellationException("asked to stop");
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, through this very hook
            return;
        }
    }
}
