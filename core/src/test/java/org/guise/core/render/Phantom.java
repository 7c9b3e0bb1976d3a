package org.guise.core.render;

import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** Bodies with a known surface, as a scanner would see them: smooth edges of the width of a voxel. */
final class Phantom {
    private Phantom() {}

    /** Signed distance to a surface in mm, positive inside, at a world point. */
    interface Body {
        double depth(double x, double y, double z);
    }

    static Body sphere(double cx, double cy, double cz, double r) {
        return (x, y, z) -> r - Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz));
    }

    /** Samples a body: 0 in air, {@code tissue} inside, a linear edge 1 mm wide (partial volume). */
    static Volume of(Grid g, Body body, double tissue) {
        float[] v = new float[g.size()];
        Affine m = g.voxelToWorld();
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    double d = body.depth(m.x(i, j, k), m.y(i, j, k), m.z(i, j, k));
                    v[g.index(i, j, k)] = (float) (tissue * Math.clamp(d + 0.5, 0, 1));
                }
            }
        }
        return new Volume(g, v);
    }

    /** A grid of n³ voxels of the given size about the world origin. */
    static Grid grid(int n, double mm) {
        double x0 = -0.5 * (n - 1) * mm;
        return Grid.isotropic(n, n, n, mm, x0, x0, x0);
    }

    /** Linear shading of ±{@code bias} along x over ±100 mm, then the magnitude of complex Gaussian noise. */
    static Volume shadedAndNoisy(Volume v, double bias, double noise, long seed) {
        Random random = new Random(seed);
        Grid g = v.grid();
        float[] out = new float[v.data().length];
        for (int p = 0; p < out.length; p++) {
            double x = g.voxelToWorld().x(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            double s = v.data()[p] * (1 + bias * x / 100) + noise * random.nextGaussian();
            out[p] = (float) Math.hypot(s, noise * random.nextGaussian());
        }
        return new Volume(g, out);
    }
}
