package org.guise.dicom.web;

import java.time.Duration;

/**
 * How long to wait for a server that is down: after each failure twice as long as before, within bounds.
 *
 * @param first the first pause
 * @param longest no pause is longer
 * @param patience given up once the pauses add up to this
 */
public record RetryPolicy(Duration first, Duration longest, Duration patience) {
    /** One second, at most a minute, an hour in all. */
    public static final RetryPolicy USUAL =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1));

    /** Checks that the pauses grow. */
    public RetryPolicy {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || patience.isNegative()) {
            throw new IllegalArgumentException("pauses from " + first + " to " + longest + ", in all " + patience);
        }
    }

    /** The pause after failure {@code n}, from 0 on. */
    Duration pause(int n) {
        long ms = first.toMillis();
        for (int i = 0; i < n && ms < longest.toMillis(); i++) {
            ms *= 2;
        }
        return Duration.ofMillis(Math.min(ms, longest.toMillis()));
    }
}
