package org.guise.core.measure;

import java.util.Locale;

/** Coarse parts of the brain. */
public enum Lobe {
    FRONTAL(true, true),
    PARIETAL(true, true),
    TEMPORAL(true, true),
    OCCIPITAL(true, true),
    /** Thalamus, striatum and pallidum, with what lies between them. */
    DEEP_GREY(true, false),
    CEREBELLUM(true, false),
    /** Midbrain, pons and medulla; not divided into sides. */
    BRAINSTEM(false, false);

    private final boolean paired;
    private final boolean cortical;

    Lobe(boolean paired, boolean cortical) {
        this.paired = paired;
        this.cortical = cortical;
    }

    /** Whether it has a left and a right half. */
    public boolean paired() {
        return paired;
    }

    /** Whether its grey matter is mostly cortex of the cerebrum. */
    public boolean cortical() {
        return cortical;
    }

    /** Its name in running text, e.g. {@code deep grey}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
