package org.guise.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 33, 1000})
  void everyIndexRunsOnceAndTheCutsDoNotDependOnTheThreadCount(int n) {
    Set<String> cuts = null;
    for (int threads : new int[] {1, 2, 5}) {
      AtomicIntegerArray seen = new AtomicIntegerArray(n);
      Set<String> mine = new ConcurrentSkipListSet<>();
      try (Parallel par = new Parallel(threads)) {
        par.ranges(n, (a, b) -> {
          mine.add(a + "-" + b);
          for (int i = a; i < b; i++) {
            seen.incrementAndGet(i);
          }
        });
      }
      for (int i = 0; i < n; i++) {
        assertThat(seen.get(i)).isEqualTo(1);
      }
      assertThat(mine).hasSizeLessThanOrEqualTo(16);
      cuts = cuts == null ? new TreeSet<>(mine) : cuts;
      assertThat(new TreeSet<>(mine)).isEqualTo(cuts);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void failuresOfATaskReachTheCallerAsTheyAre(int threads) {
    try (Parallel par = new Parallel(threads)) {
      IllegalArgumentException bad = new IllegalArgumentException("seven");
      assertThatThrownBy(() -> par.ranges(20, (a, b) -> {
            if (a <= 7 && 7 < b) {
              throw bad;
            }
          }))
          .isSameAs(bad);
      AssertionError error = new AssertionError("worse");
      assertThatThrownBy(() -> par.ranges(20, (a, b) -> {
            throw error;
          }))
          .isSameAs(error);
      int[] after = new int[20];
      par.ranges(20, (a, b) -> java.util.Arrays.fill(after, a, b, 1));
      assertThat(after).containsOnly(1);
    }
  }

  @Test
  void anInterruptedCallerStopsAndStaysInterrupted() {
    try (Parallel par = new Parallel(2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> par.ranges(20, (a, b) -> {})).hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void needsAtLeastOneThread() {
    assertThatThrownBy(() -> new Parallel(0)).hasMessageContaining("got 0");
    try (Parallel par = new Parallel(3)) {
      assertThat(par.threads()).isEqualTo(3);
    }
  }
}
