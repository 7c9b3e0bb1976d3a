package org.guise.people.anatomy;

import static org.guise.people.anatomy.FaceFrame.table;

import java.util.Arrays;
import java.util.Objects;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.jspecify.annotations.Nullable;

/**
 * Fills the average person's skin with tissue: Colin's labels through the warp where the template has them, its lowest
 * slice continued a little into the upper jaw, procedural anatomy below and in the face, skin and fat by depth.
 */
final class AnatomyBuilder {
    /** Slices at the bottom of the box about which the atlas says nothing: the neck goes on there. */
    private static final int UNKNOWN_SLICES = 2;

    /** Lowest slice of Colin that is not blurred by the cut. */
    private static final double COLIN_FLOOR = 3;

    /** In Colin's voxels: bone behind this ends with the skull base and is not continued downwards. */
    private static final int BEHIND_JAW = 140;

    private static final double CONTINUE_FRONT = -45;
    private static final double CONTINUE_BACK = -58;

    private final HeadShape person;
    private final ColinSegmentation colin;
    private final HeadWarp warp;
    private final Grid grid;
    private final FaceFrame frame;
    private final byte[] tissue;
    private final byte[] region;
    private final boolean[] brain;
    private final float[] depth;
    private final boolean[] prominent;
    private final boolean[] mandible;
    private final Jaws jaws = new Jaws();
    private final Throat throat;

    AnatomyBuilder(HeadShape person, ColinSegmentation colin, HeadWarp warp) {
        this.person = person;
        this.colin = colin;
        this.warp = warp;
        grid = person.grid();
        frame = new FaceFrame(person);
        int n = grid.size();
        tissue = new byte[n];
        region = new byte[n];
        brain = new boolean[n];
        mandible = new boolean[n];
        depth = Masks.distance(Masks.not(person.solid()), grid);
        prominent = person.solid().clone();
        boolean[] core = Masks.open(person.solid(), grid, 9);
        for (int i = 0; i < n; i++) {
            prominent[i] &= !core[i];
        }
        throat = throatBelow(warp, person, frame);
    }

    Atlas build(String id) {
        forEachVoxel(this::markMandible);
        float[] inMandible = Masks.distance(Masks.not(mandible), grid);
        forEachVoxel((i, j, k, at) -> {
            if (person.solid()[at]) {
                Tissue t = fill(i, j, k, at);
                if (mandible[at] && t != Tissue.TEETH) {
                    t = inMandible[at] <= 2 ? Tissue.BONE : Tissue.MARROW;
                }
                tissue[at] = t.code();
            }
        });
        cortex();
        forEachVoxel(this::carveNostrilsAndEars);
        regions();
        int unknown = UNKNOWN_SLICES * grid.nx() * grid.ny();
        Arrays.fill(tissue, 0, unknown, Tissue.UNKNOWN.code());
        Arrays.fill(region, 0, unknown, Region.NONE.code());
        return new Atlas(id, new LabelVolume(grid, tissue), new LabelVolume(grid, region), person.landmarks());
    }

    private interface Visitor {
        void visit(int i, int j, int k, int at);
    }

