package org.guise.app.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** Wall time by stage, in the order the stages ended. */
final class Stopwatch {
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long last = System.nanoTime();

    /** Books the time since the last call under {@code stage}. */
    void lap(String stage) {
        long now = System.nanoTime();
        seconds.merge(stage, (now - last) * 1e-9, Double::sum);
        last = now;
    }

    /** Books the time since the last call under the given parts, and what they leave over under {@code rest}. */
    void lap(Map<String, Double> parts, String rest) {
        long now = System.nanoTime();
        double left = (now - last) * 1e-9;
        for (var e : parts.entrySet()) {
            seconds.merge(e.getKey(), e.getValue(), Double::sum);
            left -= e.getValue();
        }
        seconds.merge(rest, Math.max(0, left), Double::sum);
        last = now;
    }

    Map<String, Double> seconds() {
        return seconds;
    }

    double total() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
