package org.guise.app.pacs;

/** Asks the link to stop: at once where it waits for a server or for time to pass, else after the step it is in. */
public final class StopSignal {
    private final Thread worker;
    private boolean requested;
    private boolean atWork;

    /** For the link that runs in this thread. */
    public StopSignal() {
        this.worker = Thread.currentThread();
    }

    /** Asks; from any thread. */
    public synchronized void request() {
        requested = true;
        if (!atWork) {
            worker.interrupt();
        }
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** Says whether the link computes, which is not to be broken off. */
    synchronized void atWork(boolean computing) {
        atWork = computing;
    }
}
