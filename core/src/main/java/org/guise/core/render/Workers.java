package org.guise.core.render;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs independent, numbered pieces of work on a given number of threads, the calling one included. */
final class Workers {
    private Workers() {}

    /** Calls {@code body} once for each of 0 … n−1, in no stated order; the pieces must not share written memory. */
    static void forEach(int n, int threads, IntConsumer body) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                for (int i = next.getAndIncrement(); i < n && failure.get() == null; i = next.getAndIncrement()) {
                    body.accept(i);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
        Thread[] others = new Thread[Math.max(0, Math.min(threads, n) - 1)];
        for (int t = 0; t < others.length; t++) {
            others[t] = Thread.ofPlatform().name("render-" + t).daemon().start(loop);
        }
        loop.run();
        for (Thread t : others) {
            join(t);
        }
        switch (failure.get()) {
            case null -> {}
            case Error e -> throw e;
            case Throwable e -> throw (RuntimeException) e;
        }
    }

    private static void join(Thread t) {
        boolean interrupted = false;
        while (true) {
            try {
                t.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
