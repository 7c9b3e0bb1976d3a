package org.guise.app.job;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.SeriesRefacer;
import org.guise.core.reface.SessionLead;
import org.guise.core.reface.Verdict;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/**
 * Judges by the value of the first voxel (0 PASS, 1 REVIEW, 2 FAIL, 3 throws, 4 a mask that reaches into the guard),
 * rewrites the last quarter of the voxels to 7 and guards the first.
 */
public final class FakeEngine implements RefaceEngine {
    @Override
    public String atlasId(RefaceResult result) {
        return "fake-atlas";
    }

    /** The seeds of all calls, in order. */
    public final List<Long> seeds = new java.util.ArrayList<>();

    @Override
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        seeds.add(options.seed());
        return judge(scan, options);
    }

    private static RefaceResult judge(Volume scan, RefaceOptions options) {
        int code = Math.round(scan.data()[0]);
        if (code == 3) {
            throw new IllegalStateException("seeded");
        }
        Verdict verdict = code == 1 ? Verdict.REVIEW : code == 2 ? Verdict.FAIL : Verdict.PASS;
        int n = scan.data().length;
        byte[] changed = new byte[n];
        byte[] guard = new byte[n];
        guard[0] = 1;
        changed[0] = (byte) (code == 4 ? 1 : 0);
        java.util.Arrays.fill(changed, n - n / 4, n, (byte) 1);
        return new RefaceResult(
                verdict,
                verdict == Verdict.PASS ? List.of() : List.of("A seeded reason."),
                changed,
                sevens(scan),
                guard,
                Map.of("dice", 0.9),
                Map.of("fit", 0.001),
                Affine.shift(12.345, 0, 0),
                Affine.shift(12.345, 0, 0),
                null);
    }

    private static float[] sevens(Volume frame) {
        float[] values = new float[frame.data().length];
        java.util.Arrays.fill(values, 7);
        return values;
    }

    @Override
    public SessionLead lead(Volume scan, RefaceResult result) {
        return new SessionLead(null, result.scanToAtlas(), result.faceToAtlas(), null);
    }

    /** As on its own, but a head that failed on its own is helped by the lead: REVIEW. */
    @Override
    public RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options) {
        seeds.add(options.seed());
        RefaceResult own = judge(scan, options);
        return new RefaceResult(
                own.verdict() == Verdict.FAIL ? Verdict.REVIEW : own.verdict(),
                own.verdict() == Verdict.PASS ? List.of() : List.of("A lead helped."),
                own.changed(),
                own.values(),
                own.guard(),
                own.measures(),
                own.stageSeconds(),
                own.scanToAtlas(),
                own.faceToAtlas(),
                null);
    }

    @Override
    public SeriesMotion motion(int frames, IntFunction<Volume> frame) {
        Affine[] still = new Affine[frames];
        java.util.Arrays.fill(still, Affine.identity());
        return new SeriesMotion(frame.apply(0), still, new boolean[frames], 0.25);
    }

    @Override
    public Series series(Volume reference, RefaceResult result, RefaceOptions options) {
        return (frame, toReference, empty) -> new SeriesRefacer.Frame(result.changed(), sevens(frame), result.guard());
    }

    @Override
    public double[] centreMm(RefaceResult result) {
        return new double[3];
    }

    @Override
    public void close() {}
}
