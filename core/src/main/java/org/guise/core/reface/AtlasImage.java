package org.guise.core.reface;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * The atlas person's face at 1 mm, ready to be given any scan's contrast: tissue, depth below skin, anti-aliased skin edge
 * and texture over the face zone and its surroundings.
 */
final class AtlasImage {
    private static final int MARGIN = 8;
    /** Smoothing of the skin's 1 mm staircase before its edge is drawn. */
    private static final double SKIN_SIGMA = 1.4;

    private static final double EDGE_SIGMA = 0.6;
    private static final double MAX_INSET_MM = 1.5;
    private static final double PROFILE_STEP_MM = 0.25;
    /** Relative amplitude and scale of the texture within a tissue; the same for every scan, so it carries nothing. */
    private static final float TEXTURE = 0.05f;

    private static final double TEXTURE_SIGMA = 1.2;

    private final Grid grid;
    private final Affine toGrid;
    private final byte[] tissue;
    private final float[] depth;
    private final float[] edge;
    private final float[] texture;

    /** The parts that do not depend on a scan; about 0.3 s once. */
    AtlasImage(AtlasModel model, Parallel par) {
        Atlas atlas = model.atlas();
        Grid g = atlas.region().grid();
        int[] lo = {g.nx(), g.ny(), g.nz()}, hi = {-1, -1, -1};
        bounds(atlas, lo, hi);
        grid = new Grid(
                hi[0] - lo[0] + 1,
                hi[1] - lo[1] + 1,
                hi[2] - lo[2] + 1,
                g.voxelToWorld().after(Affine.shift(lo[0], lo[1], lo[2])));
        toGrid = grid.worldToVoxel();
        int n = grid.size(), nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        tissue = new byte[n];
        depth = new float[n];
        edge = new float[n];
        texture = new float[n];
        Grid d = model.distanceGrid();
        Affine toD = d.worldToVoxel().after(grid.voxelToWorld());
        byte[] labels = atlas.tissue().data();
        NoiseField noise = new NoiseField(7);
        par.ranges(nz, (a, b) -> {
            for (int k = a; k < b; k++) {
                for (int j = 0; j < ny; j++) {
                    int p = grid.index(0, j, k), q = g.index(lo[0], j + lo[1], k + lo[2]);
                    for (int i = 0; i < nx; i++, p++, q++) {
                        tissue[p] = labels[q];
                        edge[p] = labels[q] == Tissue.AIR.code() ? 0 : 1;
                        texture[p] = noise.normal(p);
                        depth[p] = -Sampling.clamped(
                                model.skinDistance(),
                                0,
                                d.nx(),
                                d.ny(),
                                d.nz(),
                                toD.x(i, j, k),
                                toD.y(i, j, k),
                                toD.z(i, j, k));
                    }
                }
            }
        });
        Smoothing.gaussian(texture, nx, ny, nz, TEXTURE_SIGMA, par);
        // A Gaussian of σ voxels leaves white noise with sd (2√π σ)^(-3/2); undo that.
        float gain = TEXTURE * (float) Math.pow(2 * Math.sqrt(Math.PI) * TEXTURE_SIGMA, 1.5);
        Smoothing.gaussian(edge, nx, ny, nz, SKIN_SIGMA, par);
        for (int p = 0; p < n; p++) {
            texture[p] *= gain;
        }
    }

    private static void bounds(Atlas atlas, int[] lo, int[] hi) {
        Grid g = atlas.region().grid();
        byte[] region = atlas.region().data(), tissue = atlas.tissue().data();
        for (int k = 0, p = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++, p++) {
                    if (Region.of(region[p]).inFaceZone() && tissue[p] != Tissue.AIR.code()) {
                        lo[0] = Math.min(lo[0], i);
                        lo[1] = Math.min(lo[1], j);
                        lo[2] = Math.min(lo[2], k);
                        hi[0] = Math.max(hi[0], i);
                        hi[1] = Math.max(hi[1], j);
                        hi[2] = Math.max(hi[2], k);
                    }
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            lo[a] = Math.max(0, lo[a] - MARGIN);
            hi[a] = Math.min(g.dim(a) - 1, hi[a] + MARGIN);
        }
    }

