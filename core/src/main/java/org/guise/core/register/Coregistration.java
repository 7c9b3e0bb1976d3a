package org.guise.core.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Lays one image of a person rigidly (6 parameters) over another of any contrast by normalised mutual information.
 *
 * <p>The measure is (H(A) + H(B)) / H(A, B) [1, 2] of 32 × 32 classes, which unlike plain mutual information hardly depends on
 * how much of the two fields of view overlaps. It is taken at points of the image that shows less of the head, so that a slab
 * is compared where it is. Starts are the headers' world, and centre on centre, both turned; the best are searched at 8, 4 and
 * 2 mm, a few in parallel since a start may end in a local optimum [3]. A weak preference for what the headers say decides
 * where the images do not.
 *
 * <ol>
 *   <li>Collignon A. et al., Automated multi-modality image registration based on information theory, IPMI 1995; Maes F. et
 *       al., IEEE Trans Med Imaging 16:187–198, 1997.
 *   <li>Studholme C. et al., An overlap invariant entropy measure of 3D medical image alignment, Pattern Recognition
 *       32:71–86, 1999.
 *   <li>Jenkinson M., Smith S., A global optimisation method for robust affine registration of brain images, Med Image Anal
 *       5:143–156, 2001.
 * </ol>
 */
public final class Coregistration {
    private static final double[] FIRST_STEP_MM = {8, 3, 1};
    private static final double[] LAST_STEP_MM = {1, 0.3, 0.06};
    private static final int SWEEPS = 40;
    private static final int SEARCHED = 12;
    private static final int PROMISING = 4;
    /** Turns of starts about all three axes, and wider ones about a single axis, radians. */
    private static final double TURN = 0.31, WIDE = 0.7;

    private static final double START_SHIFT_MM = 25;
    /** An angle moves the skin by about so many mm a radian. */
    private static final double LEVER_MM = 90;
    /** Less overlap than this of the points counts against a pose. */
    private static final double ENOUGH_OVERLAP = 0.5;

    private static final double PRIOR = 0.002, PRIOR_SHIFT_MM = 40, PRIOR_TURN = 0.5, PRIOR_MOST = 5;
    /** To see how sharp an optimum is, the image is moved by this much and turned by as much at {@link #LEVER_MM}. */
    private static final double ASIDE_MM = 16;

    private final Parallel par;

    /** Coregisters on the given threads; the result does not depend on their number. */
    public Coregistration(Parallel par) {
        this.par = par;
    }

    /**
     * How one image lies over another.
     *
     * @param toTarget world of the moving image → world of the target, rigid, mm
     * @param information normalised mutual information − 1 at 4 mm: 0 for images that have nothing to do with each other
     * @param sharpness by what share it drops, on average, when the image is moved aside by 16 mm: 0 … 1
     * @param overlap share of the head points of the image that shows less, that lie in the other's field of view
     * @param shiftMm by how much the middle of the head is off what the headers say
     * @param turnDeg by how much the head is turned against the headers
     */
    public record Result(
            Affine toTarget, double information, double sharpness, double overlap, double shiftMm, double turnDeg) {
        /** The figures by name, for records; they say how images lie to each other and nothing of a shape. */
        public Map<String, Double> measures() {
            Map<String, Double> m = new TreeMap<>();
            m.put("coregInformation", information);
            m.put("coregSharpness", sharpness);
            m.put("coregOverlap", overlap);
            m.put("coregShiftMm", shiftMm);
            m.put("coregTurnDeg", turnDeg);
            return m;
        }
    }

    /** A candidate: three shifts in mm and three turns in radians about the pivot. */
    private static final class Pose {
        final double[] p;
        double value;

        Pose(double... p) {
            this.p = p;
        }
    }

    /** Finds the pose from scratch. Cost: about 1 s on two threads, whatever the resolution. */
    public Result find(RigidTarget moving, RigidTarget target) {
        return oriented(moving, target, true);
    }

    /** Finds the pose near the headers' world, for frames of one series: about 0.1 s. */
    public Result follow(RigidTarget moving, RigidTarget target) {
        return oriented(moving, target, false);
    }

