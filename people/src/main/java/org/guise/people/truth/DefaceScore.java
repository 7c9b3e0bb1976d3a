package org.guise.people.truth;

import java.util.Map;
import org.guise.core.anatomy.Region;

/**
 * What a de-facing tool did to one scan, against the truth, in the terms of Gao et al. 2023 (JMI 10:064001): was the brain cut,
 * was the face kept?
 *
 * @param brainVoxels true brain voxels in view
 * @param brainCut those of them that changed
 * @param brainCutMl the same in ml
 * @param changed voxels that changed anywhere
 * @param skinPoints points of face skin that count, see {@link DefaceTruth}
 * @param skinLeft share of them within 1 mm of the output's surface; NaN where there are none
 * @param skinMedianMm their median distance from it, at most 15 mm
 * @param left the same share for each part of the face of which at least {@value #LEAST_POINTS} points are in view
 * @param strayMl volume of bright voxels in the air away from the head (wrapped parts, furniture)
 * @param strayLeft share of them that was left as it was
 */
public record DefaceScore(
        long brainVoxels,
        long brainCut,
        double brainCutMl,
        long changed,
        int skinPoints,
        double skinLeft,
        double skinMedianMm,
        Map<Region, Double> left,
        double strayMl,
        double strayLeft) {
    /** Fewer points say nothing of a part of the face. */
    public static final int LEAST_POINTS = 60;

    /**
     * Share of skin that lies within 1 mm of the new surface by chance: a surface anywhere within 15 mm, in front or behind,
     * is within 1 mm at 2 of 30.
     */
    public static final double CHANCE = 2.0 / 30;

    /** More than this beyond chance is a face that was kept. */
    public static final double OVER_CHANCE = 0.05;

    private static final double FEATURE_LEFT = 0.5;
    private static final double STRAY_LEFT = 0.5;
    private static final double STRAY_ML = 1;

    /** Whether a voxel of the true brain changed. */
    public boolean cutBrain() {
        return brainCut > 0;
    }

    /**
     * Whether the face is still there: more than 5 % over chance of its skin, or more than half of the skin of eyes, nose or
     * mouth.
     */
    public boolean keptFace() {
        return skinPoints >= LEAST_POINTS && skinLeft > CHANCE + OVER_CHANCE || keptFeature();
    }

    /** Whether more than half of the skin of eyes, nose or mouth is still there. */
    public boolean keptFeature() {
        return left.getOrDefault(Region.EYES, 0.0) > FEATURE_LEFT
                || left.getOrDefault(Region.NOSE, 0.0) > FEATURE_LEFT
                || left.getOrDefault(Region.MOUTH, 0.0) > FEATURE_LEFT;
    }

    /** Whether most of what wrapped round is still there. */
    public boolean keptStray() {
        return strayMl > STRAY_ML && strayLeft > STRAY_LEFT;
    }
}