    /**
     * Signal above background at 1 mm in one scan's voice.
     *
     * @param threshold the scan's skin threshold above background: a renderer shall see the new skin where the atlas has it,
     *     although bright skin crosses a low threshold well outside its half-way point
     */
    float[] signal(ScanVoice voice, double threshold, Parallel par) {
        float[] s = signalInset(voice, 0, par);
        double inset = Math.max(0, Math.min(MAX_INSET_MM + voice.blurMm, outside(s, threshold, voice.blurMm)));
        return inset < 0.05 ? s : signalInset(voice, inset, par);
    }

    /** How far outside the skin the mean signal falls below the threshold, mm. */
    private double outside(float[] s, double threshold, double blurMm) {
        int steps = 10 + (int) Math.ceil(2 * blurMm / PROFILE_STEP_MM);
        double[] sum = new double[steps], count = new double[steps];
        for (int p = 0; p < s.length; p++) {
            int b = (int) Math.floor((-depth[p] + 0.5) / PROFILE_STEP_MM);
            if (b >= 0 && b < steps) {
                sum[b] += s[p];
                count[b]++;
            }
        }
        for (int b = 0; b + 1 < steps; b++) {
            double here = sum[b] / Math.max(1, count[b]), next = sum[b + 1] / Math.max(1, count[b + 1]);
            if (here >= threshold && next < threshold) {
                return -0.5 + PROFILE_STEP_MM * (b + 0.5 + (here - threshold) / (here - next));
            }
        }
        return 0;
    }

    /** The signal with its half-way point this far under the skin. */
    private float[] signalInset(ScanVoice voice, double insetMm, Parallel par) {
        // A flat edge smoothed by σ is Φ(depth / σ) and rises by φ(depth / σ) / σ per voxel: steepen it to one voxel.
        double d = insetMm / SKIN_SIGMA;
        float middle = (float) NoiseField.cdf(d);
        float steep = (float) (SKIN_SIGMA * Math.sqrt(2 * Math.PI) * Math.exp(0.5 * d * d));
        float[] s = new float[grid.size()];
        int slice = grid.nx() * grid.ny();
        float skin = voice.skinSignal(0);
        // Hounsfield numbers count from air: soft tissue varies by some ten units, not by per cents of a thousand
        float grain = voice.magnitude ? 1 : 0.2f;
        float air = (float) voice.signal[Tissue.AIR.ordinal()];
        par.ranges(grid.nz(), (a, b) -> {
            for (int p = a * slice; p < b * slice; p++) {
                byte t = tissue[p];
                if (t == Tissue.AIR.code()) {
                    s[p] = air + steepened(edge[p], middle, steep) * (skin - air);
                    continue;
                }
                float inner = Math.max(0, Math.min(1, (depth[p] - 3) / 4));
                float own = (float) voice.signal[t] * (1 + grain * inner * texture[p]);
                if (shell(t)) {
                    own = inner * own + (1 - inner) * voice.skinSignal(depth[p]);
                    s[p] = air + (depth[p] < 4 ? steepened(edge[p], middle, steep) : 1) * (own - air);
                } else {
                    s[p] = own;
                }
            }
        });
        Smoothing.gaussian(s, grid.nx(), grid.ny(), grid.nz(), Math.hypot(EDGE_SIGMA, voice.blurMm), par);
        return s;
    }

    private static float steepened(float edge, float middle, float steep) {
        float e = 0.5f + steep * (edge - middle);
        return e < 0 ? 0 : e > 1 ? 1 : e;
    }

    /** Tissues of the outer shell, which follow the scan's own skin profile. */
    private static boolean shell(byte tissue) {
        return switch (Tissue.of(tissue)) {
            case SKIN, FAT, MUSCLE, SOFT -> true;
            default -> false;
        };
    }

    /** Value of a signal made by {@link #signal} at an atlas point; clamped to the box. */
    float at(float[] signal, double x, double y, double z) {
        return Sampling.clamped(
                signal, 0, grid.nx(), grid.ny(), grid.nz(), toGrid.x(x, y, z), toGrid.y(x, y, z), toGrid.z(x, y, z));
    }
}
