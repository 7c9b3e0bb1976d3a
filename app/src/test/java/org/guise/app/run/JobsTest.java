package org.guise.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final List<Integer> PIECES = IntStream.range(0, 40).boxed().toList();

    private static Jobs.WorkerFactory<Integer> worker(Work work) {
        return () -> new Jobs.Worker<>() {
            @Override
            public void work(Integer piece) throws IOException {
                work.of(piece);
            }

            @Override
            public void close() {}
        };
    }

    private interface Work {
        void of(int piece) throws IOException;
    }

    @Test
    void doesEveryPieceOnceAndNeverUsesMoreMemoryThanThereIs() throws IOException {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        AtomicLong used = new AtomicLong(), most = new AtomicLong();
        try (StopSignal stop = new StopSignal()) {
            // piece 0 needs more than there is, and runs alone
            Jobs.run(
                    PIECES,
                    4,
                    new MemoryBudget(10),
                    p -> p == 0 ? 99 : 4,
                    worker(p -> {
                        most.accumulateAndGet(used.addAndGet(p == 0 ? 10 : 4), Math::max);
                        Thread.onSpinWait();
                        used.addAndGet(p == 0 ? -10 : -4);
                        done.add(p);
                    }),
                    stop);
        }
        assertThat(done).containsExactlyInAnyOrderElementsOf(PIECES);
        assertThat(most.get()).isLessThanOrEqualTo(10);
    }

    @Test
    void beginsNothingNewWhenAskedToStop() throws IOException {
        AtomicInteger done = new AtomicInteger();
        try (StopSignal stop = new StopSignal()) {
            Jobs.run(
                    PIECES,
                    1,
                    new MemoryBudget(10),
                    p -> 1,
                    worker(p -> {
                        if (done.incrementAndGet() == 3) {
                            stop.ask();
                        }
                    }),
                    stop);
        }
        assertThat(done.get()).isEqualTo(3);
    }

    @Test
    void theFirstFailureStopsAllAndIsTheCallers() {
        AtomicInteger done = new AtomicInteger();
        try (StopSignal stop = new StopSignal()) {
            assertThatThrownBy(() -> Jobs.run(
                            PIECES,
                            1,
                            new MemoryBudget(10),
                            p -> 1,
                            worker(p -> {
                                if (done.incrementAndGet() == 5) {
                                    throw new IOException("seeded");
                                }
                            }),
                            stop))
                    .hasMessage("seeded");
        }
        assertThat(done.get()).isEqualTo(5);
    }
}
