package org.guise.core.register;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * The atlas prepared for fitting: tissue fractions at 2, 4 and 8 mm, coarse groups for mutual information, signed distances to
 * brain and skin. Built once and shared between scans; immutable afterwards.
 */
public final class AtlasModel {
    /** Number of coarse groups, the last one being "unknown". */
    static final int GROUPS = 8;

    static final int UNKNOWN_GROUP = 7;
    private static final int[] GROUP_OF = new int[Tissue.values().length];

    static {
        for (Tissue t : Tissue.values()) {
            GROUP_OF[t.ordinal()] = switch (t) {
                case AIR -> 0;
                case SKIN, FAT, MARROW -> 1;
                case MUSCLE, SOFT, TONGUE -> 2;
                case BONE, TEETH, AIRWAY -> 3;
                case CSF, EYE_FLUID, LENS -> 4;
                case GREY -> 5;
                case WHITE -> 6;
                case UNKNOWN -> UNKNOWN_GROUP;
            };
        }
    }

    private final Atlas atlas;
    /** Level 0: 2 mm, 1: 4 mm, 2: 8 mm. */
    final Level[] levels = new Level[3];
    /** Majority group per 2 mm voxel. */
    final byte[] group;
    /** Signed distance in mm to the brain surface on the 2 mm grid, negative inside. */
    final float[] brainDistance;
    /** Signed distance in mm to the outer skin on the 2 mm grid, negative inside the head. */
    final float[] skinDistance;

    final double[] centre;
    final double topZ;
    private final byte[] pure;
    private final Affine toVoxel;

    /** Tissue fractions at one resolution: counts[t][voxel] in 0 … full. */
    static final class Level {
        final Grid grid;
        final byte[][] fraction;
        static final float FULL = 64f;

        Level(Grid grid, byte[][] fraction) {
            this.grid = grid;
            this.fraction = fraction;
        }

        /** The synthetic image Σ fraction·mean. */
        float[] synthesise(double[] means, Parallel par) {
            float[] out = new float[grid.size()];
            par.ranges(grid.nz(), (a, b) -> {
                int from = a * grid.nx() * grid.ny(), to = b * grid.nx() * grid.ny();
                for (int t = 0; t < fraction.length; t++) {
                    float m = (float) means[t] / FULL;
                    byte[] f = fraction[t];
                    if (m == 0 || f == null) {
                        continue;
                    }
                    for (int i = from; i < to; i++) {
                        out[i] += m * f[i];
                    }
                }
            });
            return out;
        }
    }

