package org.guise.core.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * Affine alignment of a scan with the atlas by mutual information between the atlas's tissue groups and the scan's
 * intensities, which needs no assumption on contrast (Maes 1997; Wells 1996).
 *
 * <p>An exhaustive start grid at 8 mm covers the header's orientation and the 23 other axis-aligned ones, each tilted; the
 * best starts are refined by an adaptive coordinate search with 7 and then 12 parameters. The sample set is fixed, so that
 * values are comparable between poses; atlas "below the neck" is a class of its own.
 */
final class AffineFit {
    private static final int BINS = 32;
    private static final int AIR_BINS = 8;
    /** Another orientation than the header's must win by this factor of mutual information. */
    private static final double CLEARLY_BETTER = 1.15;

    /** Log scales tried in the header's own orientation. */
    private static final double[] LOG_SIZES = {0, -0.09, 0.07};

    private static final int HEADER_STARTS = 18;
    private static final int OTHER_STARTS = 6;

    private final AtlasModel model;
    private final Parallel par;

    AffineFit(AtlasModel model, Parallel par) {
        this.model = model;
        this.par = par;
    }

    /**
     * The outcome.
     *
     * @param scanToAtlas scan world mm → atlas world mm
     * @param information mutual information in nats
     * @param headerKept whether the header's orientation was kept
     */
    record Result(Affine scanToAtlas, double information, boolean headerKept) {}

    /** Sample positions (scan world mm) and intensity bins. */
    private record Samples(float[] x, float[] y, float[] z, byte[] bin) {}

    private static final class Pose {
        final double[] p;
        final boolean header;
        double value;

        Pose(double[] p, boolean header) {
            this.p = p;
            this.header = header;
        }
    }

    private double[] pivot = new double[3];

