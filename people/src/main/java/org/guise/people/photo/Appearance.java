package org.guise.people.photo;

import org.guise.people.head.Identity;
import org.guise.people.head.SeededRandom;
import org.guise.people.head.Sex;

/**
 * What a person looks like apart from the shape of the head, the same in all pictures. None of it can be seen in a scan.
 *
 * @param iris name of the iris texture
 * @param brows name of the brow mesh
 * @param hairRgb colour of the hair, sRGB
 * @param hair usual style
 */
public record Appearance(String iris, String brows, int hairRgb, Hair hair) {
    private static final String[] IRISES = {"blue", "brown", "brownlight", "grey", "green", "bluegreen", "deepblue"};
    private static final int[] DARK = {0x17120f, 0x231a15};
    private static final int[] LIGHT = {0x2b1f18, 0x3b2b20, 0x4f3927, 0x6b5033, 0x8d7148, 0x5c3220};
    private static final int GREY = 0x9b9894;
    private static final int BROWS = 12;

    /** Draws an appearance that goes with sex, age and ancestry. */
    public static Appearance of(Identity identity, SeededRandom random) {
        boolean caucasian = Wardrobe.mainAncestry(identity) == 2;
        String iris = caucasian ? IRISES[random.below(IRISES.length)] : random.uniform() < 0.7 ? "brown" : "brownlight";
        String brows = "eyebrow%03d".formatted(1 + random.below(BROWS));
        int[] palette = caucasian ? LIGHT : DARK;
        int colour = palette[random.below(palette.length)];
        double grey = Math.clamp((identity.ageYears() - 42) / 30 + 0.25 * random.gaussian(), 0, 1);
        return new Appearance(iris, brows, mix(colour, GREY, grey), style(identity, random));
    }

    /** The largest part of a person's ancestry: african, asian or caucasian. */
    public static String ancestry(Identity identity) {
        return Wardrobe.ancestryName(identity);
    }

    /** A hair style that goes with sex, age and ancestry. */
    static Hair style(Identity identity, SeededRandom random) {
        boolean african = Wardrobe.mainAncestry(identity) == 0;
        double u = random.uniform();
        if (african && u < 0.5) {
            return Hair.AFRO;
        }
        Hair[] styles = identity.sex() == Sex.FEMALE
                ? new Hair[] {Hair.LONG, Hair.LONG, Hair.PONYTAIL, Hair.PONYTAIL, Hair.SHORT_COMBED}
                : new Hair[] {Hair.SHORT_CURLED, Hair.SHORT_COMBED, Hair.SHORT_WAVED, Hair.NONE};
        return styles[random.below(styles.length)];
    }

    private static int mix(int a, int b, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double v = (1 - share) * (a >> shift & 255) + share * (b >> shift & 255);
            rgb |= (int) Math.round(v) << shift;
        }
        return rgb;
    }
}