    /** Prepares an atlas; about 0.3 s. */
    public AtlasModel(Atlas atlas, Parallel par) {
        this.atlas = atlas;
        Grid g = atlas.tissue().grid();
        int mx = g.nx() / 2, my = g.ny() / 2, mz = g.nz() / 2;
        Grid g2 = new Grid(mx, my, mz, g.voxelToWorld().after(Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5)));
        int tissues = Tissue.values().length;
        byte[][] f = new byte[tissues][g2.size()];
        byte[] t1 = atlas.tissue().data();
        byte[] r1 = atlas.region().data();
        byte[] brain = new byte[g2.size()];
        group = new byte[g2.size()];
        par.ranges(mz, (a, b) -> {
            int[] votes = new int[GROUPS];
            for (int k = a; k < b; k++) {
                for (int j = 0; j < my; j++) {
                    for (int i = 0; i < mx; i++) {
                        int q = g2.index(i, j, k);
                        java.util.Arrays.fill(votes, 0);
                        int inBrain = 0;
                        for (int c = 0; c < 8; c++) {
                            int p = g.index(2 * i + (c & 1), 2 * j + (c >> 1 & 1), 2 * k + (c >> 2));
                            f[t1[p]][q] = (byte) (f[t1[p]][q] + 8);
                            votes[GROUP_OF[t1[p]]]++;
                            inBrain += r1[p] == Region.BRAIN.code() ? 1 : 0;
                        }
                        brain[q] = (byte) inBrain;
                        int best = 0;
                        for (int v = 1; v < GROUPS; v++) {
                            if (votes[v] > votes[best]) {
                                best = v;
                            }
                        }
                        group[q] = (byte) best;
                    }
                }
            }
        });
        levels[0] = new Level(g2, f);
        toVoxel = g2.worldToVoxel();
        pure = new byte[g2.size()];
        java.util.Arrays.fill(pure, (byte) -1);
        for (int t = 0; t < tissues; t++) {
            double least = (t == Tissue.SKIN.ordinal() || t == Tissue.LENS.ordinal() ? 0.6 : 0.85) * Level.FULL;
            for (int i = 0; i < pure.length; i++) {
                if (f[t][i] >= least) {
                    pure[i] = (byte) t;
                }
            }
        }
        levels[1] = halve(levels[0]);
        levels[2] = halve(levels[1]);
        brainDistance = signedDistance(g2, i -> brain[i] >= 4, par);
        skinDistance = signedDistance(g2, i -> group[i] != 0, par);
        double[] c = new double[3];
        long n = 0;
        int top = 0;
        for (int k = 0; k < mz; k++) {
            for (int j = 0; j < my; j++) {
                for (int i = 0; i < mx; i++) {
                    int q = g2.index(i, j, k);
                    if (brain[q] >= 4) {
                        c[0] += i;
                        c[1] += j;
                        c[2] += k;
                        n++;
                    }
                    if (group[q] != 0 && group[q] != UNKNOWN_GROUP) {
                        top = k;
                    }
                }
            }
        }
        centre = g2.voxelToWorld().apply(c[0] / n, c[1] / n, c[2] / n);
        topZ = g2.voxelToWorld().z(0, 0, top);
    }

    /** The labels this model was made from. */
    public Atlas atlas() {
        return atlas;
    }

    /** Centre of the brain, atlas world mm. */
    public double[] centreMm() {
        return centre.clone();
    }

    /** Signed distance in mm to the brain surface at 2 mm, negative inside; with {@link #distanceGrid()}. */
    public float[] brainDistance() {
        return brainDistance;
    }

    /** Signed distance in mm to the outer skin at 2 mm, negative inside the head. */
    public float[] skinDistance() {
        return skinDistance;
    }

    /** Depth below the outer skin in mm at an atlas point; beyond the maps that of their nearest point. */
    public float skinDepth(double[] atlasMm) {
        return -at(skinDistance, atlasMm);
    }

    /** Signed distance in mm to the brain surface at an atlas point, negative inside; beyond the maps as at their nearest point. */
    public float brainDistance(double[] atlasMm) {
        return at(brainDistance, atlasMm);
    }

    private float at(float[] map, double[] atlasMm) {
        Grid d = levels[0].grid;
        double x = atlasMm[0], y = atlasMm[1], z = atlasMm[2];
        return Sampling.clamped(
                map, 0, d.nx(), d.ny(), d.nz(), toVoxel.x(x, y, z), toVoxel.y(x, y, z), toVoxel.z(x, y, z));
    }

    /** The grid of the distance maps. */
    public Grid distanceGrid() {
        return levels[0].grid;
    }

    /** The synthetic scan Σ fraction·signal on {@link #distanceGrid()}. */
    public float[] synthetic(double[] signal, Parallel par) {
        return levels[0].synthesise(signal, par);
    }

    /** The tissue code at an atlas point if its 2 mm voxel is (nearly) pure, else −1; also −1 outside the box. */
    public int pureTissue(double x, double y, double z) {
        Grid g = levels[0].grid;
        double vx = toVoxel.x(x, y, z), vy = toVoxel.y(x, y, z), vz = toVoxel.z(x, y, z);
        if (vx < 0 || vy < 0 || vz < 0 || vx > g.nx() - 1 || vy > g.ny() - 1 || vz > g.nz() - 1) {
            return -1;
        }
        return pure[(int) (vx + 0.5) + g.nx() * ((int) (vy + 0.5) + g.ny() * (int) (vz + 0.5))];
    }

    private static float[] signedDistance(Grid g, DistanceTransform.Inside inside, Parallel par) {
        double[] h = {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)};
        float[] out = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, inside, par);
        float[] in = DistanceTransform.distance(g.nx(), g.ny(), g.nz(), h, i -> !inside.test(i), par);
        float half = (float) h[0] / 2;
        for (int i = 0; i < out.length; i++) {
            out[i] = out[i] > 0 ? out[i] - half : half - in[i];
        }
        return out;
    }

    private static Level halve(Level l) {
        Grid g = l.grid;
        int mx = g.nx() / 2, my = g.ny() / 2, mz = g.nz() / 2;
        Grid h = new Grid(mx, my, mz, g.voxelToWorld().after(Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5)));
        byte[][] f = new byte[l.fraction.length][h.size()];
        for (int t = 0; t < f.length; t++) {
            byte[] in = l.fraction[t];
            for (int k = 0, q = 0; k < mz; k++) {
                for (int j = 0; j < my; j++) {
                    int p = g.index(0, 2 * j, 2 * k);
                    int nx = g.nx(), nxy = nx * g.ny();
                    for (int i = 0; i < mx; i++, q++, p += 2) {
                        int s = in[p]
                                + in[p + 1]
                                + in[p + nx]
                                + in[p + nx + 1]
                                + in[p + nxy]
                                + in[p + nxy + 1]
                                + in[p + nxy + nx]
                                + in[p + nxy + nx + 1];
                        f[t][q] = (byte) (s / 8);
                    }
                }
            }
        }
        return new Level(h, f);
    }
}
