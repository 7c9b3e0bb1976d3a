package org.guise.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How long a count of equal pieces of work will still take, from the pace of the last few: those that an earlier run
 * finished go by in a moment and say nothing of the rest. Thread-safe.
 */
public final class TimeLeft {
    private static final int PACE = 12;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int all;
    private final LongSupplier nanoTime;
    private final Deque<Long> ends = new ArrayDeque<>();
    private int done;

    /**
     * Starts now.
     *
     * @param nanoTime {@link System#nanoTime}, or a clock of a test
     */
    public TimeLeft(int all, LongSupplier nanoTime) {
        this.all = all;
        this.nanoTime = nanoTime;
        ends.add(nanoTime.getAsLong());
    }

    /** Books one finished piece: {@code 3 of 84, about 12 min left}. */
    public synchronized String next() {
        done++;
        ends.add(nanoTime.getAsLong());
        if (ends.size() > PACE + 1) {
            ends.remove();
        }
        String count = done + " of " + all;
        double each = (ends.getLast() - ends.getFirst()) / (double) (ends.size() - 1);
        long minutes = Math.round(each * (all - done) / NANOS_PER_MINUTE);
        return minutes < 1 ? count : count + ", about " + minutes + " min left";
    }
}
