package org.guise.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static final long SECOND = 1_000_000_000L;
    private final AtomicLong now = new AtomicLong(-5);

    private String after(TimeLeft left, long seconds) {
        now.addAndGet(seconds * SECOND);
        return left.next();
    }

    @Test
    void steadyWorkIsExtrapolated() {
        TimeLeft left = new TimeLeft(84, now::get);
        assertThat(after(left, 60)).isEqualTo("1 of 84, about 83 min left");
        assertThat(after(left, 60)).isEqualTo("2 of 84, about 82 min left");
    }

    @Test
    void piecesThatWereThereAlreadyDoNotMakeTheRestLookShort() {
        TimeLeft left = new TimeLeft(100, now::get);
        for (int i = 0; i < 50; i++) {
            assertThat(after(left, 0)).isEqualTo(i + 1 + " of 100");
        }
        String last = "";
        for (int i = 0; i < 12; i++) {
            last = after(left, 60);
        }
        assertThat(last).isEqualTo("62 of 100, about 38 min left");
    }

    @Test
    void theLastMinuteIsNotAnnounced() {
        TimeLeft left = new TimeLeft(2, now::get);
        assertThat(after(left, 20)).isEqualTo("1 of 2");
        assertThat(after(left, 20)).isEqualTo("2 of 2");
    }
}