    private Result oriented(RigidTarget moving, RigidTarget target, boolean far) {
        // points are taken from the image that shows less, with some inertia so that frames of a series are treated
        // alike
        boolean swap = target.headMl() < 0.8 * moving.headMl();
        Search s = swap ? new Search(target, moving) : new Search(moving, target);
        Pose best = far ? s.everywhere() : s.nearby();
        Affine there = s.affine(best.p);
        Affine toTarget = swap ? there.inverse() : there;
        double[] c = moving.centreMm(), d = toTarget.apply(c);
        double trace = toTarget.get(0, 0) + toTarget.get(1, 1) + toTarget.get(2, 2);
        double turn = Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))));
        double[] at = s.measure(best.p, 1);
        double shift = Math.sqrt(sq(d[0] - c[0]) + sq(d[1] - c[1]) + sq(d[2] - c[2]));
        return new Result(toTarget, at[0], far ? s.sharpness(best.p) : Double.NaN, at[1], shift, turn);
    }

    private static double sq(double x) {
        return x * x;
    }

    /** One pair of images: points of {@code from} are looked up in {@code to}. */
    private final class Search {
        private final RigidTarget from;
        private final RigidTarget to;
        private final double[] pivot;

        Search(RigidTarget from, RigidTarget to) {
            this.from = from;
            this.to = to;
            this.pivot = from.centreMm();
        }

        Affine affine(double[] p) {
            return Affine.shift(pivot[0] + p[0], pivot[1] + p[1], pivot[2] + p[2])
                    .after(Affine.rotation(p[3], p[4], p[5]))
                    .after(Affine.shift(-pivot[0], -pivot[1], -pivot[2]));
        }

        Pose everywhere() {
            List<Pose> starts = starts();
            each(starts, p -> p.value = value(p.p, 0));
            List<Pose> chosen = best(starts, SEARCHED);
            if (!chosen.contains(starts.getFirst())) {
                chosen.add(starts.getFirst());
            }
            each(chosen, p -> search(p, 0, FIRST_STEP_MM[0]));
            List<Pose> promising = best(chosen, PROMISING);
            each(promising, p -> search(p, 1, FIRST_STEP_MM[1]));
            Pose best = best(promising, 1).getFirst();
            search(best, 2, FIRST_STEP_MM[2]);
            return best;
        }

        Pose nearby() {
            Pose p = new Pose(new double[6]);
            search(p, 0, FIRST_STEP_MM[0] / 2);
            search(p, 1, FIRST_STEP_MM[1] / 2);
            return p;
        }

        private List<Pose> starts() {
            double[] a = from.centreMm(), b = to.centreMm();
            double[][] bases = {{0, 0, 0}, {b[0] - a[0], b[1] - a[1], b[2] - a[2]}};
            List<Pose> starts = new ArrayList<>();
            for (double[] t : bases) {
                for (int turn = 0; turn < 27; turn++) {
                    // the middle one of the 27 has no turn; it comes first
                    int c = (turn + 13) % 27;
                    starts.add(
                            new Pose(t[0], t[1], t[2], TURN * (c % 3 - 1), TURN * (c / 3 % 3 - 1), TURN * (c / 9 - 1)));
                }
                for (int axis = 0; axis < 3; axis++) {
                    for (int sign = -1; sign <= 1; sign += 2) {
                        Pose wide = new Pose(t[0], t[1], t[2], 0, 0, 0);
                        wide.p[3 + axis] = sign * WIDE;
                        starts.add(wide);
                        Pose shifted = new Pose(t[0], t[1], t[2], 0, 0, 0);
                        shifted.p[axis] += sign * START_SHIFT_MM;
                        starts.add(shifted);
                    }
                }
            }
            return starts;
        }

        private List<Pose> best(List<Pose> poses, int n) {
            List<Pose> sorted = new ArrayList<>(poses);
            sorted.sort(Comparator.comparingDouble((Pose p) -> -p.value));
            List<Pose> out = new ArrayList<>();
            for (Pose p : sorted) {
                if (out.size() < n && out.stream().noneMatch(o -> close(o, p))) {
                    out.add(p);
                }
            }
            return out;
        }

        private boolean close(Pose a, Pose b) {
            double d = 0;
            for (int i = 0; i < 6; i++) {
                d += Math.abs(a.p[i] - b.p[i]) * (i < 3 ? 1 : LEVER_MM);
            }
            return d < 10;
        }

        private void each(List<Pose> poses, java.util.function.Consumer<Pose> work) {
            par.ranges(poses.size(), (a, b) -> {
                for (int i = a; i < b; i++) {
                    work.accept(poses.get(i));
                }
            });
        }

        private void search(Pose pose, int level, double stepMm) {
            double[] step = new double[6], unit = new double[6];
            Arrays.fill(step, 0, 3, stepMm);
            Arrays.fill(step, 3, 6, stepMm / LEVER_MM);
            Arrays.fill(unit, 0, 3, 1);
            Arrays.fill(unit, 3, 6, 1 / LEVER_MM);
            pose.value = CoordinateSearch.maximise(
                    pose.p, step, unit, LAST_STEP_MM[level], SWEEPS, (p, i, d) -> p[i] += d, p -> value(p, level));
        }

        private double value(double[] p, int level) {
            double[] m = measure(p, level);
            double prior = (sq(p[0]) + sq(p[1]) + sq(p[2])) / sq(PRIOR_SHIFT_MM)
                    + (sq(p[3]) + sq(p[4]) + sq(p[5])) / sq(PRIOR_TURN);
            // it levels off: where the headers are wrong altogether, half a metre must not outweigh the images
            return m[0] * Math.min(1, m[1] / ENOUGH_OVERLAP) - PRIOR * prior / (1 + prior / PRIOR_MOST);
        }

        /** Normalised mutual information − 1, and the overlap. */
        double[] measure(double[] p, int level) {
            RigidTarget.Level l = to.level(level);
            Grid g = l.grid();
            double[] a = g.worldToVoxel().after(affine(p)).toArray();
            float[] points = from.level(level).points();
            float[] rank = l.rank();
            byte[] valid = l.valid();
            int nx = g.nx(), ny = g.ny(), nz = g.nz(), n = RigidTarget.BINS, inside = 0;
            // one row and column more than there are classes, so that the highest rank has a neighbour of weight 0
            float[] hist = new float[(n + 1) * (n + 1)];
            for (int q = 0; q < points.length; q += 4) {
                double x = points[q], y = points[q + 1], z = points[q + 2];
                double fx = a[0] * x + a[1] * y + a[2] * z + a[3];
                double fy = a[4] * x + a[5] * y + a[6] * z + a[7];
                double fz = a[8] * x + a[9] * y + a[10] * z + a[11];
                if (!(fx >= -0.5 && fy >= -0.5 && fz >= -0.5 && fx <= nx - 0.5 && fy <= ny - 0.5 && fz <= nz - 0.5)
                        || valid[Sampling.nearestClamped(nx, ny, nz, fx, fy, fz)] == 0) {
                    continue;
                }
                inside++;
                float r = points[q + 3], s = Sampling.clamped(rank, 0, nx, ny, nz, fx, fy, fz);
                int i = (int) r, j = (int) s, h = i * (n + 1) + j;
                float u = r - i, v = s - j;
                hist[h] += (1 - u) * (1 - v);
                hist[h + 1] += (1 - u) * v;
                hist[h + n + 1] += u * (1 - v);
                hist[h + n + 2] += u * v;
            }
            double all = points.length / 4.0;
            return new double[] {inside < 50 ? 0 : normalised(hist, n + 1), all == 0 ? 0 : inside / all};
        }

        double sharpness(double[] p) {
            double at = measure(p, 1)[0], aside = 0;
            for (int i = 0; i < 6; i++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] q = p.clone();
                    q[i] += sign * (i < 3 ? ASIDE_MM : ASIDE_MM / LEVER_MM);
                    aside += measure(q, 1)[0] / 12;
                }
            }
            return at <= 0 ? 0 : Math.max(0, 1 - aside / at);
        }
    }

    private static double normalised(float[] hist, int n) {
        double[] column = new double[n];
        double total = 0, joint = 0, rows = 0, columns = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                double c = hist[i * n + j];
                row += c;
                column[j] += c;
                joint += AffineFit.xlogx(c);
            }
            rows += AffineFit.xlogx(row);
            total += row;
        }
        for (double c : column) {
            columns += AffineFit.xlogx(c);
        }
        double log = Math.log(total);
        double together = log - joint / total;
        return together < 1e-9 ? 0 : (2 * log - (rows + columns) / total) / together - 1;
    }
}
