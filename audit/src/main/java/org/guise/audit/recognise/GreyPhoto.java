package org.guise.audit.recognise;

import java.awt.image.BufferedImage;

/** A photograph without colour: {@link Luma} in all three channels. */
final class GreyPhoto {
    private GreyPhoto() {}

    /** A new picture of the same size; the photograph is not modified. */
    static BufferedImage of(BufferedImage photo) {
        int w = photo.getWidth(), h = photo.getHeight();
        float[] luma = Luma.of(PixelBlock.read(photo, 0, 0, w, h));
        BufferedImage grey = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < luma.length; i++) {
            grey.setRGB(i % w, i / w, Math.round(luma[i]) * 0x10101);
        }
        return grey;
    }
}
