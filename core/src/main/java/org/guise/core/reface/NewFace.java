package org.guise.core.reface;

import org.guise.core.anatomy.Identity;
import org.guise.core.register.AtlasZone;
import org.jspecify.annotations.Nullable;

/**
 * The face that is put in: the atlas person's, or that of a made-up person who has the atlas person's head and, further
 * inside the zone, a shape of his or her own. Where the made-up shape sets in, the atlas face glides into the subject's
 * head, so the rim is the same for both. Thread-safe.
 */
public final class NewFace {
    /** Nearer to kept skin than this the face is the atlas person's; the cross-fade with the old skin lies within. */
    private static final double RIM_MM = 6;

    /**
     * From here on the shape is all the made-up person's own: on the forehead a shorter way leaves a ridge like the rim of a
     * cap.
     */
    private static final double OWN_MM = 60;

    private final @Nullable Identity identity;
    private final AtlasZone zone;

    private NewFace(@Nullable Identity identity, AtlasZone zone) {
        this.identity = identity;
        this.zone = zone;
    }

    /** The atlas person's face. */
    static NewFace mean(AtlasZone zone) {
        return new NewFace(null, zone);
    }

    /** A made-up person's face. */
    static NewFace of(Identity identity, AtlasZone zone) {
        return new NewFace(identity, zone);
    }

    /** Whether {@link #toMean} changes nothing anywhere. */
    boolean isMean() {
        return identity == null;
    }

    /**
     * Moves a point of this face to its counterpart in the atlas person's.
     *
     * @param p atlas world mm, replaced
     * @param scratch 3 values, overwritten
     */
    void toMean(double[] p, double[] scratch) {
        if (identity == null) {
            return;
        }
        double w = ramp(zone.rimDistance(p[0], p[1], p[2]), OWN_MM);
        if (w > 0) {
            identity.displacement(p[0], p[1], p[2], scratch);
            for (int c = 0; c < 3; c++) {
                p[c] += w * scratch[c];
            }
        }
    }

    /** How much an atlas point counts where made-up shapes are learned: 0 near the rim of the zone, 1 beyond the glide. */
    public static double weight(AtlasZone zone, double x, double y, double z) {
        return ramp(zone.rimDistance(x, y, z), Placement.GLIDE_MM);
    }

    private static double ramp(double rimDistance, double end) {
        double t = (rimDistance - RIM_MM) / (end - RIM_MM);
        return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
    }
}
