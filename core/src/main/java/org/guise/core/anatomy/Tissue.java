package org.guise.core.anatomy;

/** Tissue classes of the anatomy atlas. The ordinal is the code stored in label volumes. */
public enum Tissue {
    /** Outside of the head. */
    AIR,
    SKIN,
    FAT,
    MUSCLE,
    /** Cortical bone. */
    BONE,
    /** Cancellous bone: diploë, jaw and vertebral marrow. */
    MARROW,
    CSF,
    GREY,
    WHITE,
    /** Vitreous and aqueous humour. */
    EYE_FLUID,
    LENS,
    TEETH,
    TONGUE,
    /** Air inside the head: nasal cavity, sinuses, mouth, pharynx, ear canal. */
    AIRWAY,
    /** Glands, mucosa, cartilage, vessels and other soft tissue. */
    SOFT,
    /** Below the neck cut: the atlas says nothing here. */
    UNKNOWN;

    private static final Tissue[] ALL = values();

    /** The tissue of a stored code. */
    public static Tissue of(byte code) {
        return ALL[code];
    }

    /** The stored code. */
    public byte code() {
        return (byte) ordinal();
    }
}
