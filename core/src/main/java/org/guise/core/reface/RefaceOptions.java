package org.guise.core.reface;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import org.guise.core.volume.Volume;

/**
 * What the user may choose.
 *
 * @param brainMarginMm width of the guard round the brain that is never written, 0 … 20 mm
 * @param identity whose face replaces the subject's
 * @param seed secret seed of a random identity, one face per seed; ignored for the mean
 * @param method what is done to the face; identity and seed count for {@link Method#REFACE} only
 * @param kept what of the face is left as it is; nothing for {@link Method#SHEAR}
 */
public record RefaceOptions(double brainMarginMm, Identity identity, long seed, Method method, Kept kept) {
    /** Whose face is put in. */
    public enum Identity {
        /** The average person, the same for every scan. */
        MEAN,
        /** A synthetic person drawn from the seed. */
        RANDOM
    }

    /** Checks the margin, and that a plane keeps no part of what lies in front of it. */
    public RefaceOptions {
        if (!(brainMarginMm >= 0 && brainMarginMm <= 20)) {
            throw new IllegalArgumentException("brain margin must be 0 to 20 mm, got " + brainMarginMm);
        }
        if (method == Method.SHEAR && !kept.isNothing()) {
            throw new IllegalArgumentException(
                    "shear cuts off all that lies in front of a plane, it cannot keep a part");
        }
    }

    /** Refacing with these options. */
    public RefaceOptions(double brainMarginMm, Identity identity, long seed) {
        this(brainMarginMm, identity, seed, Method.REFACE, Kept.NOTHING);
    }

    /** The same options with another method. */
    public RefaceOptions withMethod(Method other) {
        return new RefaceOptions(brainMarginMm, identity, seed, other, kept);
    }

    /** The same options, but a part of the face stays. */
    public RefaceOptions withKept(Kept part) {
        return new RefaceOptions(brainMarginMm, identity, seed, method, part);
    }

    /**
     * The options for one scan of a run: a random identity gets a seed of its own, made from this seed and the scan's
     * samples (SHA-256), so that scans get different faces, and the same scan the same face in every run with this seed.
     * For the mean, these options.
     */
    public RefaceOptions forScan(Volume scan) {
        return derived(digest -> {
            float[] v = scan.data();
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            for (int p = 0; p < v.length; p++) {
                part.putInt(Float.floatToIntBits(v[p]));
                if (!part.hasRemaining() || p == v.length - 1) {
                    digest.update(part.flip());
                    part.clear();
                }
            }
        });
    }

    /**
     * The options for the scans of one visit of a person: as {@link #forScan}, but the seed is made from what those scans have
     * in common, so that they get one face even where they are refaced one by one.
     *
     * @param visit tells the visit from all others
     */
    public RefaceOptions forVisit(String visit) {
        return derived(digest -> digest.update(visit.getBytes(StandardCharsets.UTF_8)));
    }

    private RefaceOptions derived(Consumer<MessageDigest> from) {
        if (identity == Identity.MEAN || method != Method.REFACE) {
            return this;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            from.accept(digest);
            return new RefaceOptions(
                    brainMarginMm, identity, ByteBuffer.wrap(digest.digest()).getLong(), method, kept);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Without the seed, which is secret, and without what is kept. */
    @Override
    public String toString() {
        return "RefaceOptions[brainMarginMm=" + brainMarginMm + ", identity=" + identity + ", method=" + method + "]";
    }

    /**
     * A made-up person's face and a 5 mm guard: what release of scans calls for. What is kept of a head (its outline, its
     * size) shows through an average face that is the same for all; among faces drawn by chance it gets lost.
     *
     * @param seed secret
     */
    public static RefaceOptions madeUpFace(long seed) {
        return new RefaceOptions(5, Identity.RANDOM, seed);
    }

    /** The average face and a 5 mm guard. */
    public static RefaceOptions averageFace() {
        return new RefaceOptions(5, Identity.MEAN, 0);
    }
}
