package org.guise.audit.recognise;

import java.awt.image.BufferedImage;

/**
 * A picture with the face found in it.
 *
 * @param picture the whole picture
 * @param score confidence of the detector, 0 to 1
 * @param box face box {left, top, right, bottom}, pixels
 * @param landmarks 68 points of the iBUG order as {x, y}, pixels of {@code picture}
 */
public record FaceImage(BufferedImage picture, double score, double[] box, double[][] landmarks) {}
