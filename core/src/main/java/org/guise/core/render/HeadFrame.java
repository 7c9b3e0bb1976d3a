package org.guise.core.render;

import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Affine;

/**
 * Where a head is and how it is turned, for cameras that look at its face.
 *
 * @param centreMm middle of the face, {x, y, z} in world RAS mm: 10 mm below and 40 mm behind the middle between the eyes,
 *     so that crown, chin and some hair fit into a standard picture
 * @param headToWorld head frame (x to the person's right, y forward, z up) → world RAS mm; only its directions count
 */
public record HeadFrame(double[] centreMm, Affine headToWorld) {
    /** From the middle between the eyes and from the tip of the nose to the middle of the face, head frame. */
    private static final double[] FROM_EYES_MM = {0, -40, -10}, FROM_NOSE_MM = {0, -72, 29};

    private static final Landmark[] EYES = {
        Landmark.EYE_OUTER_LEFT, Landmark.EYE_INNER_LEFT, Landmark.EYE_INNER_RIGHT, Landmark.EYE_OUTER_RIGHT
    };

    /** Where the tip of the nose is looked for: below the top of the head and to the sides. */
    private static final double NOSE_HIGHEST_MM = 95, NOSE_LOWEST_MM = 175, NOSE_ASIDE_MM = 24;

    private static final double PROBE_MM = 2;

    /** Copies the centre. */
    public HeadFrame {
        if (centreMm.length != 3) {
            throw new IllegalArgumentException("a head frame needs a centre of 3 numbers, got " + centreMm.length);
        }
        centreMm = centreMm.clone();
    }

    /**
     * The frame of a head to which an atlas was fitted: the atlas's axes, turned as the scan is.
     *
     * @param scanToAtlas scan world mm → atlas world mm; of its linear part the closest rotation counts (polar
     *     decomposition), so that neither the head's size nor a shear tilts the camera
     * @param landmarks atlas world mm; the four eye corners are used
     * @throws IllegalArgumentException if an eye corner is missing
     */
    public static HeadFrame fitted(Affine scanToAtlas, Map<Landmark, double[]> landmarks) {
        double[] centre = FROM_EYES_MM.clone();
        for (Landmark eye : EYES) {
            double[] p = landmarks.get(eye);
            if (p == null) {
                throw new IllegalArgumentException("the atlas has no landmark " + eye
                        + ", so the middle of the face is unknown; use the header's" + " orientation");
            }
            for (int a = 0; a < 3; a++) {
                centre[a] += p[a] / EYES.length;
            }
        }
        Affine atlasToScan = scanToAtlas.inverse();
        return new HeadFrame(atlasToScan.apply(centre), rotationOf(atlasToScan));
    }

    /**
     * The frame of a head that lies straight in world coordinates, as the header tells: the middle of the face is taken from
     * the point furthest forward, which is the tip of the nose where the nose lies in the field of view.
     */
    public static HeadFrame straight(HeadSurface surface) {
        double[] box = surface.boundsMm();
        double middle = 0.5 * (box[0] + box[3]), top = box[5];
        double[] back = {0, -1, 0};
        double furthest = Double.MAX_VALUE;
        double[] tip = {middle, box[4], top - 0.5 * (NOSE_HIGHEST_MM + NOSE_LOWEST_MM)};
        int ties = 0;
        for (double z = top - NOSE_LOWEST_MM; z <= top - NOSE_HIGHEST_MM; z += PROBE_MM) {
            for (double x = middle - NOSE_ASIDE_MM; x <= middle + NOSE_ASIDE_MM; x += PROBE_MM) {
                double[] from = {x, box[4] + 1, z};
                double depth = surface.depthMm(from, back);
                if (depth < furthest - 1) {
                    furthest = depth;
                    tip = new double[] {x, from[1] - depth, z};
                    ties = 1;
                } else if (depth < furthest + 1) {
                    // a nose cut by the field of view is a flat patch: its middle
                    ties++;
                    tip[0] += (x - tip[0]) / ties;
                    tip[2] += (z - tip[2]) / ties;
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            tip[a] += FROM_NOSE_MM[a];
        }
        return new HeadFrame(tip, Affine.identity());
    }

    /** The orthogonal factor of the linear part, by Newton's iteration X ← (X + X⁻ᵀ)/2 (Higham 1986). */
    private static Affine rotationOf(Affine map) {
        double[] x = map.toArray();
        x[3] = x[7] = x[11] = 0;
        for (int round = 0; round < 20; round++) {
            double[] inverse = Affine.of(x).inverse().toArray();
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    x[4 * r + c] = 0.5 * (x[4 * r + c] + inverse[4 * c + r]);
                }
            }
        }
        return Affine.of(x);
    }
}
