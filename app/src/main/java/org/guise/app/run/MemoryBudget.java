package org.guise.app.run;

/** Memory shared by pieces of work that run at the same time; one that needs more than all there is runs alone. Thread-safe. */
public final class MemoryBudget {
    private final long bytes;
    private long used;

    /** A budget of so many bytes. */
    public MemoryBudget(long bytes) {
        this.bytes = Math.max(1, bytes);
    }

    /** What this process may use for data: its largest heap, but no more than the machine has free. */
    public static long available() {
        long heap = Runtime.getRuntime().maxMemory();
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean os
                ? Math.min(heap, Math.max(os.getFreeMemorySize(), heap / 4))
                : heap;
    }

    /** Waits until so much is free and takes it. Returns what was taken, to be given back. */
    public synchronized long take(long wanted) throws InterruptedException {
        long taken = Math.min(wanted, bytes);
        while (used + taken > bytes) {
            wait();
        }
        used += taken;
        return taken;
    }

    /** Gives back what {@link #take} returned. */
    public synchronized void give(long taken) {
        used -= taken;
        notifyAll();
    }
}
