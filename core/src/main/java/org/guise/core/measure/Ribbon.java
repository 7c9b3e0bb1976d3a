package org.guise.core.measure;

import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;

/**
 * A proxy of cortical thickness by part: twice the volume of grey matter over the area of its inner plus outer surface,
 * which is the thickness of a sheet between two parallel surfaces. The area of the surface of a tissue of shares f is ∫|∇f|
 * dV, the mean area of all its level sets (coarea formula; Federer 1959), so no mesh is needed and every small change of f
 * counts.
 *
 * <p>f is smoothed by 0.8 mm first, for noise is surface too; folds narrower than that, or than a voxel, are lost and the
 * figure comes out too large. It compares a brain with itself; it is not the thickness that a surface reconstruction gives.
 */
final class Ribbon {
    private static final double SMOOTH_MM = 0.8;
    private static final double LEAST_CM2 = 1;

    private Ribbon() {}

    /** Millimetres for each part of {@link Parcellation#all}; NaN where there is no surface. */
    static double[] thicknessMm(Segmentation s, Parallel par) {
        double[] inner = areaMm2(s, true, par), outer = areaMm2(s, false, par);
        double[] ml = s.mlByPart(BrainPriors.GREY);
        double[] mm = new double[ml.length];
        for (int i = 0; i < mm.length; i++) {
            double area = inner[i] + outer[i];
            mm[i] = area > 100 * LEAST_CM2 ? 2000 * ml[i] / area : Double.NaN;
        }
        return mm;
    }

    /** Area of the surface of white matter, or of grey and white together, by part. */
    private static double[] areaMm2(Segmentation s, boolean whiteOnly, Parallel par) {
        BrainVoxels v = s.voxels();
        int nx = v.nx, ny = v.ny, nz = v.nz, plane = nx * ny;
        float[] f = new float[nx * ny * nz];
        for (int q = 0; q < v.size(); q++) {
            f[v.where[q]] =
                    s.share()[3 * q + BrainPriors.WHITE] + (whiteOnly ? 0 : s.share()[3 * q + BrainPriors.GREY]);
        }
        double[] h = v.stepMm;
        Smoothing.gaussian(f, 0, nx, ny, nz, sigma(h[0]), sigma(h[1]), sigma(h[2]), par);
        double[] area = new double[Parcellation.all().size()];
        double cell = h[0] * h[1] * h[2];
        for (int q = 0; q < v.size(); q++) {
            int b = v.where[q];
            int i = b % nx, j = b / nx % ny, k = b / plane;
            if (i == 0 || j == 0 || k == 0 || i == nx - 1 || j == ny - 1 || k == nz - 1) {
                continue;
            }
            double gx = (f[b + 1] - f[b - 1]) / (2 * h[0]);
            double gy = (f[b + nx] - f[b - nx]) / (2 * h[1]);
            double gz = (f[b + plane] - f[b - plane]) / (2 * h[2]);
            area[v.part[q]] += cell * Math.sqrt(gx * gx + gy * gy + gz * gz);
        }
        return area;
    }

    /** In voxels; coarse voxels are smooth enough. */
    private static double sigma(double stepMm) {
        return stepMm > 2 * SMOOTH_MM ? 0 : SMOOTH_MM / stepMm;
    }
}
