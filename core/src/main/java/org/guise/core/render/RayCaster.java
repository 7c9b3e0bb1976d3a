package org.guise.core.render;

import java.awt.image.BufferedImage;

/** Draws a head surface with one camera and one light. */
public final class RayCaster {
    private RayCaster() {}

    /**
     * The picture of a surface, with cuts by the field of view darkened; several lights on one view are cheaper through
     * {@link ViewGeometry}.
     *
     * @param threads number of threads; the picture does not depend on it
     * @return 8-bit grey picture of the camera's size; edges are smoothed by four rays a pixel
     */
    public static BufferedImage render(HeadSurface surface, Camera camera, Light light, int threads) {
        return ViewGeometry.of(surface, camera, threads).shade(light, ViewGeometry.DARK_CUTS, threads);
    }
}