    Result fit(WorkingScan four) {
        WorkingScan eight = four.halved();
        byte[] mask = eight.headMask(par);
        Samples coarse = samples(eight, mask, 24, 1);
        List<Pose> starts = starts(eight, mask, coarse);
        starts.sort(Comparator.comparingDouble((Pose s) -> -s.value));
        List<Pose> chosen = pick(starts, true, HEADER_STARTS);
        chosen.addAll(pick(starts, false, OTHER_STARTS));
        par.ranges(chosen.size(), (a, b) -> {
            for (int i = a; i < b; i++) {
                search(chosen.get(i), coarse, 7, 8, 1.2, 40);
            }
        });
        chosen.sort(Comparator.comparingDouble((Pose s) -> -s.value));
        List<Pose> promising = pick(chosen, true, 6);
        promising.addAll(pick(chosen, false, 2));
        byte[] mask4 = four.headMask(par);
        Samples fine = samples(four, mask4, 16, 1);
        AffineRefinement floor = new AffineRefinement(model, par);
        List<Pose> finals = pick(promising, true, 4);
        finals.addAll(pick(promising, false, 1));
        Result best = null;
        for (Pose s : finals) {
            Affine t = floor.refine(eight, model.levels[2], mask, affine(s.p), true, 4, 8);
            t = floor.refine(four, model.levels[1], mask4, t, true, 2, 6);
            double value = information(t, fine) - shapePenalty(t);
            if (best == null
                    || value > best.information() * (best.headerKept() && !s.header ? CLEARLY_BETTER : 1)
                    || !best.headerKept() && s.header && value * CLEARLY_BETTER > best.information()) {
                best = new Result(t, value, s.header);
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start pose");
        }
        return best;
    }

    /** The pose with all twelve parameters free, refined at 4 mm. The caller must check that it is really better. */
    Affine shaped(WorkingScan four, Affine pose) {
        return new AffineRefinement(model, par).refine(four, model.levels[1], four.headMask(par), pose, false, 3, 8);
    }

    /** Poses that squeeze or shear the head beyond what heads do lose. */
    private static double shapePenalty(Affine t) {
        double a = t.columnLength(0), b = t.columnLength(1), c = t.columnLength(2);
        double mean = Math.cbrt(a * b * c);
        double volume = Math.abs(t.det()) / (a * b * c);
        return 0.01
                * (sq(Math.log(a / mean) / 0.1)
                        + sq(Math.log(b / mean) / 0.1)
                        + sq(Math.log(c / mean) / 0.1)
                        + sq(Math.log(mean) / 0.25)
                        + sq((1 - volume) / 0.03));
    }

    private static List<Pose> pick(List<Pose> sorted, boolean header, int n) {
        List<Pose> out = new ArrayList<>();
        for (Pose s : sorted) {
            if (s.header == header && out.size() < n && out.stream().noneMatch(o -> close(o, s))) {
                out.add(s);
            }
        }
        return out;
    }

    private static boolean close(Pose a, Pose b) {
        double d = 0;
        for (int i = 0; i < 3; i++) {
            d += Math.abs(a.p[i] - b.p[i]) / 12 + Math.abs(a.p[i + 3] - b.p[i + 3]) / 0.2;
        }
        return a.header == b.header && d < 1 && sameTurn(a, b);
    }

    private static boolean sameTurn(Pose a, Pose b) {
        return a.p[12] == b.p[12];
    }

    /** Fixed samples: valid voxels within {@code marginMm} of the head mask. */
    private Samples samples(WorkingScan s, byte[] mask, double marginMm, int stride) {
        Grid g = s.grid;
        double h = g.spacingMm(0);
        float[] d = org.guise.core.kernel.DistanceTransform.distance(
                g.nx(), g.ny(), g.nz(), new double[] {h, h, h}, i -> mask[i] != 0, par);
        float threshold = (float) s.tissueThreshold();
        float[] steps = steps(s, d, marginMm, threshold);
        int n = 0;
        for (int i = 0; i < d.length; i += stride) {
            n += s.valid[i] != 0 && d[i] <= marginMm ? 1 : 0;
        }
        float[] x = new float[n], y = new float[n], z = new float[n];
        byte[] bin = new byte[n];
        for (int i = 0, q = 0; i < d.length; i += stride) {
            if (s.valid[i] != 0 && d[i] <= marginMm) {
                int a = i % g.nx(), b = i / g.nx() % g.ny(), c = i / (g.nx() * g.ny());
                x[q] = (float) g.voxelToWorld().x(a, b, c);
                y[q] = (float) g.voxelToWorld().y(a, b, c);
                z[q] = (float) g.voxelToWorld().z(a, b, c);
                bin[q++] = (byte) binOf(s.saturated[i], threshold, steps);
            }
        }
        return new Samples(x, y, z, bin);
    }

    /**
     * Bin edges: the air below the tissue threshold in equal steps, tissue in classes of equal frequency, so that contrast
     * inside the head counts although the saturating map has squeezed it.
     */
    private static float[] steps(WorkingScan s, float[] d, double marginMm, float threshold) {
        float[] tissue = new float[d.length];
        int n = 0;
        for (int i = 0; i < d.length; i++) {
            if (s.valid[i] != 0 && d[i] <= marginMm && s.saturated[i] >= threshold) {
                tissue[n++] = s.saturated[i];
            }
        }
        java.util.Arrays.sort(tissue, 0, n);
        float[] steps = new float[BINS - AIR_BINS];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = n == 0 ? threshold : tissue[(int) ((long) n * i / steps.length)];
        }
        return steps;
    }

    private static int binOf(float v, float threshold, float[] steps) {
        if (v < threshold) {
            return Math.max(0, Math.min(AIR_BINS - 1, (int) (v / threshold * AIR_BINS)));
        }
        int at = java.util.Arrays.binarySearch(steps, v);
        at = at < 0 ? -at - 2 : at;
        return AIR_BINS + Math.max(0, Math.min(steps.length - 1, at));
    }

