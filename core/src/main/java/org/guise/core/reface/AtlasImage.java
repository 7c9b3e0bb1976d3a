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
        // A flat edge smoothed by σ rises by 1/(σ√2π) per voxel: steepen it to one voxel.
        float steep = (float) (SKIN_SIGMA * Math.sqrt(2 * Math.PI));
        for (int p = 0; p < n; p++) {
            float e = 0.5f + steep * (edge[p] - 0.5f);
            edge[p] = e < 0 ? 0 : e > 1 ? 1 : e;
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

    /** Signal above background at 1 mm in one scan's voice. */
    float[] signal(ScanVoice voice, Parallel par) {
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
                    s[p] = air + edge[p] * (skin - air);
                    continue;
                }
                float inner = Math.max(0, Math.min(1, (depth[p] - 3) / 4));
                float own = (float) voice.signal[t] * (1 + grain * inner * texture[p]);
                if (shell(t)) {
                    own = inner * own + (1 - inner) * voice.skinSignal(depth[p]);
                    s[p] = air + (depth[p] < 3 ? edge[p] : 1) * (own - air);
                } else {
                    s[p] = own;
                }
            }
        });
        Smoothing.gaussian(s, grid.nx(), grid.ny(), grid.nz(), EDGE_SIGMA, par);
        return s;
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
