package org.guise.people.head;

/** Closed surfaces of a head mesh. */
public enum Part {
    /** Head, neck and the top of the shoulders, closed at the cut, the lids and the lips. */
    SKIN,
    EYE_LEFT,
    EYE_RIGHT,
    UPPER_TEETH,
    LOWER_TEETH,
    TONGUE,
    /** The oral cavity behind the lips, closed at the lips. */
    MOUTH
}
