package org.guise.core.render;

import java.awt.image.BufferedImage;

/**
 * One finished picture of a head, with what is needed to draw more into it (hair, landmarks).
 *
 * @param name of the view within its preset
 * @param camera see {@link Camera#project}
 * @param light distant and fixed to the camera
 * @param picture 8-bit grey, of the camera's size
 * @param depthMm depth buffer, see {@link ViewGeometry#depthMm}; shared between views that differ in the light alone: do
 *     not write into it
 */
public record RenderedView(String name, Camera camera, Light light, BufferedImage picture, float[] depthMm) {}
