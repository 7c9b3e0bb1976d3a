package org.guise.people.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guise.core.anatomy.Region;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/**
 * Whether refaced faces still differ by person. Every refaced face is brought into atlas space by a similarity that is fitted
 * to the face itself, since the pose and size at which a face was put in are not part of a result.
 */
public final class ShapeLeak {
    private static final double REACH_MM = 15;
    /** Once a face is laid on the atlas, what is further off is not face. */
    private static final double LAID_REACH_MM = 6;

    private static final int POINTS = 4000;

    private final SkinSurface atlasSkin;
    private final boolean[] inner;
    private final Parallel par;

    /**
     * A refaced scan.
     *
     * @param before outer skin of the original, scan world
     * @param toAtlas scan world → atlas world, from the result
     * @param face points of the inner frontal face of the refaced scan, scan world, xyz interleaved
     * @param onAtlas the refaced skin laid on the atlas skin by its inner face, atlas world
     * @param faceOnAtlas {@code face} laid on the atlas skin
     */
    public record Face(SkinSurface before, Affine toAtlas, float[] face, SkinSurface onAtlas, float[] faceOnAtlas) {}

    /** For one engine. */
    public ShapeLeak(Refacer refacer, SkinSurface atlasSkin, Parallel par) {
        this.atlasSkin = atlasSkin;
        this.par = par;
        inner = new boolean[atlasSkin.size()];
        for (int i = 0; i < inner.length; i++) {
            double[] p = new double[3];
            for (int a = 0; a < 3; a++) {
                p[a] = atlasSkin.coordinate(i, a) + 2 * atlasSkin.normal(i, a);
            }
            inner[i] = TruthScore.frontal(Region.of(refacer.zone().regionAt(p[0], p[1], p[2])))
                    && refacer.zone().rimDistance(p[0], p[1], p[2]) > TruthScore.INNER_MM;
        }
    }

    /** Takes the face of a refaced scan. */
    public Face face(Volume scan, RefaceResult result) {
        Volume out = new Volume(scan.grid(), result.values());
        SkinSurface before = SkinSurface.ofScan(scan, SurfaceThreshold.of(scan).value(), par);
        SkinSurface after = SkinSurface.ofScan(out, SurfaceThreshold.of(out).value(), par);
        Affine to = result.scanToAtlas();
        float[] face = select(after, to, REACH_MM);
        for (int round = 0; round < 4; round++) {
            to = SurfaceFit.lay(face, atlasSkin, to, true);
            face = select(after, to, round < 2 ? REACH_MM : LAID_REACH_MM);
        }
        float[] laid = new float[face.length];
        for (int i = 0; i < face.length; i += 3) {
            double[] p = to.apply(face[i], face[i + 1], face[i + 2]);
            for (int a = 0; a < 3; a++) {
                laid[i + a] = (float) p[a];
            }
        }
        return new Face(before, result.scanToAtlas(), face, after.moved(to), laid);
    }

    /** About {@link #POINTS} points whose nearest atlas skin is inner face. */
    private float[] select(SkinSurface skin, Affine toAtlas, double reachMm) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < skin.size(); i++) {
            double[] p = toAtlas.apply(skin.coordinate(i, 0), skin.coordinate(i, 1), skin.coordinate(i, 2));
            int q = atlasSkin.nearest(p[0], p[1], p[2], reachMm);
            if (q < 0 || !inner[q]) {
                continue;
            }
            double along = 0;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    along += atlasSkin.normal(q, a) * toAtlas.get(a, b) * skin.normal(i, b) / toAtlas.columnLength(0);
                }
            }
            if (along > 0.7) { // the walls of mouth and nose look the other way
                chosen.add(i);
            }
        }
        int every = Math.max(1, chosen.size() / POINTS);
        float[] out = new float[chosen.size() / every * 3];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) skin.coordinate(chosen.get(i / 3 * every), i % 3);
        }
        return out;
    }

    /** Distances in mm, ascending, from the refaced face to the atlas's. */
    public double[] toAtlas(Face a) {
        return distances(a.faceOnAtlas, atlasSkin);
    }

    /** Distances in mm, ascending, between two refaced faces laid on the atlas. */
    public double[] between(Face a, Face b) {
        return distances(a.faceOnAtlas, b.onAtlas);
    }

    /** Mean distance in mm of a refaced face from an original one after rigid alignment: what a matcher could use. */
    public double afterToBefore(Face refaced, Face original) {
        double s = refaced.toAtlas.columnLength(0) / original.toAtlas.columnLength(0);
        double[] c = new double[3];
        for (int i = 0; i < refaced.face.length; i++) {
            c[i % 3] += 3.0 * refaced.face[i] / refaced.face.length;
        }
        Affine sameSize =
                Affine.scaleShift(1 / s, 1 / s, 1 / s, c[0] * (1 - 1 / s), c[1] * (1 - 1 / s), c[2] * (1 - 1 / s));
        Affine start = original.toAtlas.inverse().after(refaced.toAtlas).after(sameSize);
        Affine laid = SurfaceFit.lay(refaced.face, original.before, start, false);
        double sum = 0;
        for (int i = 0; i < refaced.face.length; i += 3) {
            double[] p = laid.apply(refaced.face[i], refaced.face[i + 1], refaced.face[i + 2]);
            sum += 3 * original.before.distance(p[0], p[1], p[2], REACH_MM) / refaced.face.length;
        }
        return sum;
    }

    private static double[] distances(float[] points, SkinSurface surface) {
        double[] d = new double[points.length / 3];
        Arrays.setAll(d, i -> surface.distance(points[3 * i], points[3 * i + 1], points[3 * i + 2], REACH_MM));
        Arrays.sort(d);
        return d;
    }
}