    /**
     * The start grid. For every orientation the head's top is put on the atlas's top, and its centre of mass within 130 mm
     * of the top on the atlas's axis; three heights allow for a cut vault or padding.
     */
    private List<Pose> starts(WorkingScan s, byte[] mask, Samples coarse) {
        Grid g = s.grid;
        int n = 0;
        for (byte b : mask) {
            n += b;
        }
        float[] px = new float[Math.max(1, n)], py = new float[px.length], pz = new float[px.length];
        int q = 0;
        double[] mean = new double[3];
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                int a = i % g.nx(), b = i / g.nx() % g.ny(), c = i / (g.nx() * g.ny());
                px[q] = (float) g.voxelToWorld().x(a, b, c);
                py[q] = (float) g.voxelToWorld().y(a, b, c);
                pz[q] = (float) g.voxelToWorld().z(a, b, c);
                mean[0] += px[q];
                mean[1] += py[q];
                mean[2] += pz[q++];
            }
        }
        for (int a = 0; a < 3; a++) {
            mean[a] /= Math.max(1, n);
        }
        pivot = mean;
        int every = Math.max(1, q / 1500);
        int used = q / every;
        for (int j = 0; j < used; j++) {
            px[j] = px[j * every];
            py[j] = py[j * every];
            pz[j] = pz[j * every];
        }
        List<Pose> all = new ArrayList<>();
        for (int turn = 0; turn < 24; turn++) {
            double[] fine = turn == 0 ? new double[] {-0.5, -0.25, 0, 0.25, 0.5} : new double[] {-0.35, 0, 0.35};
            for (double rx : fine) {
                for (double ry : fine) {
                    for (double rz : fine) {
                        for (double size : turn == 0 ? LOG_SIZES : new double[] {0}) {
                            double[] p = {0, 0, 0, rx, ry, rz, size, size, size, 0, 0, 0, turn};
                            all.add(new Pose(p, turn == 0));
                        }
                    }
                }
            }
        }
        List<Pose> out = new ArrayList<>();
        int heights = 4;
        for (Pose p : all) {
            for (int h = 0; h < heights; h++) {
                out.add(new Pose(p.p.clone(), p.header));
            }
        }
        par.ranges(all.size(), (from, to) -> {
            float[] zs = new float[used];
            for (int i = from; i < to; i++) {
                Affine r = affine(all.get(i).p);
                for (int j = 0; j < used; j++) {
                    zs[j] = (float) r.z(px[j], py[j], pz[j]);
                }
                float[] sorted = zs.clone();
                java.util.Arrays.sort(sorted);
                double top = used == 0 ? 0 : sorted[(int) (0.998 * (used - 1))];
                double cx = 0, cy = 0, cz = 0;
                int m = 0;
                double scale = Math.exp(all.get(i).p[6]);
                for (int j = 0; j < used; j++) {
                    if (zs[j] > top - 130 * scale) {
                        cx += r.x(px[j], py[j], pz[j]);
                        cy += r.y(px[j], py[j], pz[j]);
                        cz += zs[j];
                        m++;
                    }
                }
                cx /= Math.max(1, m);
                cy /= Math.max(1, m);
                cz /= Math.max(1, m);
                for (int h = 0; h < heights; h++) {
                    Pose p = out.get(i * heights + h);
                    p.p[0] += model.centre[0] - cx;
                    p.p[1] += model.centre[1] - cy;
                    p.p[2] += h == 3 ? model.centre[2] - cz : model.topZ - top - h * 25;
                    p.value = information(affine(p.p), coarse);
                }
            }
        });
        return out;
    }

    private static final int[][] TURNS = turns();

    /** The 24 proper axis-aligned rotations as row-major 3×3; the first is the identity. */
    private static int[][] turns() {
        int[][] perms = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        List<int[]> out = new ArrayList<>();
        for (int[] p : perms) {
            for (int s = 0; s < 8; s++) {
                int[] m = new int[9];
                for (int r = 0; r < 3; r++) {
                    m[r * 3 + p[r]] = (s >> r & 1) == 0 ? 1 : -1;
                }
                int det = m[0] * (m[4] * m[8] - m[5] * m[7])
                        - m[1] * (m[3] * m[8] - m[5] * m[6])
                        + m[2] * (m[3] * m[7] - m[4] * m[6]);
                if (det == 1) {
                    out.add(m);
                }
            }
        }
        return out.toArray(new int[0][]);
    }

    /** Parameters: shift mm, rotation rad, log scale, shear, turn; about the pivot in the scan and the brain centre in the atlas. */
    private Affine affine(double[] p) {
        int[] t = TURNS[(int) p[12]];
        Affine turn = Affine.of(t[0], t[1], t[2], 0, t[3], t[4], t[5], 0, t[6], t[7], t[8], 0);
        Affine rot = Affine.rotation(p[3], p[4], p[5]);
        Affine scale = Affine.of(Math.exp(p[6]), p[9], p[10], 0, 0, Math.exp(p[7]), p[11], 0, 0, 0, Math.exp(p[8]), 0);
        double[] c = model.centre;
        return Affine.shift(c[0] + p[0], c[1] + p[1], c[2] + p[2])
                .after(scale)
                .after(rot)
                .after(turn)
                .after(Affine.shift(-pivot[0], -pivot[1], -pivot[2]));
    }

    private double information(Affine scanToAtlas, Samples s) {
        Grid g = model.levels[0].grid;
        Affine m = g.worldToVoxel().after(scanToAtlas);
        double[] a = m.toArray();
        byte[] group = model.group;
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        int[] hist = new int[AtlasModel.GROUPS * BINS];
        for (int i = 0; i < s.bin.length; i++) {
            double x = s.x[i], y = s.y[i], z = s.z[i];
            double fx = a[0] * x + a[1] * y + a[2] * z + a[3] + 0.5;
            double fy = a[4] * x + a[5] * y + a[6] * z + a[7] + 0.5;
            double fz = a[8] * x + a[9] * y + a[10] * z + a[11] + 0.5;
            int l;
            if (fz < 0) {
                l = AtlasModel.UNKNOWN_GROUP;
            } else if (fx < 0 || fy < 0 || fx >= nx || fy >= ny || fz >= nz) {
                l = 0;
            } else {
                l = group[(int) fx + nx * ((int) fy + ny * (int) fz)];
            }
            hist[l * BINS + s.bin[i]]++;
        }
        return mutualInformation(hist, s.bin.length);
    }

    private static double mutualInformation(int[] hist, int n) {
        double[] byBin = new double[BINS];
        double h = 0;
        for (int l = 0; l < AtlasModel.GROUPS; l++) {
            double row = 0;
            for (int b = 0; b < BINS; b++) {
                double c = hist[l * BINS + b];
                row += c;
                byBin[b] += c;
                h += xlogx(c);
            }
            h -= xlogx(row);
        }
        for (double c : byBin) {
            h -= xlogx(c);
        }
        return n == 0 ? 0 : h / n + Math.log(n);
    }

    static double xlogx(double c) {
        return c > 0 ? c * Math.log(c) : 0;
    }

    /** Weak prior: heads of adults and children differ by tens of per cent in scale, but little in shear and aspect. */
    private static double penalty(double[] p) {
        double mean = (p[6] + p[7] + p[8]) / 3;
        double e = sq((mean - 0) / 0.25);
        for (int i = 0; i < 3; i++) {
            e += sq((p[6 + i] - mean) / 0.07) + sq(p[9 + i] / 0.06);
            e += sq(p[3 + i] / 0.8);
        }
        return 0.015 * e;
    }

    private static double sq(double x) {
        return x * x;
    }

    private double value(double[] p, Samples s) {
        return information(affine(p), s) - penalty(p);
    }

    private void search(Pose pose, Samples s, int parameters, double stepMm, double endMm, int sweeps) {
        double perMm = 1 / 90.0;
        int n = parameters == 7 ? 7 : 12;
        double[] step = new double[n], unit = new double[n];
        for (int i = 0; i < n; i++) {
            step[i] = stepMm * (i < 3 ? 1 : i < 6 ? 1.2 * perMm : perMm);
            unit[i] = i < 3 ? 1 : perMm;
        }
        pose.value = CoordinateSearch.maximise(
                pose.p, step, unit, endMm, sweeps, (p, i, d) -> shift(p, i, d, parameters), p -> value(p, s));
    }

    private static void shift(double[] p, int i, double d, int parameters) {
        if (parameters == 7 && i == 6) {
            p[6] += d;
            p[7] += d;
            p[8] += d;
        } else {
            p[i] += d;
        }
    }
}
