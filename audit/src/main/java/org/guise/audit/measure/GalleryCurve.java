package org.guise.audit.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.guise.audit.result.Estimate;

/**
 * Rank-1 expected in galleries larger than the one measured. The scores of each probe are first standardised by the mean
 * and deviation of its own non-mated scores: pooling raw scores takes a probe that is alike to all for a good match and so
 * underestimates the rate (Tulyakov and Govindaraju). Probes or entries without comparison (NaN) count as never found.
 */
public final class GalleryCurve {
    /** The curve is speculation beyond this many times the gallery measured. */
    public static final int TRUSTED_FACTOR = 1000;

    private static final int LARGEST = 1_000_000;

    private final int persons;
    private final int[] matedPerson;
    private final double[] mated;
    private final int[] nonMatedProbe;
    private final int[] nonMatedEntry;
    private final double[] nonMated;
    private final double[] found;
    private final double[] probed;

    /**
     * @param scores [probe][gallery], at least three gallery entries
     * @param probes number of the person of each row
     * @param gallery number of the person of each column
     * @param persons how many persons there are
     */
    public GalleryCurve(double[][] scores, int[] probes, int[] gallery, int persons) {
        this.persons = persons;
        found = new double[persons];
        List<double[]> mates = new ArrayList<>();
        List<double[]> others = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (int j = 0; j < gallery.length; j++) {
                double s = scores[i][j];
                if (gallery[j] != probes[i] && !Double.isNaN(s)) {
                    sum += s;
                    n++;
                }
            }
            double mean = sum / n;
            for (int j = 0; j < gallery.length; j++) {
                double s = scores[i][j];
                if (gallery[j] != probes[i] && !Double.isNaN(s)) {
                    squares += (s - mean) * (s - mean);
                }
            }
            double deviation = Math.sqrt(squares / n);
            if (n < 2 || !(deviation > 0)) {
                continue;
            }
            for (int j = 0; j < gallery.length; j++) {
                double z = (scores[i][j] - mean) / deviation;
                if (Double.isNaN(z)) {
                    continue;
                }
                if (gallery[j] == probes[i]) {
                    mates.add(new double[] {z, probes[i]});
                    found[probes[i]] = 1;
                } else {
                    others.add(new double[] {z, probes[i], gallery[j]});
                }
            }
        }
        mates.sort(Comparator.comparingDouble(m -> m[0]));
        others.sort(Comparator.comparingDouble(m -> m[0]));
        mated = mates.stream().mapToDouble(m -> m[0]).toArray();
        matedPerson = mates.stream().mapToInt(m -> (int) m[1]).toArray();
        nonMated = others.stream().mapToDouble(m -> m[0]).toArray();
        nonMatedProbe = others.stream().mapToInt(m -> (int) m[1]).toArray();
        nonMatedEntry = others.stream().mapToInt(m -> (int) m[2]).toArray();
        probed = new double[persons];
        for (int p : probes) {
            probed[p] = 1;
        }
    }

    /** Whether there are enough comparisons to fit anything: three mated scores. */
    public boolean fits() {
        return mated.length >= 3;
    }

    /** 1, 2 and 5 times the powers of ten from the gallery to a million, and the gallery itself. */
    public static int[] sizes(int gallery) {
        TreeSet<Integer> sizes = new TreeSet<>();
        sizes.add(gallery);
        for (int decade = 10; decade <= LARGEST; decade *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                if (decade * step > gallery && decade * step <= LARGEST) {
                    sizes.add(decade * step);
                }
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The curve with a percentile band over draws of persons. The band shows the sampling of persons only, not whether the
     * model is right.
     */
    public List<Estimate> rank1(GalleryModel model, int[] sizes, int replicates, long seed) {
        double[] once = new double[persons];
        Arrays.fill(once, 1);
        double[] value = rank1(model, sizes, once);
        double[][] drawn = new double[sizes.length][replicates];
        for (int b = 0; b < replicates; b++) {
            double[] r = rank1(model, sizes, PairScores.draw(persons, seed, b));
            for (int k = 0; k < sizes.length; k++) {
                drawn[k][b] = r[k];
            }
        }
        return IntStream.range(0, sizes.length)
                .mapToObj(k -> Intervals.percentile(value[k], drawn[k]))
                .toList();
    }

    private double[] rank1(GalleryModel model, int[] sizes, double[] draws) {
        double[] w1 = new double[mated.length];
        for (int i = 0; i < w1.length; i++) {
            w1[i] = draws[matedPerson[i]];
        }
        double[] w0 = new double[nonMated.length];
        double any = 0;
        for (int i = 0; i < w0.length; i++) {
            w0[i] = draws[nonMatedProbe[i]] * draws[nonMatedEntry[i]];
            any += w0[i];
        }
        double all = 0;
        double seen = 0;
        for (int p = 0; p < persons; p++) {
            all += draws[p] * probed[p];
            seen += draws[p] * found[p];
        }
        if (seen == 0 || any == 0) {
            return new double[sizes.length];
        }
        double[] rank1 = model.rank1(new Weighted(mated, w1), new Weighted(nonMated, w0), sizes);
        for (int k = 0; k < rank1.length; k++) {
            rank1[k] *= seen / all;
        }
        return rank1;
    }
}
