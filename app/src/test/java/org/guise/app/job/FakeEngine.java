package org.guise.app.job;

import java.util.List;
import java.util.Map;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Verdict;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/**
 * Judges by the value of the first voxel (0 PASS, 1 REVIEW, 2 FAIL, 3 throws, 4 a mask that reaches into the guard),
 * rewrites the last quarter of the voxels to 7 and guards the first.
 */
public final class FakeEngine implements RefaceEngine {
    @Override
    public String atlasId() {
        return "fake-atlas";
    }

    @Override
    public RefaceResult reface(Volume scan, RefaceOptions options) {
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
                refaceFurther(scan, null, options),
                guard,
                Map.of("dice", 0.9),
                Map.of("fit", 0.001),
                Affine.shift(12.345, 0, 0),
                null);
    }

    @Override
    public float[] refaceFurther(Volume frame, RefaceResult first, RefaceOptions options) {
        float[] values = new float[frame.data().length];
        java.util.Arrays.fill(values, 7);
        return values;
    }

    @Override
    public double[] centreMm(RefaceResult result) {
        return new double[3];
    }

    @Override
    public void close() {}
}
