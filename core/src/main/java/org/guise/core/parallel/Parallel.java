package org.guise.core.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A fixed number of worker threads that run index ranges. Algorithms never create threads themselves; they are handed
 * one of these. Ranges are cut the same way for every thread count, so a result that is reduced range by range in order
 * does not depend on it.
 *
 * <p>Not for nested use: a task must not call {@link #ranges} on the same instance.
 */
public final class Parallel implements AutoCloseable {
    /** Runs everything on the calling thread; may be used within a task of another instance. */
    public static final Parallel CALLER = new Parallel(1);

    private static final int CHUNKS = 16;
    private final int threads;
    private final ExecutorService pool;

    /** A pool of {@code threads} ≥ 1 daemon threads. */
    public Parallel(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be ≥ 1, got " + threads);
        }
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("guise-", 0).factory());
    }

    /** Number of threads. */
    public int threads() {
        return threads;
    }

    /** Work on indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface RangeTask {
        /** Runs one range. */
        void run(int from, int to);
    }

    /** Runs [0, n) in at most 16 contiguous ranges and waits for all. The first failure is rethrown. */
    public void ranges(int n, RangeTask task) {
        int chunks = Math.min(n, CHUNKS);
        if (chunks <= 1 || threads == 1) {
            for (int c = 0; c < chunks; c++) {
                task.run((int) ((long) n * c / chunks), (int) ((long) n * (c + 1) / chunks));
            }
            return;
        }
        List<Callable<Void>> calls = new ArrayList<>(chunks);
        for (int c = 0; c < chunks; c++) {
            int from = (int) ((long) n * c / chunks);
            int to = (int) ((long) n * (c + 1) / chunks);
            calls.add(() -> {
                task.run(from, to);
                return null;
            });
        }
        try {
            for (Future<Void> f : pool.invokeAll(calls)) {
                f.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            if (e.getCause() instanceof Error err) {
                throw err;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
