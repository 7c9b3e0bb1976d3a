package org.guise.core.register;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * The atlas fitted to one scan: scan world point x ↦ atlas world point A·x + u(x), with u in mm on a 2 mm grid (constant
 * beyond its edge).
 *
 * <p>The displacement u is the subject's own shape. It never leaves the process except into the restricted tree.
 */
public final class HeadFit {
    private static final double USUAL_BEND_MM = 2;
    private static final int CALM_ROUNDS = 2;

    private final String atlasId;
    private final Affine affine;
    private final Grid grid;
    private final float[] displacement;
    private final Affine toGrid;
    private final double[] means;
    private final double low;
    private final double high;
    private final Map<String, Double> measures;

    HeadFit(
            String atlasId,
            Affine affine,
            Grid grid,
            float[] displacement,
            double[] means,
            double[] range,
            Map<String, Double> measures) {
        this.atlasId = atlasId;
        this.affine = affine;
        this.grid = grid;
        this.displacement = displacement;
        this.toGrid = grid.worldToVoxel();
        this.means = means;
        this.low = range[0];
        this.high = range[1];
        this.measures = Map.copyOf(measures);
    }

    /** Identifier of the atlas that was fitted. */
    public String atlasId() {
        return atlasId;
    }

    /** How large the head is beside the atlas's: mean of three directions. */
    public double size() {
        return 1 / Math.cbrt(Math.abs(affine.det()));
    }

    /** This fit of a scan whose world was changed by {@code first}, as a fit of the scan itself; the figures stay. */
    HeadFit before(Affine first) {
        Grid g = new Grid(grid.nx(), grid.ny(), grid.nz(), first.inverse().after(grid.voxelToWorld()));
        return new HeadFit(atlasId, affine.after(first), g, displacement, means, range(), measures);
    }

    /** An affine map instead of this one, with the same grid and figures. */
    HeadFit straight(Affine pose) {
        return new HeadFit(atlasId, pose, grid, new float[displacement.length], means, range(), measures);
    }

