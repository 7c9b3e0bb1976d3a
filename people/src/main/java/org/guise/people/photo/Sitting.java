package org.guise.people.photo;

import org.guise.people.head.Expression;
import org.guise.people.head.Identity;
import org.guise.people.head.SeededRandom;

/**
 * The circumstances of one photograph.
 *
 * @param yawDeg turn of the camera about the head; positive towards the person's left side
 * @param pitchDeg positive from above
 * @param rollDeg tilt of the head
 * @param distanceMm from the camera to the face
 * @param fieldMm width of the picture in the plane of the face
 * @param asideMm how far the face is off the middle of the picture: right and up
 * @param expression eyes, mouth and brows
 * @param years age minus that of the scan
 * @param weight body weight minus that of the scan
 * @param hair style
 * @param lighting lights
 * @param blurPixels standard deviation of the blur, in pixels of a picture of {@link Studio#PIXELS}
 * @param noise standard deviation on the scale of 0 to 1
 * @param backgroundRgb sRGB
 * @param shirtRgb sRGB
 * @param seed of the noise
 */
public record Sitting(
        double yawDeg,
        double pitchDeg,
        double rollDeg,
        double distanceMm,
        double fieldMm,
        double[] asideMm,
        Expression expression,
        double years,
        double weight,
        Hair hair,
        Lighting lighting,
        double blurPixels,
        double noise,
        int backgroundRgb,
        int shirtRgb,
        long seed) {
    private static final int[] BACKGROUNDS = {0x8a9299, 0xb9b5ac, 0x6f7a73, 0xa9a9a9, 0x59616b, 0xc6c9cc, 0x94877a};
    private static final int[] SHIRTS = {0x2e3a4d, 0x5a5f66, 0x7a2f34, 0xb8b4aa, 0x35513f, 0x1f2125, 0x6b7f94, 0xd6d4cf
    };

    /** A frontal picture in even light, neutral face. */
    public static Sitting plain(Hair hair) {
        return new Sitting(
                0,
                0,
                0,
                900,
                285,
                new double[2],
                Expression.NEUTRAL,
                0,
                0,
                hair,
                new Lighting(-25, 25, 0.75, 0.2, 0.42, 0.02),
                0,
                0,
                BACKGROUNDS[0],
                SHIRTS[0],
                1);
    }

    /**
     * Draws the circumstances of a picture.
     *
     * @param random a stream for this picture alone
     */
    public static Sitting of(Setting setting, Identity identity, Appearance appearance, SeededRandom random) {
        int background = BACKGROUNDS[random.below(BACKGROUNDS.length)];
        int shirt = SHIRTS[random.below(SHIRTS.length)];
        double[] aside = {6 * random.gaussian(), 6 * random.gaussian()};
        return setting == Setting.EASY
                ? easy(appearance, aside, background, shirt, random)
                : hard(identity, aside, background, shirt, random);
    }

    private static Sitting easy(Appearance appearance, double[] aside, int background, int shirt, SeededRandom random) {
        return new Sitting(
                limited(5 * random.gaussian(), 15),
                limited(3 * random.gaussian(), 8),
                limited(2 * random.gaussian(), 6),
                random.uniform(800, 1200),
                random.uniform(270, 295),
                aside,
                new Expression(0.06 * random.uniform(), 0.25 * random.uniform(), 0, 0.1 * random.uniform()),
                0,
                0,
                appearance.hair(),
                new Lighting(
                        limited(22 * random.gaussian(), 45),
                        random.uniform(10, 35),
                        random.uniform(0.65, 0.85),
                        random.uniform(0.15, 0.3),
                        random.uniform(0.36, 0.48),
                        0.04 * random.gaussian()),
                0.3,
                0.006,
                background,
                shirt,
                random.nextLong());
    }

    private static Sitting hard(Identity identity, double[] aside, int background, int shirt, SeededRandom random) {
        double side = random.uniform(20, 65);
        boolean smiles = random.uniform() < 0.5;
        boolean speaks = random.uniform() < 0.3;
        return new Sitting(
                limited(12 * random.gaussian(), 28),
                limited(6 * random.gaussian(), 14),
                limited(4 * random.gaussian(), 12),
                random.uniform(450, 1500),
                random.uniform(265, 310),
                aside,
                new Expression(
                        0.18 * random.uniform(),
                        smiles ? random.uniform(0.2, 0.8) : 0,
                        speaks ? random.uniform(0.1, 0.4) : 0,
                        0.4 * random.uniform()),
                random.uniform(-10, 0),
                random.uniform(-0.25, 0.25),
                Appearance.style(identity, random),
                new Lighting(
                        random.uniform() < 0.5 ? -side : side,
                        random.uniform(0, 45),
                        random.uniform(0.7, 1.05),
                        random.uniform(0.03, 0.2),
                        random.uniform(0.2, 0.4),
                        0.08 * random.gaussian()),
                random.uniform(0.3, 1.3),
                random.uniform(0.01, 0.035),
                background,
                shirt,
                random.nextLong());
    }

    private static double limited(double v, double most) {
        return Math.clamp(v, -most, most);
    }
}
