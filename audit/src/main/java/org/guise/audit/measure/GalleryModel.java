package org.guise.audit.measure;

import java.util.Arrays;

/**
 * Rank-1 in a gallery of N persons under the binomial model of Grother and Phillips (CVPR 2004):
 * P(1, N) = ∫ g(s)·F(s)<sup>N-1</sup> ds, with g the density of the mated and F the distribution of the non-mated scores.
 * The models differ in the tail of F, which decides everything for large N; where they part, nothing is known.
 */
public enum GalleryModel {
    /** Both normal. */
    GAUSSIAN("gaussian") {
        @Override
        double[] rank1(Weighted mated, Weighted nonMated, int[] sizes) {
            double shift = mated.mean() - nonMated.mean();
            double sd1 = mated.standardDeviation();
            double sd0 = nonMated.standardDeviation();
            double[] rank1 = new double[sizes.length];
            double all = 0;
            for (int i = -STEPS; i <= STEPS; i++) {
                double z = 8.0 * i / STEPS;
                double g = Normal.density(z);
                double tail = sd0 > 0 ? Normal.upperTail((shift + sd1 * z) / sd0) : shift + sd1 * z > 0 ? 0 : 1;
                add(rank1, sizes, g, tail);
                all += g;
            }
            return divided(rank1, all);
        }
    },
    /** Both smoothed by normal kernels of Silverman's width; the tail of F is that of the kernel. */
    KERNEL("kde") {
        @Override
        double[] rank1(Weighted mated, Weighted nonMated, int[] sizes) {
            double h1 = mated.bandwidth(mated.total());
            double h0 = nonMated.bandwidth(nonMated.total());
            double least = Math.min(mated.values()[0], nonMated.values()[0]) - 5 * Math.max(h0, h1);
            double most =
                    Math.max(mated.values()[mated.values().length - 1], nonMated.values()[nonMated.values().length - 1])
                            + 5 * Math.max(h0, h1);
            if (!(h1 > 0 && h0 > 0)) {
                return GAUSSIAN.rank1(mated, nonMated, sizes);
            }
            int cells = 2 * STEPS;
            double width = (most - least) / cells;
            double[] mass1 = cells(mated, least, width, cells);
            double[] mass0 = cells(nonMated, least, width, cells);
            // Kernels are at least a cell wide, or the grid would show through.
            double[] density1 = smooth(mass1, Math.max(h1, width) / width);
            double[] tail0 = tail(mass0, Math.max(h0, width) / width);
            double[] rank1 = new double[sizes.length];
            double all = 0;
            for (int c = 0; c < cells; c++) {
                add(rank1, sizes, density1[c], tail0[c]);
                all += density1[c];
            }
            return divided(rank1, all);
        }
    },
    /**
     * Mated scores as measured; F as measured up to its 95th percentile, above it a generalised Pareto distribution by
     * probability-weighted moments (Hosking and Wallis 1987).
     */
    PARETO_TAIL("gpd") {
        @Override
        double[] rank1(Weighted mated, Weighted nonMated, int[] sizes) {
            double threshold = nonMated.quantile(0.95);
            double[] u = nonMated.values();
            double[] w = nonMated.weights();
            double all0 = nonMated.total();
            double exceed = 0;
            double a0 = 0;
            for (int i = 0; i < u.length; i++) {
                if (u[i] > threshold) {
                    exceed += w[i];
                    a0 += w[i] * (u[i] - threshold);
                }
            }
            double a1 = 0;
            double below = 0;
            for (int i = 0; i < u.length; i++) {
                if (u[i] > threshold) {
                    double share = (below + 0.5 * w[i]) / exceed;
                    a1 += w[i] * (1 - share) * (u[i] - threshold);
                    below += w[i];
                }
            }
            a0 /= exceed;
            a1 /= exceed;
            double shape = exceed > 0 ? 2 - a0 / (a0 - 2 * a1) : 0;
            double scale = exceed > 0 ? 2 * a0 * a1 / (a0 - 2 * a1) : 0;
            double zeta = exceed / all0;
            double[] rank1 = new double[sizes.length];
            int at = 0;
            double atOrBelow = 0;
            for (int i = 0; i < mated.values().length; i++) {
                double s = mated.values()[i];
                while (at < u.length && u[at] <= s) {
                    atOrBelow += w[at++];
                }
                double tail = s <= threshold || !(scale > 0)
                        ? 1 - atOrBelow / all0
                        : zeta * paretoTail((s - threshold) / scale, shape);
                add(rank1, sizes, mated.weights()[i], Math.max(0, tail));
            }
            return divided(rank1, mated.total());
        }
    };

    private static final int STEPS = 400;

    private final String id;

    GalleryModel(String id) {
        this.id = id;
    }

    /** Name in the results. */
    public String id() {
        return id;
    }

    /** P(1, N) for each size. */
    abstract double[] rank1(Weighted mated, Weighted nonMated, int[] sizes);

    /** 1 - F of the generalised Pareto distribution with scale 1. */
    static double paretoTail(double x, double shape) {
        if (Math.abs(shape) < 1e-9) {
            return Math.exp(-x);
        }
        double base = 1 + shape * x;
        return base <= 0 ? 0 : Math.pow(base, -1 / shape);
    }

    private static void add(double[] rank1, int[] sizes, double weight, double tail) {
        double log = tail >= 1 ? Double.NEGATIVE_INFINITY : Math.log1p(-tail);
        for (int k = 0; k < sizes.length; k++) {
            rank1[k] += sizes[k] == 1 ? weight : weight * Math.exp((sizes[k] - 1) * log);
        }
    }

    private static double[] divided(double[] values, double by) {
        return Arrays.stream(values).map(v -> v / by).toArray();
    }

    private static double[] cells(Weighted sample, double least, double width, int cells) {
        double[] mass = new double[cells];
        double total = sample.total();
        for (int i = 0; i < sample.values().length; i++) {
            int c = (int) ((sample.values()[i] - least) / width);
            mass[Math.clamp(c, 0, cells - 1)] += sample.weights()[i] / total;
        }
        return mass;
    }

    private static double[] smooth(double[] mass, double h) {
        int reach = (int) Math.ceil(6 * h);
        double[] kernel = new double[reach + 1];
        for (int l = 0; l <= reach; l++) {
            kernel[l] = Normal.density(l / h);
        }
        double[] out = new double[mass.length];
        for (int c = 0; c < mass.length; c++) {
            if (mass[c] > 0) {
                for (int t = Math.max(0, c - reach); t <= Math.min(mass.length - 1, c + reach); t++) {
                    out[t] += mass[c] * kernel[Math.abs(t - c)];
                }
            }
        }
        return out;
    }

    /** For each cell the mass above its centre, every cell's mass spread normally with deviation h cells. */
    private static double[] tail(double[] mass, double h) {
        int reach = (int) Math.ceil(8 * h);
        double[] above = new double[2 * reach + 1];
        for (int l = -reach; l <= reach; l++) {
            above[l + reach] = Normal.upperTail(l / h);
        }
        double[] out = new double[mass.length];
        for (int c = 0; c < mass.length; c++) {
            if (mass[c] > 0) {
                for (int t = 0; t <= Math.min(mass.length - 1, c + reach); t++) {
                    out[t] += mass[c] * (t - c < -reach ? 1 : above[t - c + reach]);
                }
            }
        }
        return out;
    }
}