    /**
     * This fit with its displacement averaged over about {@code sigmaMm}, in which what is bent unlike all around it counts little:
     * a robust mean by reweighting, with weights 1 / (1 + (r / 2 mm)²)² of residuals r. On every second node of the grid, as
     * averages over centimetres need no more.
     */
    public HeadFit calmed(double sigmaMm, Parallel par) {
        int nx = (grid.nx() + 1) / 2, ny = (grid.ny() + 1) / 2, nz = (grid.nz() + 1) / 2, n = nx * ny * nz;
        Grid coarse = new Grid(nx, ny, nz, grid.voxelToWorld().after(Affine.scaleShift(2, 2, 2, 0, 0, 0)));
        float[] u = new float[3 * n];
        for (int i = 0; i < n; i++) {
            int at = grid.index(2 * (i % nx), 2 * (i / nx % ny), 2 * (i / (nx * ny)));
            for (int c = 0; c < 3; c++) {
                u[c * n + i] = displacement[c * grid.size() + at];
            }
        }
        double sigma = sigmaMm / coarse.spacingMm(0);
        float[] trust = new float[n], mean = new float[3 * n];
        Arrays.fill(trust, 1);
        for (int round = 0; ; round++) {
            float[] weight = trust.clone();
            Smoothing.gaussian(weight, nx, ny, nz, sigma, par);
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < n; i++) {
                    mean[c * n + i] = trust[i] * u[c * n + i];
                }
                Smoothing.gaussian(mean, c * n, nx, ny, nz, sigma, sigma, sigma, par);
                for (int i = 0; i < n; i++) {
                    mean[c * n + i] /= weight[i];
                }
            }
            if (round == CALM_ROUNDS) {
                return new HeadFit(atlasId, affine, coarse, mean, means, range(), measures);
            }
            for (int i = 0; i < n; i++) {
                double r = 0;
                for (int c = 0; c < 3; c++) {
                    double d = (u[c * n + i] - mean[c * n + i]) / USUAL_BEND_MM;
                    r += d * d;
                }
                trust[i] = (float) (1 / ((1 + r) * (1 + r)));
            }
        }
    }

    /** The mean of this map and a later one on the same grid, with the figures of the later; on another grid the later one. */
    HeadFit halfwayTo(HeadFit later) {
        if (!grid.equals(later.grid)) {
            return later;
        }
        double[] a = affine.toArray(), b = later.affine.toArray();
        for (int i = 0; i < a.length; i++) {
            a[i] = 0.5 * (a[i] + b[i]);
        }
        float[] u = new float[displacement.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = 0.5f * (displacement[i] + later.displacement[i]);
        }
        return new HeadFit(atlasId, Affine.of(a), grid, u, later.means, later.range(), later.measures);
    }

    /** Scan world mm → atlas world mm, the affine part. */
    public Affine affine() {
        return affine;
    }

    /** The grid of the displacement field. */
    public Grid grid() {
        return grid;
    }

    /** u, three channels of {@code grid().size()} floats, atlas mm. Not a copy. */
    public float[] displacement() {
        return displacement;
    }

    /** Mean sample value (the scan's own scaled units) of each tissue code, as fitted. */
    public double mean(int tissue) {
        return low + means[tissue] * (high - low);
    }

    /** The scan's background level and robust maximum in its own units. */
    public double[] range() {
        return new double[] {low, high};
    }

    /** Whether the scan is in Hounsfield units; its background is then that of air, −1000. */
    public boolean hounsfield() {
        return WorkingScan.hounsfield(low);
    }

    /** Named figures on the quality of the fit. */
    public Map<String, Double> measures() {
        return measures;
    }

    /** Whether the outlines of head and atlas do not meet, or the inside is another one: the fit is wrong, or this is no head. */
    public boolean failed() {
        return figure("headDice") < 0.8 || figure("innerCorrelation") < 0.5 || figure("scalpAir") > 0.5;
    }

    private double figure(String name) {
        return Objects.requireNonNull(measures.get(name), name);
    }

    /** The same fit with further figures. */
    public HeadFit with(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(measures);
        all.putAll(more);
        return new HeadFit(atlasId, affine, grid, displacement, means, new double[] {low, high}, all);
    }

    /** Atlas point of a scan point. @param out receives 3 coordinates */
    public void atlasPoint(double x, double y, double z, double[] out) {
        double gx = toGrid.x(x, y, z), gy = toGrid.y(x, y, z), gz = toGrid.z(x, y, z);
        int n = grid.size();
        out[0] = affine.x(x, y, z) + Sampling.clamped(displacement, 0, grid.nx(), grid.ny(), grid.nz(), gx, gy, gz);
        out[1] = affine.y(x, y, z) + Sampling.clamped(displacement, n, grid.nx(), grid.ny(), grid.nz(), gx, gy, gz);
        out[2] = affine.z(x, y, z) + Sampling.clamped(displacement, 2 * n, grid.nx(), grid.ny(), grid.nz(), gx, gy, gz);
    }

    /** Scan point of an atlas point, by fixed-point iteration; good to about 0.01 mm where the fit is smooth. */
    public double[] scanPoint(double... atlas) {
        Affine inv = affine.inverse();
        double[] x = inv.apply(atlas);
        double[] y = new double[3];
        for (int it = 0; it < 40; it++) {
            atlasPoint(x[0], x[1], x[2], y);
            double[] d = {atlas[0] - y[0], atlas[1] - y[1], atlas[2] - y[2]};
            double dx = inv.get(0, 0) * d[0] + inv.get(0, 1) * d[1] + inv.get(0, 2) * d[2];
            double dy = inv.get(1, 0) * d[0] + inv.get(1, 1) * d[1] + inv.get(1, 2) * d[2];
            double dz = inv.get(2, 0) * d[0] + inv.get(2, 1) * d[1] + inv.get(2, 2) * d[2];
            x[0] += 0.8 * dx;
            x[1] += 0.8 * dy;
            x[2] += 0.8 * dz;
            if (dx * dx + dy * dy + dz * dz < 1e-6) {
                break;
            }
        }
        return x;
    }
}
