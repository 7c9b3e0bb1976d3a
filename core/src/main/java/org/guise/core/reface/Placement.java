package org.guise.core.reface;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Where the atlas person's face is put in the scan: scan point x ↦ atlas point T·x + g(x).
 *
 * <p>T is a similarity (7 parameters) fitted to the head <em>outside</em> the face zone, so the face keeps its own
 * proportions: a 12-parameter affine would already carry the subject's facial aspect ratio. g lets the rim of the zone glide
 * into the fitted head; it is a smooth extension of what is seen outside the zone and vanishes {@link #GLIDE_MM} inside the
 * rim. Nothing of the subject's face enters it.
 */
final class Placement {
    /** Nearer to kept skin than this, old and new skin meet on purpose, mm. */
    static final double RIM_BAND_MM = 26;

    /** Width of the glide band in mm, measured from kept skin. */
    static final double GLIDE_MM = 34;

    private final Affine similarity;
    private final Grid grid;
    private final Affine toGrid;
    private final float[] extension;
    private final float[] weight;
    private final float[] glide;

    private Placement(Affine similarity, Grid grid, float[] extension, float[] weight) {
        this.similarity = similarity;
        this.grid = grid;
        this.toGrid = grid.worldToVoxel();
        this.extension = extension;
        this.weight = weight;
        this.glide = new float[extension.length];
        for (int i = 0; i < glide.length; i++) {
            glide[i] = extension[i] * weight[i % weight.length];
        }
    }

    /** Scan world → atlas world, the part without glide. */
    Affine similarity() {
        return similarity;
    }

    /** Atlas point of scan point (x, y, z). @param out receives 3 coordinates */
    void atlasPoint(double x, double y, double z, double[] out) {
        double gx = toGrid.x(x, y, z), gy = toGrid.y(x, y, z), gz = toGrid.z(x, y, z);
        int n = grid.size(), nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        out[0] = similarity.x(x, y, z) + Sampling.clamped(glide, 0, nx, ny, nz, gx, gy, gz);
        out[1] = similarity.y(x, y, z) + Sampling.clamped(glide, n, nx, ny, nz, gx, gy, gz);
        out[2] = similarity.z(x, y, z) + Sampling.clamped(glide, 2 * n, nx, ny, nz, gx, gy, gz);
    }

    /** The similarity that best carries kept tissue near the zone, in the least-squares sense (Umeyama 1991). */
    static Affine similarity(HeadFit fit, AtlasModel model, AtlasZone zone) {
        Grid g = fit.grid(), d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        double[] y = new double[3];
        double[] sx = new double[3], sy = new double[3];
        double sw = 0;
        int step = 2;
        java.util.List<double[]> points = new java.util.ArrayList<>();
        for (int k = 0; k < g.nz(); k += step) {
            for (int j = 0; j < g.ny(); j += step) {
                for (int i = 0; i < g.nx(); i += step) {
                    double wx = g.voxelToWorld().x(i, j, k),
                            wy = g.voxelToWorld().y(i, j, k),
                            wz = g.voxelToWorld().z(i, j, k);
                    fit.atlasPoint(wx, wy, wz, y);
                    double vz = toD.z(y[0], y[1], y[2]);
                    if (vz < 0) {
                        continue;
                    }
                    float skin = Sampling.clamped(
                            model.skinDistance(),
                            0,
                            d.nx(),
                            d.ny(),
                            d.nz(),
                            toD.x(y[0], y[1], y[2]),
                            toD.y(y[0], y[1], y[2]),
                            vz);
                    if (skin > 0 || skin < -14 || zone.contains(y[0], y[1], y[2])) {
                        continue;
                    }
                    double w = Math.exp(-zoneDistance(zone, y) / 45);
                    if (w < 0.02) {
                        continue;
                    }
                    points.add(new double[] {wx, wy, wz, y[0], y[1], y[2], w});
                    sw += w;
                    for (int c = 0; c < 3; c++) {
                        sx[c] += w * (c == 0 ? wx : c == 1 ? wy : wz);
                        sy[c] += w * y[c];
                    }
                }
            }
        }
        if (points.size() < 50) {
            return fit.affine();
        }
        for (int c = 0; c < 3; c++) {
            sx[c] /= sw;
            sy[c] /= sw;
        }
        DMatrixRMaj cov = new DMatrixRMaj(3, 3);
        double var = 0;
        for (double[] p : points) {
            for (int r = 0; r < 3; r++) {
                var += p[6] * (p[r] - sx[r]) * (p[r] - sx[r]);
                for (int c = 0; c < 3; c++) {
                    cov.add(r, c, p[6] * (p[3 + r] - sy[r]) * (p[c] - sx[c]));
                }
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(3, 3, true, true, false);
        svd.decompose(cov.copy());
        DMatrixRMaj u = svd.getU(null, false), vt = svd.getV(null, true);
        double[] s = svd.getSingularValues();
        DMatrixRMaj uv = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(u, vt, uv);
        int smallest = s[0] <= s[1] && s[0] <= s[2] ? 0 : s[1] <= s[2] ? 1 : 2;
        double sign = CommonOps_DDRM.det(uv) < 0 ? -1 : 1;
        if (sign < 0) {
            for (int r = 0; r < 3; r++) {
                u.set(r, smallest, -u.get(r, smallest));
            }
            CommonOps_DDRM.mult(u, vt, uv);
        }
        double trace = 0;
        for (int c = 0; c < 3; c++) {
            trace += s[c] * (sign < 0 && c == smallest ? -1 : 1);
        }
        double scale = trace / var;
        double[] m = new double[12];
        for (int r = 0; r < 3; r++) {
            double t = sy[r];
            for (int c = 0; c < 3; c++) {
                m[r * 4 + c] = scale * uv.get(r, c);
                t -= m[r * 4 + c] * sx[c];
            }
            m[r * 4 + 3] = t;
        }
        return Affine.of(m);
    }

    private static double zoneDistance(AtlasZone zone, double[] y) {
        // Distance to the zone seen from outside: probe along the direction of the face (forward and down).
        for (double r = 0; r < 90; r += 6) {
            if (zone.contains(y[0], y[1] + r, y[2])
                    || zone.contains(y[0], y[1] + 0.7 * r, y[2] - 0.7 * r)
                    || zone.contains(y[0], y[1], y[2] - r)) {
                return r;
            }
        }
        return 120;
    }

    /** Builds the glide for a given similarity. */
    static Placement of(Affine similarity, HeadFit fit, AtlasModel model, AtlasZone zone, Parallel par) {
        Grid g2 = fit.grid();
        int nx = Math.max(2, g2.nx() / 2), ny = Math.max(2, g2.ny() / 2), nz = Math.max(2, g2.nz() / 2);
        Grid g = new Grid(nx, ny, nz, g2.voxelToWorld().after(Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5)));
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel();
        int n = g.size();
        float[] e = new float[3 * n];
        float[] known = new float[n];
        float[] weight = new float[n];
        par.ranges(nz, (a, b) -> {
            double[] y = new double[3];
            for (int k = a; k < b; k++) {
                for (int j = 0; j < ny; j++) {
                    for (int i = 0; i < nx; i++) {
                        int p = g.index(i, j, k);
                        double wx = g.voxelToWorld().x(i, j, k),
                                wy = g.voxelToWorld().y(i, j, k),
                                wz = g.voxelToWorld().z(i, j, k);
                        fit.atlasPoint(wx, wy, wz, y);
                        double t = 1 - zone.rimDistance(y[0], y[1], y[2]) / GLIDE_MM;
                        weight[p] = (float) (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));
                        float skin = Sampling.clamped(
                                model.skinDistance(),
                                0,
                                d.nx(),
                                d.ny(),
                                d.nz(),
                                toD.x(y[0], y[1], y[2]),
                                toD.y(y[0], y[1], y[2]),
                                toD.z(y[0], y[1], y[2]));
                        if (skin < 1 && !zone.contains(y[0], y[1], y[2])) {
                            known[p] = 1;
                            e[p] = (float) (y[0] - similarity.x(wx, wy, wz));
                            e[p + n] = (float) (y[1] - similarity.y(wx, wy, wz));
                            e[p + 2 * n] = (float) (y[2] - similarity.z(wx, wy, wz));
                        }
                    }
                }
            }
        });
        extend(e, known, g, par);
        return new Placement(similarity, g, e, weight);
    }

    /** The same glide into the kept head for a face that is put elsewhere. */
    Placement moved(Affine elsewhere) {
        int n = grid.size();
        float[] e = new float[extension.length];
        for (int p = 0; p < n; p++) {
            int i = p % grid.nx(), j = p / grid.nx() % grid.ny(), k = p / (grid.nx() * grid.ny());
            double x = grid.voxelToWorld().x(i, j, k),
                    y = grid.voxelToWorld().y(i, j, k),
                    z = grid.voxelToWorld().z(i, j, k);
            e[p] = extension[p] + (float) (similarity.x(x, y, z) - elsewhere.x(x, y, z));
            e[p + n] = extension[p + n] + (float) (similarity.y(x, y, z) - elsewhere.y(x, y, z));
            e[p + 2 * n] = extension[p + 2 * n] + (float) (similarity.z(x, y, z) - elsewhere.z(x, y, z));
        }
        return new Placement(elsewhere, grid, e, weight);
    }

    /**
     * How far a scan point follows the kept head: {@code out} = {w, w·h} where h is the atlas point the head outside the face
     * would give it; the placed atlas point for a similarity S is (1 − w)·S·x + w·h.
     */
    void follow(double x, double y, double z, double[] out) {
        double gx = toGrid.x(x, y, z), gy = toGrid.y(x, y, z), gz = toGrid.z(x, y, z);
        int n = grid.size(), nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        double w = Sampling.clamped(weight, 0, nx, ny, nz, gx, gy, gz);
        out[0] = w;
        out[1] = w * similarity.x(x, y, z) + Sampling.clamped(glide, 0, nx, ny, nz, gx, gy, gz);
        out[2] = w * similarity.y(x, y, z) + Sampling.clamped(glide, n, nx, ny, nz, gx, gy, gz);
        out[3] = w * similarity.z(x, y, z) + Sampling.clamped(glide, 2 * n, nx, ny, nz, gx, gy, gz);
    }

    /** Fills the unknown part: normalised convolutions from wide to narrow, each one correcting where it has support. */
    private static void extend(float[] e, float[] known, Grid g, Parallel par) {
        int n = g.size();
        float[] fill = new float[3 * n];
        for (double sigma : new double[] {16, 8, 4, 2, 1}) {
            float[] den = known.clone();
            Smoothing.gaussian(den, g.nx(), g.ny(), g.nz(), sigma, par);
            for (int c = 0; c < 3; c++) {
                float[] num = Arrays.copyOfRange(e, c * n, (c + 1) * n);
                for (int p = 0; p < n; p++) {
                    num[p] = known[p] * (num[p] - fill[p + c * n]);
                }
                Smoothing.gaussian(num, g.nx(), g.ny(), g.nz(), sigma, par);
                for (int p = 0; p < n; p++) {
                    fill[p + c * n] += num[p] / (den[p] + 0.02f);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < n; p++) {
                if (known[p] == 0) {
                    e[p + c * n] = fill[p + c * n];
                }
            }
        }
    }
}
