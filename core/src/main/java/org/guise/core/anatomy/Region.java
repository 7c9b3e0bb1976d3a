package org.guise.core.anatomy;

/**
 * Regions of the atlas. The ordinal is the code stored in label volumes. The face zone is every region for which {@link
 * #inFaceZone()} holds: it includes the air in front of the face so that a larger nose than the atlas's is covered too.
 */
public enum Region {
    /** Air far from the face, or unlabelled. */
    NONE,
    /** Air in front of the face and round the ears. */
    AIR_FACE,
    FOREHEAD,
    EYES,
    NOSE,
    /** Cheeks, zygoma, temples in front of the ears. */
    CHEEKS,
    MOUTH,
    CHIN,
    /** Jaw side and underside. */
    JAW,
    EAR_LEFT,
    EAR_RIGHT,
    NECK,
    VAULT,
    /** Everything inside the dura. */
    BRAIN,
    /** Deep non-brain tissue: skull base, pharynx, deep neck. */
    DEEP;

    private static final Region[] ALL = values();

    /** The region of a stored code. */
    public static Region of(byte code) {
        return ALL[code];
    }

    /** The stored code. */
    public byte code() {
        return (byte) ordinal();
    }

    /** Whether voxels of this region are replaced. */
    public boolean inFaceZone() {
        return ordinal() >= AIR_FACE.ordinal() && ordinal() <= EAR_RIGHT.ordinal();
    }

    /** Whether voxels of this region are part of the frontal face: forehead, eyes, nose, cheeks, mouth or chin. */
    public boolean frontal() {
        return ordinal() >= FOREHEAD.ordinal() && ordinal() <= CHIN.ordinal();
    }
}
