package org.guise.app.job;

import java.util.List;
import java.util.Map;
import org.guise.core.volume.Affine;

/**
 * What the engine found and made for one 3-D frame. All volumes are x fastest on the scan's own grid.
 *
 * @param verdict PASS, REVIEW or FAIL
 * @param reasons one sentence each; empty for a plain PASS
 * @param changeMask 1 where the voxel is rewritten, {@code byte[nx*ny*nz]}; all 0 for FAIL
 * @param values new samples in the scan's scaled units, read only where the mask is 1, {@code float[nx*ny*nz]}
 * @param guard 1 where nothing may be written (brain and margin), {@code byte[nx*ny*nz]}
 * @param measures figures of fit quality by name
 * @param stageSeconds wall time by stage, in order
 * @param atlasToWorld the affine part of the fit; restricted, it must reach no public file
 * @param atlasId which atlas person replaced the face
 */
public record RefaceResult(
        Verdict verdict,
        List<String> reasons,
        byte[] changeMask,
        float[] values,
        byte[] guard,
        Map<String, Double> measures,
        Map<String, Double> stageSeconds,
        Affine atlasToWorld,
        String atlasId) {}
