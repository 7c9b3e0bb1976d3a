package org.guise.app.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Several workers that take pieces of work in order, each when the memory for it is free. The first worker that fails stops
 * all: they finish what they have in hand.
 */
public final class Jobs {
    private Jobs() {}

    /**
     * What one worker does; it belongs to one thread.
     *
     * @param <T> a piece of work
     */
    public interface Worker<T> extends AutoCloseable {
        /** Does one piece. @throws CancellationException if the run was asked to stop */
        void work(T piece) throws IOException;

        @Override
        void close();
    }

    /** Makes a worker. */
    @FunctionalInterface
    public interface WorkerFactory<T> {
        /** A new one. */
        Worker<T> create() throws IOException;
    }

    /** Says how much memory a piece of work needs. */
    @FunctionalInterface
    public interface Need<T> {
        /** Bytes. */
        long bytes(T piece);
    }

    /**
     * Does all pieces, or until told to stop.
     *
     * @param workers at least 1
     * @throws IOException the first failure of a worker
     */
    public static <T> void run(
            List<T> pieces, int workers, MemoryBudget memory, Need<T> need, WorkerFactory<T> factory, StopSignal stop)
            throws IOException {
        Iterator<T> left = pieces.iterator();
        Failure failure = new Failure();
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < Math.min(workers, pieces.size()); w++) {
            threads.add(Thread.ofPlatform().name("guise-job-" + w).start(() -> {
                try (Worker<T> worker = factory.create()) {
                    for (T piece = next(left, stop); piece != null; piece = next(left, stop)) {
                        long taken = memory.take(need.bytes(piece));
                        try {
                            worker.work(piece);
                        } finally {
                            memory.give(taken);
                        }
                    }
                } catch (CancellationException e) {
                    // asked to stop: what was begun is finished or will be done again
                    return;
                } catch (IOException | RuntimeException | Error | InterruptedException e) {
                    failure.set(e);
                    stop.ask();
                }
            }));
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    stop.ask();
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failure.rethrow();
    }

    private static <T> @Nullable T next(Iterator<T> left, StopSignal stop) {
        synchronized (left) {
            return !stop.isAsked() && left.hasNext() ? left.next() : null;
        }
    }

    private static final class Failure {
        private @Nullable Throwable first;

        synchronized void set(Throwable e) {
            first = first == null ? e : first;
        }

        synchronized void rethrow() throws IOException {
            switch (first) {
                case null -> {
                    return;
                }
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IOException("the run was interrupted", first);
            }
        }
    }
}
