package org.guise.report;

import java.awt.image.BufferedImage;

/**
 * A picture for the report: of a synthetic person, or of a person whose face the user asked to show.
 *
 * @param image shown as it is; not changed
 * @param caption what it shows; also the text for who cannot see it
 */
public record ExamplePicture(BufferedImage image, String caption) {}
