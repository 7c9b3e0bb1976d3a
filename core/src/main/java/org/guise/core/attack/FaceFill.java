package org.guise.core.attack;

import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AverageFace;
import org.guise.core.reface.Refacer;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * Adversary A1: where a de-facing tool cut the face away, the average face is put in, placed by the fit of what remains,
 * and only then the scan is rendered and matched (Schwarz et al., NeuroImage 231:117845, 2021). Tissue that the tool left is kept
 * as it is.
 *
 * <p>A hole pulls the fit askew, so the scan is fitted again with the hole filled, and filled again.
 */
public final class FaceFill {
    /** With less of the face empty than this, nothing was cut away. */
    private static final double LEAST_SHARE = 0.1;

    private static final int ROUNDS = 2;
    /** The new skin's soft edge reaches this far out of the hole. */
    private static final float EDGE_MM = 3;

    private FaceFill() {}

    /**
     * What came of it.
     *
     * @param scan the filled scan; the very input where nothing was filled
     * @param filled whether anything was
     * @param emptyShare share of the face zone, 3 to 15 mm under the average skin, that was found empty, 0 … 1
     */
    public record Result(Volume scan, boolean filled, double emptyShare) {}

    /**
     * Fills the emptied face of a scan. Cost: two fits, about 6 s for a 1 mm head on two threads.
     *
     * @param scan one frame, de-faced by any tool; not modified
     * @param refacer gives the atlas and the fit
     */
    public static Result fill(Volume scan, Refacer refacer, Parallel par) {
        Volume filled = scan;
        double share = 0;
        for (int round = 0; round < ROUNDS; round++) {
            HeadFit fit = refacer.fit(filled);
            AverageFace face = refacer.averageFace(filled, fit);
            Hole hole = Hole.find(scan, face, fit.grid(), par);
            if (round == 0) {
                share = hole.share();
                if (share < LEAST_SHARE) {
                    return new Result(scan, false, share);
                }
            }
            filled = painted(scan, face, hole, par);
        }
        return new Result(filled, true, share);
    }

    private static Volume painted(Volume scan, AverageFace face, Hole hole, Parallel par) {
        Grid g = scan.grid();
        Affine v2w = g.voxelToWorld();
        float[] out = scan.data().clone();
        double level = face.airLevel();
        par.ranges(g.nz(), (from, to) -> {
            double[] y = new double[3];
            for (int k = from; k < to; k++) {
                for (int j = 0; j < g.ny(); j++) {
                    int p = g.index(0, j, k);
                    for (int i = 0; i < g.nx(); i++, p++) {
                        double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                        if (out[p] >= level || hole.distance(x, yy, z) > EDGE_MM) {
                            continue;
                        }
                        face.atlasPoint(x, yy, z, y);
                        float fresh = face.sample(x, yy, z, y);
                        out[p] = out[p] >= fresh ? out[p] : fresh;
                    }
                }
            }
        });
        return new Volume(g, out);
    }
}
