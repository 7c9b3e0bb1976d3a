package org.guise.core.anatomy;

/** Skin landmarks of the face, left and right as the person's own. */
public enum Landmark {
    EYE_OUTER_LEFT,
    EYE_INNER_LEFT,
    EYE_INNER_RIGHT,
    EYE_OUTER_RIGHT,
    /** Deepest point of the nasal bridge. */
    SELLION,
    /** Tip of the nose. */
    PRONASALE,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    /** Most forward point of the chin. */
    POGONION,
    TRAGUS_LEFT,
    TRAGUS_RIGHT
}
