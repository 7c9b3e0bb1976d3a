package org.guise.app.job;

import java.awt.image.BufferedImage;
import org.guise.core.volume.Volume;

/** Draws the before/after picture: four views of the skin surface and three slices with zone and guard outlined. */
@FunctionalInterface
public interface QcPainter {
    /**
     * Draws one scan.
     *
     * @param before the scan as it came
     * @param after the scan as it goes
     * @param changeMask 1 where a voxel was rewritten
     * @param guard 1 where nothing may be written
     * @param title the line at the top, e.g. file name and verdict
     */
    BufferedImage paint(Volume before, Volume after, byte[] changeMask, byte[] guard, String title);
}
