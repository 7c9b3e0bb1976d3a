package org.guise.people.photo;

import org.jspecify.annotations.Nullable;

/**
 * How a surface takes light.
 *
 * @param texture its colour and alpha
 * @param colour linear red, green and blue: multiplies the texture; where {@code recolour} the texture only gives the
 *     brightness, relative to its mean, and this is the colour
 * @param recolour see {@code colour}
 * @param contrast of the texture's brightness where {@code recolour}
 * @param pallor how far the texture is drawn towards grey, 0 to 1
 * @param specular strength of the highlight
 * @param gloss Blinn-Phong exponent of the highlight
 * @param softness how far light reaches round the terminator: 0 for none, 0.3 for skin
 * @param leastOpen share of the ambient light that reaches the most hidden point
 * @param kind how it is layered
 * @param nearerMm drawn as if it lay this much nearer, for layers painted onto another surface
 * @param fabric linear colour that replaces the texture below the collar; null for none
 */
record Look(
        Texture texture,
        float[] colour,
        boolean recolour,
        float contrast,
        float pallor,
        float specular,
        float gloss,
        float softness,
        float leastOpen,
        Kind kind,
        double nearerMm,
        float @Nullable [] fabric) {
    /** How a surface is layered. */
    enum Kind {
        /** Hides what is behind it. */
        OPAQUE,
        /** Blended over what is behind it, farthest triangles first. */
        BLENDED,
        /** Blended, but its highlight is as strong where it is clear: the cornea. */
        GLASSY
    }

    /** Skin in a shirt of the given colour. */
    static Look skin(Texture texture, float shade, float pallor, float[] fabric) {
        float[] colour = {shade, shade, shade};
        return new Look(texture, colour, false, 0, pallor, 0.10f, 14, 0.3f, 0.1f, Kind.OPAQUE, 0, fabric);
    }

    static Look teeth(Texture texture) {
        float[] colour = {0.75f, 0.72f, 0.68f};
        return new Look(texture, colour, false, 0, 0, 0.25f, 40, 0.1f, 0.1f, Kind.OPAQUE, 0, null);
    }

    static Look eye(Texture texture) {
        float[] colour = {0.8f, 0.8f, 0.8f};
        return new Look(texture, colour, false, 0, 0, 0.9f, 350, 0.1f, 0.45f, Kind.GLASSY, 0, null);
    }

    /** Hair of a colour; {@code contrast} is that of its strands. */
    static Look hair(Texture texture, float[] colour, float contrast) {
        return new Look(texture, colour, true, contrast, 0, 0.08f, 18, 0.2f, 0.1f, Kind.BLENDED, 0, null);
    }

    static Look brow(Texture texture, float[] colour) {
        return new Look(texture, colour, false, 0, 0, 0, 1, 0.1f, 0.2f, Kind.BLENDED, 2.5, null);
    }
}
