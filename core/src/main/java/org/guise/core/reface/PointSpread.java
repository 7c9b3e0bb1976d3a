package org.guise.core.reface;

import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Pearson;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * How much a scan is blurred beyond its voxels, as PET is: the Gaussian that makes the atlas, drawn in the scan's contrast, most
 * like the scan about the skin of scalp and neck. The face zone is not looked at.
 */
final class PointSpread {
    private static final double OUTSIDE_MM = 8;
    private static final double INSIDE_MM = 4;
    private static final double STEP_MM = 0.5;
    /** Blur that is tried first; if it does not explain the scan better than none, the scan is sharp. */
    private static final double FIRST_MM = 1.5;
    /** Beyond this an image shows no face. */
    private static final double MOST_MM = 6;
    /** Share by which the unexplained part has to fall: a fit that is a millimetre off gains a little too. */
    private static final double LEAST_GAIN = 0.05;
    /** What the 2 mm lattice of the atlas blurs by itself, mm, as a standard deviation. */
    private static final double LATTICE_MM = 0.9;
    /** A box of one voxel has this standard deviation, in voxels. */
    private static final double BOX_SD = 0.29;

    private static final int POINTS = 80_000;

    private PointSpread() {}

    /** Standard deviation of the blur beyond the voxels, mm; 0 for a sharp scan. About 0.1 s. */
    static double sdMm(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, Parallel par) {
        double[] signal = new double[Tissue.values().length];
        for (int t = 0; t < signal.length; t++) {
            signal[t] = fit.mean(t) - fit.range()[0];
        }
        Points points = Points.of(scan, fit, model, zone);
        float[] sharp = model.synthetic(signal, par);
        double none = 1 - points.correlation(sharp, model.distanceGrid());
        double best = FIRST_MM, least = misfit(points, sharp, FIRST_MM, model.distanceGrid(), par);
        if (!(least < (1 - LEAST_GAIN) * none)) {
            return 0;
        }
        for (double sd = FIRST_MM + STEP_MM; sd <= MOST_MM; sd += STEP_MM) {
            double m = misfit(points, sharp, sd, model.distanceGrid(), par);
            if (m >= least) {
                break;
            }
            least = m;
            best = sd;
        }
        Grid g = scan.grid();
        double voxel = BOX_SD * Math.cbrt(g.spacingMm(0) * g.spacingMm(1) * g.spacingMm(2));
        return Math.sqrt(Math.max(0, best * best + LATTICE_MM * LATTICE_MM - voxel * voxel));
    }

    private static double misfit(Points points, float[] sharp, double sdMm, Grid g, Parallel par) {
        float[] s = sharp.clone();
        Smoothing.gaussian(s, g.nx(), g.ny(), g.nz(), sdMm / g.spacingMm(0), par);
        return 1 - points.correlation(s, g);
    }

    /** Samples about the kept skin with their places on the atlas's lattice. */
    private record Points(float[] value, float[] at, int count) {
        static Points of(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone) {
            Grid s = scan.grid(), g = model.distanceGrid();
            Affine v2w = s.voxelToWorld(), toAtlas = g.worldToVoxel();
            // About a quarter of a head's scan lies that near to the kept skin.
            int stride = Math.max(1, scan.data().length / (4 * POINTS)) | 1;
            float[] value = new float[POINTS], at = new float[3 * POINTS];
            int n = 0;
            double[] y = new double[3];
            for (int p = 0; p < scan.data().length && n < POINTS; p += stride) {
                int i = p % s.nx(), j = p / s.nx() % s.ny(), k = p / (s.nx() * s.ny());
                fit.atlasPoint(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k), y);
                float depth = model.skinDepth(y);
                double vx = toAtlas.x(y[0], y[1], y[2]),
                        vy = toAtlas.y(y[0], y[1], y[2]),
                        vz = toAtlas.z(y[0], y[1], y[2]);
                boolean known = vx >= 0 && vy >= 0 && vz >= 2 && vx < g.nx() && vy < g.ny() && vz < g.nz();
                if (!known
                        || depth < -OUTSIDE_MM
                        || depth > INSIDE_MM
                        || !Float.isFinite(scan.data()[p])
                        || zone.contains(y[0], y[1], y[2])) {
                    continue;
                }
                value[n] = scan.data()[p];
                at[3 * n] = (float) vx;
                at[3 * n + 1] = (float) vy;
                at[3 * n + 2] = (float) vz;
                n++;
            }
            return new Points(value, at, n);
        }

        /** Pearson's correlation of the samples and an image on the lattice; 0 where one is flat. */
        double correlation(float[] image, Grid g) {
            Pearson both = new Pearson();
            for (int i = 0; i < count; i++) {
                both.add(
                        Sampling.clamped(image, 0, g.nx(), g.ny(), g.nz(), at[3 * i], at[3 * i + 1], at[3 * i + 2]),
                        value[i]);
            }
            return both.value();
        }
    }
}
