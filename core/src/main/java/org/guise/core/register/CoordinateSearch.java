package org.guise.core.register;

import java.util.function.ToDoubleFunction;

/** Adaptive coordinate search: a step that helps grows, one that does not is turned round or halved. */
final class CoordinateSearch {
    private static final double GROWTH = 1.4;

    private CoordinateSearch() {}

    /** One step along a coordinate, which may change other coordinates with it. */
    @FunctionalInterface
    interface Move {
        /** Moves {@code p} along coordinate {@code i} by {@code step}. */
        void by(double[] p, int i, double step);
    }

    /**
     * Climbs until no step is longer than {@code endMm}.
     *
     * @param p where to start; receives the best place
     * @param step first step of each coordinate that is searched, overwritten
     * @param unit what one millimetre is in each of these coordinates
     * @param sweeps most rounds over all coordinates
     * @return the value there
     */
    static double maximise(
            double[] p,
            double[] step,
            double[] unit,
            double endMm,
            int sweeps,
            Move move,
            ToDoubleFunction<double[]> value) {
        double best = value.applyAsDouble(p);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            double largest = 0;
            for (int i = 0; i < step.length; i++) {
                double[] before = p.clone();
                boolean moved = false;
                for (int sign = 0; sign < 2 && !moved; sign++) {
                    move.by(p, i, step[i]);
                    double v = value.applyAsDouble(p);
                    if (v > best) {
                        best = v;
                        step[i] *= GROWTH;
                        moved = true;
                    } else {
                        System.arraycopy(before, 0, p, 0, p.length);
                        step[i] = -step[i];
                    }
                }
                if (!moved) {
                    step[i] *= 0.5;
                }
                largest = Math.max(largest, Math.abs(step[i]) / unit[i]);
            }
            if (largest < endMm) {
                break;
            }
        }
        return best;
    }
}
