package org.guise.people.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.register.HeadFit;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.SyntheticScan;

/**
 * How well one synthetic person was refaced.
 *
 * @param brainGuarded share of the true brain voxels that the guard holds
 * @param brainChanged true brain voxels that were rewritten
 * @param brainDice fitted brain of the atlas against the true one, inside the field of view
 * @param landmarkMm error of every landmark inside the field of view, mm
 * @param faceRecall share of the true face (tissue of the face zone, not guarded) that was rewritten
 * @param faceSkinRecall the same for the outer 6 mm of it, which is what a renderer sees
 * @param fitSkinMm mean distance of the fitted atlas skin from the true skin, whole head, mm
 * @param fitFaceSkinMm the same in the face zone
 * @param oldSkinMedianMm median distance of the true facial skin from the skin in the refaced scan
 * @param oldSkinNear share of it that is nearer than 1 mm
 * @param oldSkinPoints number of points behind the last two
 */
public record TruthScore(
        double brainGuarded,
        long brainChanged,
        double brainDice,
        Map<Landmark, Double> landmarkMm,
        double faceRecall,
        double faceSkinRecall,
        double fitSkinMm,
        double fitFaceSkinMm,
        double oldSkinMedianMm,
        double oldSkinNear,
        int oldSkinPoints) {
    /** Facial skin nearer than this to kept skin belongs to the glide, where old and new skin meet on purpose. */
    public static final double INNER_MM = 26;

    private static final double FAR_MM = 15;
    private static final double SKIN_DEPTH_MM = 6;

    /** Distances to the fitted skin count up to here. */
    private static final double FIT_FAR_MM = 30;

    /** Judges a result. About 3 s for a 1 mm head. */
    public static TruthScore of(
            Subject subject,
            Acquisition how,
            SyntheticScan scan,
            RefaceResult result,
            Refacer refacer,
            SkinSurface atlasSkin,
            Parallel par) {
        Grid g = scan.image().grid();
        HeadFit fit = result.fit();
        Atlas atlas = refacer.model().atlas();
        Voxels voxels = Voxels.count(scan, result, atlas, par);
        Affine pose = how.headToScanner();
        Affine toVoxel = g.worldToVoxel();
        Map<Landmark, Double> landmarks = new java.util.EnumMap<>(Landmark.class);
        subject.landmarks().forEach((l, head) -> {
            double[] truth = pose.apply(head);
            if (inside(g, toVoxel.apply(truth), 0)) {
                double[] got = fit.scanPoint(
                        Objects.requireNonNull(atlas.landmarks().get(l), "the atlas has no landmark " + l));
                landmarks.put(l, Math.hypot(Math.hypot(got[0] - truth[0], got[1] - truth[1]), got[2] - truth[2]));
            }
        });
        Volume out = new Volume(g, result.values());
        SkinSurface fresh = SkinSurface.visible(out, SurfaceThreshold.of(out).value(), par);
        double perMm = 1 / result.scanToAtlas().columnLength(0);
        double all = 0, face = 0;
        long allCount = 0, faceCount = 0;
        List<Double> old = new ArrayList<>();
        double[] y = new double[3], normal = new double[3];
        float[] s = subject.skin(), sa = subject.skinInAtlas();
        for (int i = 0; i < subject.skinRegion().length; i++) {
            Region region = Region.of(subject.skinRegion()[i]);
            if (region == Region.NONE || region == Region.NECK || region == Region.DEEP) {
                continue;
            }
            double[] x = pose.apply(s[3 * i], s[3 * i + 1], s[3 * i + 2]);
            if (!inside(g, toVoxel.apply(x), 1)) {
                continue;
            }
            if (i % 3 == 0) {
                fit.atlasPoint(x[0], x[1], x[2], y);
                double d = perMm * atlasSkin.distance(y[0], y[1], y[2], FIT_FAR_MM);
                all += d;
                allCount++;
                if (region.inFaceZone()) {
                    face += d;
                    faceCount++;
                }
            }
            if (frontal(region) && refacer.zone().rimDistance(sa[3 * i], sa[3 * i + 1], sa[3 * i + 2]) > INNER_MM) {
                for (int a = 0; a < 3; a++) {
                    normal[a] = 0;
                    for (int b = 0; b < 3; b++) {
                        normal[a] += pose.get(a, b) * subject.skinNormal()[3 * i + b];
                    }
                }
                old.add(fresh.distanceFacing(x[0], x[1], x[2], normal, FAR_MM));
            }
        }
        double[] sorted = old.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        long near = Arrays.stream(sorted).filter(d -> d < 1).count();
        return new TruthScore(
                voxels.guarded / (double) Math.max(1, voxels.brain),
                voxels.brainChanged,
                2.0 * voxels.overlap / Math.max(1, voxels.sampledBrain + voxels.fitted),
                landmarks,
                voxels.faceChanged / (double) Math.max(1, voxels.face),
                voxels.skinChanged / (double) Math.max(1, voxels.skin),
                all / Math.max(1, allCount),
                face / Math.max(1, faceCount),
                sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2],
                near / (double) Math.max(1, sorted.length),
                sorted.length);
    }

    /** Front of the face: no ears, jaw sides or air. */
    public static boolean frontal(Region r) {
        return switch (r) {
            case FOREHEAD, EYES, NOSE, CHEEKS, MOUTH, CHIN -> true;
            default -> false;
        };
    }

    private static boolean inside(Grid g, double[] v, double margin) {
        return v[0] >= margin
                && v[1] >= margin
                && v[2] >= margin
                && v[0] <= g.nx() - 1 - margin
                && v[1] <= g.ny() - 1 - margin
                && v[2] <= g.nz() - 1 - margin;
    }

    /** Sums over voxels. */
    private static final class Voxels {
        long brain, guarded, brainChanged, face, faceChanged, skin, skinChanged, sampledBrain, fitted, overlap;

        static Voxels count(SyntheticScan scan, RefaceResult result, Atlas atlas, Parallel par) {
            Grid g = scan.image().grid(), ag = atlas.region().grid();
            Affine toAtlas = ag.worldToVoxel(), v2w = g.voxelToWorld();
            SkinSurface skin = skinOf(scan);
            Voxels sum = new Voxels();
            par.ranges(g.nz(), (from, to) -> {
                Voxels v = new Voxels();
                double[] y = new double[3];
                for (int k = from; k < to; k++) {
                    for (int j = 0; j < g.ny(); j++) {
                        for (int i = 0; i < g.nx(); i++) {
                            int p = g.index(i, j, k);
                            Region r = Region.of(scan.region().data()[p]);
                            boolean brain = r == Region.BRAIN;
                            boolean changed = result.changed()[p] != 0, guard = result.guard()[p] != 0;
                            if (brain) {
                                v.brain++;
                                v.guarded += guard ? 1 : 0;
                                v.brainChanged += changed ? 1 : 0;
                            }
                            double x = v2w.x(i, j, k), yy = v2w.y(i, j, k), z = v2w.z(i, j, k);
                            if (r.inFaceZone() && scan.tissue().data()[p] != Tissue.AIR.code() && !guard) {
                                v.face++;
                                v.faceChanged += changed ? 1 : 0;
                                if (skin.nearest(x, yy, z, SKIN_DEPTH_MM) >= 0) {
                                    v.skin++;
                                    v.skinChanged += changed ? 1 : 0;
                                }
                            }
                            if (((i ^ j ^ k) & 3) == 0) { // every fourth voxel is plenty for an overlap
                                result.fit().atlasPoint(x, yy, z, y);
                                int a = (int) Math.round(toAtlas.x(y[0], y[1], y[2]));
                                int b = (int) Math.round(toAtlas.y(y[0], y[1], y[2]));
                                int c = (int) Math.round(toAtlas.z(y[0], y[1], y[2]));
                                boolean fit = a >= 0
                                        && b >= 0
                                        && c >= 0
                                        && a < ag.nx()
                                        && b < ag.ny()
                                        && c < ag.nz()
                                        && atlas.region().data()[ag.index(a, b, c)] == Region.BRAIN.code();
                                v.sampledBrain += brain ? 1 : 0;
                                v.fitted += fit ? 1 : 0;
                                v.overlap += brain && fit ? 1 : 0;
                            }
                        }
                    }
                }
                synchronized (sum) {
                    sum.add(v);
                }
            });
            return sum;
        }

        /** The true outer skin as the scan's own lattice shows it. */
        private static SkinSurface skinOf(SyntheticScan scan) {
            float[] head = new float[scan.tissue().data().length];
            for (int p = 0; p < head.length; p++) {
                head[p] = scan.tissue().data()[p] == Tissue.AIR.code() ? 0 : 1;
            }
            return SkinSurface.of(new Volume(scan.image().grid(), head), 0.5);
        }

        private void add(Voxels v) {
            brain += v.brain;
            guarded += v.guarded;
            brainChanged += v.brainChanged;
            face += v.face;
            faceChanged += v.faceChanged;
            skin += v.skin;
            skinChanged += v.skinChanged;
            sampledBrain += v.sampledBrain;
            fitted += v.fitted;
            overlap += v.overlap;
        }
    }
}
