package org.guise.core.reface;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Affine;

/**
 * One refaced frame.
 *
 * @param verdict the verdict
 * @param reasons one sentence each; empty on PASS
 * @param changed 1 for every voxel that may be rewritten, on the scan's grid
 * @param values new samples in the scan's own scaled units where {@code changed}; the input elsewhere
 * @param guard 1 for every voxel of brain plus margin, never in {@code changed}
 * @param measures named figures (no transform, nothing of the subject's shape)
 * @param stageSeconds wall time by stage
 * @param scanToAtlas similarity pose of the head; restricted
 * @param faceToAtlas the same for where the new face was put, the pose of the head for other methods; restricted
 * @param fit the fit; restricted; null where none was reached
 */
public record RefaceResult(
        Verdict verdict,
        List<String> reasons,
        byte[] changed,
        float[] values,
        byte[] guard,
        Map<String, Double> measures,
        Map<String, Double> stageSeconds,
        Affine scanToAtlas,
        Affine faceToAtlas,
        HeadFit fit) {
    /** The same with one more reason to look at it; FAIL stays FAIL. */
    public RefaceResult forReview(String reason) {
        List<String> more = Stream.concat(reasons.stream(), Stream.of(reason)).toList();
        return new RefaceResult(
                verdict == Verdict.FAIL ? verdict : Verdict.REVIEW,
                more,
                changed,
                values,
                guard,
                measures,
                stageSeconds,
                scanToAtlas,
                faceToAtlas,
                fit);
    }
}
