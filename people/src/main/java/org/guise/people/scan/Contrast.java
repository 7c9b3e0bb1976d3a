package org.guise.people.scan;

import org.guise.core.anatomy.Tissue;

/**
 * What a scan shows: the mean signal of every tissue.
 *
 * <p>MR values are relative (about 0–1000). They follow the ordering that the relaxation times at 3 T give (Stanisz et al.
 * 2005, MRM 54:507; de Bazelaire et al. 2004, Radiology 230:652) for T1 = inversion-prepared gradient echo, T2 = turbo spin
 * echo (bright fat), PD = short echo, FLAIR = nulled CSF; they were set by hand and no scanner is claimed. CT values are
 * textbook Hounsfield units.
 */
public enum Contrast {
    T1(0, 420, 900, 400, 60, 720, 170, 470, 680, 170, 330, 30, 430, 5, 420, 400),
    T2(0, 330, 700, 220, 40, 480, 1000, 500, 370, 1000, 250, 20, 320, 5, 420, 220),
    PD(0, 620, 800, 600, 100, 650, 950, 860, 720, 950, 600, 60, 650, 5, 700, 600),
    FLAIR(0, 380, 650, 330, 40, 470, 110, 620, 480, 120, 340, 20, 380, 5, 470, 330),
    CT(-1000, 50, -95, 55, 1150, 350, 8, 38, 29, 10, 90, 2200, 55, -1000, 40, 50);

    private final float[] means = new float[Tissue.values().length];

    Contrast(int... means) {
        if (means.length != this.means.length) {
            throw new IllegalArgumentException(
                    "contrast: " + means.length + " means for " + this.means.length + " tissues");
        }
        for (int i = 0; i < means.length; i++) {
            this.means[i] = means[i];
        }
    }

    /** Mean signal of a tissue: relative for MR, HU for CT. */
    public float mean(Tissue tissue) {
        return means[tissue.ordinal()];
    }

    /** Whether values are Hounsfield units: no bias field, additive noise. */
    public boolean isCt() {
        return this == CT;
    }

    /** Relative texture inside a tissue for MR, HU for CT. */
    float texture() {
        return isCt() ? 8 : 0.05f;
    }
}
