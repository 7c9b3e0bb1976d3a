package org.guise.dicom.series;

import org.guise.dicom.codec.PixelFormat;

/**
 * One slice: a frame of an instance, and where it lies.
 *
 * @param instance the file it is in
 * @param frame its number in the file, 0-based
 * @param format how its pixels are stored
 * @param position centre of the first pixel, LPS mm
 * @param across unit vector along a row, towards higher columns, LPS
 * @param down unit vector along a column, towards higher rows, LPS
 * @param rowSpacingMm distance between rows
 * @param columnSpacingMm distance between columns
 * @param slope of the modality's own values over the stored ones
 * @param intercept of the same
 * @param kind what tells volumes of one series apart: frame type, echo, diffusion weighting
 * @param time number of the temporal position, 0 where there is none
 * @param acquisition number of the acquisition, 0 where there is none
 */
public record Plane(
        Instance instance,
        int frame,
        PixelFormat format,
        double[] position,
        double[] across,
        double[] down,
        double rowSpacingMm,
        double columnSpacingMm,
        double slope,
        double intercept,
        String kind,
        int time,
        int acquisition) {
    /** The direction in which slices follow each other, a unit vector. */
    double[] normal() {
        return new double[] {
            across[1] * down[2] - across[2] * down[1],
            across[2] * down[0] - across[0] * down[2],
            across[0] * down[1] - across[1] * down[0]
        };
    }

    /** The position along a direction. */
    double along(double[] direction) {
        return position[0] * direction[0] + position[1] * direction[1] + position[2] * direction[2];
    }
}
