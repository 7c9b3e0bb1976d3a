package org.guise.core.attack;

import java.util.OptionalDouble;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.Refacer;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Adversary A3: where the surface of the face was blurred, the blur is undone by deconvolution. Both attackers know
 * this program, so that their own fit tells where the blur is and how it fades; the informed one knows the width of the kernel
 * too, the other one tries several and keeps the one that explains best what is seen.
 */
public final class Unblur {
    /** With less of the facial skin blurred than this, nothing is undone. */
    private static final double LEAST_SHARE = 0.3;

    private static final double[] WIDTHS_MM = {2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8};
    private static final int ITERATIONS = 40;
    private static final int TRIAL_ITERATIONS = 15;
    /** Trials run on voxels of about this size: what is blurred has no finer detail. */
    private static final double TRIAL_STEP_MM = 2;

    private static final double REACH_SIGMAS = 3;

    private Unblur() {}

    /**
     * What came of it.
     *
     * @param scan the sharpened scan; the very input where no blur was found
     * @param found whether a blur was found
     * @param sigmaMm standard deviation of the kernel that was undone, given or found; NaN where none was
     * @param blurredShare share of the facial skin whose finest detail is gone, 0 … 1
     */
    public record Result(Volume scan, boolean found, double sigmaMm, double blurredShare) {}

    /**
     * Undoes a blur of the face.
     *
     * @param scan one frame; not modified
     * @param refacer gives the atlas and the fit
     * @param sigmaMm the kernel's width where the attacker knows it
     */
    public static Result apply(Volume scan, Refacer refacer, OptionalDouble sigmaMm, Parallel par) {
        HeadFit fit = refacer.fit(scan);
        BlurredRegion region = BlurredRegion.find(
                scan, fit, refacer, RefaceOptions.averageFace().brainMarginMm(), par);
        if (region.share() < LEAST_SHARE) {
            return new Result(scan, false, Double.NaN, region.share());
        }
        double widest = sigmaMm.orElse(WIDTHS_MM[WIDTHS_MM.length - 1]);
        Box box = Box.round(scan.grid(), region.weight(), REACH_SIGMAS * widest);
        float[] y = box.cut(scan.data()), w = box.cut(region.weight());
        float base = 0;
        for (int p = 0; p < y.length; p++) {
            y[p] = Float.isFinite(y[p]) ? y[p] : 0;
            base = Math.min(base, y[p]);
        }
        for (int p = 0; p < y.length; p++) {
            y[p] -= base;
        }
        double sigma = sigmaMm.isPresent() ? sigmaMm.getAsDouble() : width(box.grid(), y, w, par);
        float[] x = new Deconvolution(box.grid(), y, w, sigma, par).solve(ITERATIONS);
        float[] out = scan.data().clone();
        box.paste(x, w, base, out);
        return new Result(new Volume(scan.grid(), out), true, sigma, region.share());
    }

    /**
     * The width that explains the blur best. A kernel that is too wide cannot give what is seen, however sharp the face: up
     * to the true width the misfit grows slowly with the width, beyond it fast, and the knee is where misfit per squared width
     * is least. (Per width the slow part is nearly flat: where two fits disagree on the edge of the blur, its start can be least.)
     * What is found is 0.75 to 1.1 times the true width, so that at worst some sharpness is left out.
     */
    static double width(Grid grid, float[] y, float[] w, Parallel par) {
        Grid coarse = Coarse.grid(grid, TRIAL_STEP_MM);
        float[] cy = Coarse.means(grid, y, coarse), cw = Coarse.means(grid, w, coarse);
        double best = WIDTHS_MM[0], least = Double.MAX_VALUE;
        for (double sigma : WIDTHS_MM) {
            Deconvolution d = new Deconvolution(coarse, cy, cw, sigma, par);
            double misfit = d.misfit(d.solve(TRIAL_ITERATIONS)) / (sigma * sigma);
            if (misfit < least) {
                least = misfit;
                best = sigma;
            }
        }
        return best;
    }

    /** Block means. */
    private static final class Coarse {
        static Grid grid(Grid g, double stepMm) {
            int[] f = new int[3];
            for (int c = 0; c < 3; c++) {
                f[c] = (int) Math.max(1, Math.min(g.dim(c), Math.round(stepMm / g.spacingMm(c))));
            }
            Affine cell = Affine.scaleShift(f[0], f[1], f[2], (f[0] - 1) / 2.0, (f[1] - 1) / 2.0, (f[2] - 1) / 2.0);
            return new Grid(
                    g.nx() / f[0],
                    g.ny() / f[1],
                    g.nz() / f[2],
                    g.voxelToWorld().after(cell));
        }

        static float[] means(Grid g, float[] v, Grid coarse) {
            int fx = (int) Math.round(coarse.spacingMm(0) / g.spacingMm(0)),
                    fy = (int) Math.round(coarse.spacingMm(1) / g.spacingMm(1)),
                    fz = (int) Math.round(coarse.spacingMm(2) / g.spacingMm(2));
            float[] out = new float[coarse.size()];
            for (int k = 0; k < coarse.nz() * fz; k++) {
                for (int j = 0; j < coarse.ny() * fy; j++) {
                    for (int i = 0; i < coarse.nx() * fx; i++) {
                        out[coarse.index(i / fx, j / fy, k / fz)] += v[g.index(i, j, k)] / (fx * fy * fz);
                    }
                }
            }
            return out;
        }
    }

    /** A part of a grid. */
    private record Box(Grid whole, int[] low, Grid grid) {
        /** The box that holds every voxel of positive weight and {@code marginMm} round it. */
        static Box round(Grid g, float[] weight, double marginMm) {
            int[] lo = {g.nx(), g.ny(), g.nz()}, hi = {0, 0, 0};
            for (int p = 0; p < weight.length; p++) {
                if (weight[p] > 0) {
                    int[] at = {p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny())};
                    for (int c = 0; c < 3; c++) {
                        lo[c] = Math.min(lo[c], at[c]);
                        hi[c] = Math.max(hi[c], at[c]);
                    }
                }
            }
            for (int c = 0; c < 3; c++) {
                int m = (int) Math.ceil(marginMm / g.spacingMm(c));
                lo[c] = Math.max(0, lo[c] - m);
                hi[c] = Math.min(g.dim(c) - 1, hi[c] + m);
            }
            return new Box(
                    g,
                    lo,
                    new Grid(
                            hi[0] - lo[0] + 1,
                            hi[1] - lo[1] + 1,
                            hi[2] - lo[2] + 1,
                            g.voxelToWorld().after(Affine.shift(lo[0], lo[1], lo[2]))));
        }

        float[] cut(float[] v) {
            float[] out = new float[grid.size()];
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    int p = whole.index(low[0], j + low[1], k + low[2]);
                    System.arraycopy(v, p, out, grid.index(0, j, k), grid.nx());
                }
            }
            return out;
        }

        void paste(float[] x, float[] w, float base, float[] into) {
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    int p = whole.index(low[0], j + low[1], k + low[2]), q = grid.index(0, j, k);
                    for (int i = 0; i < grid.nx(); i++) {
                        if (w[q + i] > 0) {
                            into[p + i] = x[q + i] + base;
                        }
                    }
                }
            }
        }
    }
}
