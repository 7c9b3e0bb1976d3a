package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/** Draws the before/after picture: four views of the skin surface and three slices with zone and guard outlined. */
@FunctionalInterface
public interface QcPainter {
    /**
     * What to draw.
     *
     * @param name name of the scan as shown
     * @param before the scan as it came
     * @param after the scan as it goes
     * @param changed 1 where a voxel was rewritten
     * @param guard 1 where nothing may be written
     * @param headToWorld the head's own frame (x right, y forward, z up) to world RAS mm, for the directions of the views
     * @param centreMm the point in the middle of the views, world RAS mm; empty for the middle of the head
     * @param verdict the word shown
     * @param reasons the sentences shown
     */
    record Case(
            String name,
            Volume before,
            Volume after,
            byte[] changed,
            byte[] guard,
            Affine headToWorld,
            Optional<double[]> centreMm,
            String verdict,
            List<String> reasons) {}

    /** The picture. */
    BufferedImage paint(Case qc, int threads);
}
