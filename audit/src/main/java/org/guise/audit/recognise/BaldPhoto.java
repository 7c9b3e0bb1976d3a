package org.guise.audit.recognise;

import java.awt.image.BufferedImage;
import org.guise.core.render.Light;

/** A photograph of which only the face is left, before the grey ground of the renders: no hair, no ears, no surroundings. */
final class BaldPhoto {
    private static final int GROUND = (int) Math.round(255 * Light.STANDARD.background());
    /** Width of the soft edge over the width of the face: a hard one would be a feature of its own. */
    private static final double EDGE = 0.03;

    private static final double LEAST_EDGE = 2;

    private BaldPhoto() {}

    /** A new picture of the same size; the face's own is not modified, and within the outline nothing changes. */
    static BufferedImage of(FaceImage face) {
        BufferedImage photo = face.picture();
        int w = photo.getWidth(), h = photo.getHeight();
        FaceOutline outline = FaceOutline.of(face.landmarks());
        double edge = Math.max(LEAST_EDGE, EDGE * outline.width());
        double[] box = Landmarks.bounds(outline.points());
        float[][] rgb = PixelBlock.read(photo, 0, 0, w, h);
        BufferedImage bald = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double px = x + 0.5, py = y + 0.5;
                boolean far = px < box[0] - edge || px > box[2] + edge || py < box[1] - edge || py > box[3] + edge;
                double ground = far ? 1 : Math.min(1, outline.outside(px, py) / edge);
                int pixel = 0;
                for (float[] plane : rgb) {
                    double v = plane[y * w + x];
                    pixel = pixel << 8 | (int) Math.round(v + ground * (GROUND - v));
                }
                bald.setRGB(x, y, pixel);
            }
        }
        return bald;
    }
}