    private void forEachVoxel(Visitor v) {
        int at = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    v.visit(i, j, k, at++);
                }
            }
        }
    }

    /** Finds where Colin's cord leaves the template, so that the procedural spine continues it. */
    private static Throat throatBelow(HeadWarp warp, HeadShape person, FaceFrame frame) {
        Grid grid = person.grid();
        double[] p = new double[3];
        double bestGap = 1e9;
        int bj = 0, bk = 0, mid = (int) Math.rint(grid.worldToVoxel().apply(person.eyeMidpoint())[0]);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                warp.smoothMap(mid, j, k, p);
                double gap = Math.abs(p[1] - ColinSegmentation.CORD[1]) + Math.abs(p[2] - COLIN_FLOOR);
                if (gap < bestGap) {
                    bestGap = gap;
                    bj = j;
                    bk = k;
                }
            }
        }
        return new Throat(frame.f(bj), frame.h(bk));
    }

    private void markMandible(int i, int j, int k, int at) {
        mandible[at] = person.solid()[at] && depth[at] > 5 && jaws.mandible(frame.x(i), frame.f(j), frame.h(k));
    }

    private Tissue fill(int i, int j, int k, int at) {
        double x = frame.x(i), f = frame.f(j), h = frame.h(k), d = depth[at];
        Tissue eye = eye(x, f, h, d);
        if (eye != null) {
            return eye;
        }
        if (d <= skinThickness(x, f, at)) {
            return Tissue.SKIN;
        }
        double[] p = new double[3];
        warp.map(i, j, k, p);
        boolean covered = p[2] >= COLIN_FLOOR;
        if (!covered || h < -10) {
            Tissue t = procedural(x, f, h, d, covered);
            if (t != null) {
                return t;
            }
        }
        if (prominent[at] && (f > 10 || Math.abs(x) > 55)) {
            return Tissue.SOFT; // cartilage of nose and ear
        }
        // An uneven edge, because a level one would show as a line in every slice.
        double uneven = 3 * StrictMath.sin(0.31 * f) * StrictMath.cos(0.23 * x);
        boolean continued = h + uneven > (f > -40 ? CONTINUE_FRONT : CONTINUE_BACK);
        if (covered || continued) {
            Tissue t = template(p, at, d, covered);
            if (t != null) {
                return t;
            }
        }
        return byDepth(x, f, h, d);
    }

    private @Nullable Tissue procedural(double x, double f, double h, double d, boolean covered) {
        Tissue t = d > 3 ? jaws.at(x, f, h) : null;
        if (t == null && d > 4) {
            t = NoseCavity.at(x, f, h);
        }
        if (t == null && d > 6 && !covered) {
            t = throat.at(x, f, h);
        }
        return t;
    }

    /** Colin's tissue, or null where Colin has none that fits here. */
    private @Nullable Tissue template(double[] p, int at, double d, boolean covered) {
        Grid cg = colin.labels().grid();
        int i = (int) Math.rint(p[0]), j = (int) Math.rint(p[1]);
        int k = (int) Math.rint(Math.max(p[2], COLIN_FLOOR));
        if (i < 0 || j < 0 || i >= cg.nx() || j >= cg.ny() || k >= cg.nz()) {
            return null;
        }
        int q = cg.index(i, j, k);
        Tissue t = Tissue.of(colin.labels().data()[q]);
        brain[at] = covered && colin.brain()[q] && d > 6;
        if (colin.brain()[q] && !brain[at]) {
            return Tissue.BONE;
        }
        return switch (t) {
            case AIR, SKIN -> null;
            case EYE_FLUID -> Tissue.FAT;
            case AIRWAY -> d < 7 ? covered ? Tissue.BONE : null : t;
            case BONE, MARROW -> p[2] < COLIN_FLOOR - 6 && j < BEHIND_JAW ? null : t;
            case MUSCLE, SOFT -> d < 3.6 ? null : t;
            default -> !covered && (t == Tissue.CSF || t == Tissue.WHITE) ? Tissue.MUSCLE : t;
        };
    }

    private double skinThickness(double x, double f, int at) {
        boolean thin = prominent[at] && (f > 10 || Math.abs(x) > 55);
        return thin ? 1.2 : 2;
    }

    private static Tissue byDepth(double x, double f, double h, double d) {
        double ax = Math.abs(x);
        boolean face = f > -45;
        double fat =
                face ? table(h, -120, 4, -100, 5, -60, 5, -25, 6, 0, 3, 20, 3) : table(h, -110, 4, -20, 4, 10, 3.5);
        if (face) {
            fat *= table(ax, 8, 0.45, 30, 1);
        }
        return d <= 2 + fat ? Tissue.FAT : Tissue.MUSCLE;
    }

    private static @Nullable Tissue eye(double x, double f, double h, double d) {
        double ax = Math.abs(x), c = FaceFrame.EYES_APART / 2;
        double r = Math.sqrt((ax - c) * (ax - c) + (f - 1) * (f - 1) + h * h);
        if (r > 12 || d <= 1.5) {
            return null;
        }
        double lens = FaceFrame.ball(ax, f, h, c, 8, 0, 4.6, 2.2, 4.6);
        return lens < 1 ? Tissue.LENS : r > 11.2 ? Tissue.SOFT : Tissue.EYE_FLUID;
    }

    /** Marrow never touches anything but bone: the tables that the warp squeezed below a voxel come back; single voxels
     * of air are mucosa. */
    private void cortex() {
        boolean[] soft = new boolean[tissue.length];
        for (int i = 0; i < soft.length; i++) {
            soft[i] = tissue[i] != Tissue.BONE.code()
                    && tissue[i] != Tissue.MARROW.code()
                    && tissue[i] != Tissue.TEETH.code();
        }
        float[] toSoft = Masks.distance(soft, grid);
        boolean[] air = new boolean[tissue.length];
        for (int i = 0; i < air.length; i++) {
            air[i] = tissue[i] == Tissue.AIRWAY.code();
        }
        boolean[] cells = Masks.dropSmall(air, grid, 12);
        for (int i = 0; i < soft.length; i++) {
            if (air[i] && !cells[i]) {
                tissue[i] = Tissue.SOFT.code();
            }
            if (tissue[i] == Tissue.MARROW.code() && toSoft[i] < 1.8) {
                tissue[i] = Tissue.BONE.code();
            }
        }
    }

    private void carveNostrilsAndEars(int i, int j, int k, int at) {
        if (!person.solid()[at]) {
            return;
        }
        double x = frame.x(i), f = frame.f(j), h = frame.h(k);
        double[] tip = face(Landmark.PRONASALE);
        if (NoseCavity.nostril(x, f, h, new double[] {6.5, tip[1] - 9, tip[2] - 6})) {
            tissue[at] = Tissue.AIRWAY.code();
        }
        double[] tragus = face(x < 0 ? Landmark.TRAGUS_LEFT : Landmark.TRAGUS_RIGHT);
        double ax = Math.abs(x);
        double outer = Math.abs(tragus[0]);
        double ear = Math.sqrt((f - tragus[1] + 5) * (f - tragus[1] + 5) + (h - tragus[2]) * (h - tragus[2]));
        if (ear < 2.6 && ax < outer - 1 && ax > outer - 26) {
            tissue[at] = Tissue.AIRWAY.code();
        }
    }

    /** A landmark in face coordinates. */
    private double[] face(Landmark name) {
        double[] v = grid.worldToVoxel().apply(Objects.requireNonNull(person.landmarks().get(name)));
        double[] o = grid.worldToVoxel().apply(person.eyeMidpoint());
        double u = frame.unitMm;
        return new double[] {(v[0] - o[0]) / u, (v[1] - o[1]) / u, (v[2] - o[2]) / u};
    }

    private void regions() {
        float[] toBrain = Masks.distance(brain, grid);
        forEachVoxel((i, j, k, at) -> {
            double x = frame.x(i), f = frame.f(j), h = frame.h(k);
            Region r;
            if (!person.solid()[at]) {
                r = FaceZone.air(x, f, h) ? Region.AIR_FACE : Region.NONE;
            } else if (brain[at]) {
                r = Region.BRAIN;
            } else if (FaceZone.tissue(x, f, h, depth[at], toBrain[at])) {
                r = FaceZone.part(x, f, h);
            } else {
                r = FaceZone.kept(f, h, depth[at]);
            }
            region[at] = r.code();
        });
    }
}
