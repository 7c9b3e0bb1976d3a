package org.guise.core.register;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.guise.core.kernel.Pearson;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * How a head moves in a series of frames. Every frame is laid rigidly over the mean of all; where the head moved by more than
 * {@value #FOLLOW_MM} mm, the mean is made again from the frames in place, and they are laid over that one.
 *
 * @param reference mean of the frames, in the place of the head on average; on their grid
 * @param toReference for every frame, its world → the reference's world; the identity where frames need not be followed
 * @param empty for every frame whether it shows (nearly) nothing, like the first seconds of a PET
 * @param largestMm largest movement of a point 70 mm from the middle of the head, over all frames that show something
 */
public record SeriesMotion(Volume reference, Affine[] toReference, boolean[] empty, double largestMm) {
    /** Movements up to this are the width of the rims' fades, and left alone. */
    public static final double FOLLOW_MM = 2;

    private static final double LEVER_MM = 70;
    /** A frame whose 8 mm blocks agree less than this with those of the mean shows nothing of it. */
    private static final double SHOWS = 0.3;

    /** Whether the head moved so much that frames are followed one by one. */
    public boolean follows() {
        return largestMm > FOLLOW_MM;
    }

    /**
     * Measures a series. Every frame is read two or three times, one at a time. Cost: about 0.2 s a frame.
     *
     * @param frames their number, at least 1
     * @param frame gives a frame by its number from 0; all on one grid
     */
    public static SeriesMotion measure(int frames, IntFunction<Volume> frame, Parallel par) {
        Affine[] none = new Affine[frames];
        Arrays.fill(none, Affine.identity());
        boolean[] empty = new boolean[frames];
        Volume mean = mean(frames, frame, none, empty, par);
        float[] meanBlocks = WorkingScan.reduce(mean, 8, par).data();
        for (int t = 0; t < frames; t++) {
            double r = correlation(
                    meanBlocks, WorkingScan.reduce(frame.apply(t), 8, par).data());
            // written so that a constant frame, which correlates with nothing, counts as empty
            empty[t] = frames > 1 && !(Math.abs(r) > SHOWS);
        }
        boolean allEmpty = true;
        for (boolean e : empty) {
            allEmpty &= e;
        }
        if (allEmpty || frames == 1) {
            return new SeriesMotion(mean, none, new boolean[frames], 0);
        }
        Affine[] poses = poses(frames, frame, empty, mean, par);
        double largest = largest(poses, empty, mean, par);
        if (largest <= FOLLOW_MM) {
            return new SeriesMotion(mean, none, empty, largest);
        }
        Volume sharper = mean(frames, frame, poses, empty, par);
        poses = poses(frames, frame, empty, sharper, par);
        largest = largest(poses, empty, sharper, par);
        return new SeriesMotion(sharper, largest > FOLLOW_MM ? poses : none, empty, largest);
    }

    private static Affine[] poses(int frames, IntFunction<Volume> frame, boolean[] empty, Volume mean, Parallel par) {
        RigidTarget target = RigidTarget.of(mean, par);
        Coregistration rigid = new Coregistration(par);
        Affine[] poses = new Affine[frames];
        Affine last = null;
        int first = -1;
        for (int t = 0; t < frames; t++) {
            if (!empty[t]) {
                last = rigid.follow(RigidTarget.of(frame.apply(t), par), target).toTarget();
                first = first < 0 ? t : first;
            }
            if (last != null) {
                poses[t] = last;
            }
        }
        // what shows nothing lies where the head was seen last, before that where it is seen first
        for (int t = 0; t < first; t++) {
            poses[t] = poses[first];
        }
        return poses;
    }

    private static double largest(Affine[] poses, boolean[] empty, Volume mean, Parallel par) {
        double[] c = RigidTarget.of(mean, par).centreMm();
        double largest = 0;
        for (int t = 0; t < poses.length; t++) {
            for (int i = 0; i < 6 && !empty[t]; i++) {
                double[] x = c.clone();
                x[i % 3] += i < 3 ? LEVER_MM : -LEVER_MM;
                double[] y = poses[t].apply(x);
                largest = Math.max(
                        largest,
                        Math.sqrt((y[0] - x[0]) * (y[0] - x[0])
                                + (y[1] - x[1]) * (y[1] - x[1])
                                + (y[2] - x[2]) * (y[2] - x[2])));
            }
        }
        return largest;
    }

    /** Mean over the frames that show something, each in its place; not-a-number counts as 0. */
    private static Volume mean(int frames, IntFunction<Volume> frame, Affine[] poses, boolean[] empty, Parallel par) {
        Grid g = frame.apply(0).grid();
        float[] sum = new float[g.size()];
        int used = 0;
        for (int t = 0; t < frames; t++) {
            if (empty[t]) {
                continue;
            }
            used++;
            Volume v = frame.apply(t);
            Affine back = poses[t].inverse();
            boolean still = poses[t].equals(Affine.identity());
            Affine there = g.worldToVoxel().after(back).after(g.voxelToWorld());
            par.ranges(g.nz(), (from, to) -> {
                for (int p = from * g.nx() * g.ny(); p < to * g.nx() * g.ny(); p++) {
                    int i = p % g.nx(), j = p / g.nx() % g.ny(), k = p / (g.nx() * g.ny());
                    float s = still
                            ? v.data()[p]
                            : Sampling.clamped(
                                    v.data(),
                                    0,
                                    g.nx(),
                                    g.ny(),
                                    g.nz(),
                                    there.x(i, j, k),
                                    there.y(i, j, k),
                                    there.z(i, j, k));
                    sum[p] += Float.isFinite(s) ? s : 0;
                }
            });
        }
        for (int p = 0; p < sum.length; p++) {
            sum[p] /= Math.max(1, used);
        }
        return new Volume(g, sum);
    }

    private static double correlation(float[] a, float[] b) {
        Pearson both = new Pearson();
        for (int i = 0; i < a.length; i++) {
            both.add(a[i], b[i]);
        }
        return both.value();
    }
}
