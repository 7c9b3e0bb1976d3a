package org.guise.people.head;

/**
 * Body measures of a head, mm.
 *
 * @param interpupillary distance of the eyeball centres
 * @param noseBreadth between the wings of the nose
 * @param headBreadth greatest width above the ears
 * @param headLength greatest length from forehead to back
 * @param faceHeight from the bridge of the nose to the lowest point of the chin (sellion–menton)
 * @param mouthWidth between the corners of the mouth
 */
public record Anthropometry(
        double interpupillary,
        double noseBreadth,
        double headBreadth,
        double headLength,
        double faceHeight,
        double mouthWidth) {

    /** Head circumference: that of the ellipse with the head's length and breadth (Ramanujan 1914). */
    public double circumferenceMm() {
        double a = headLength / 2, b = headBreadth / 2;
        return Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)));
    }
}
