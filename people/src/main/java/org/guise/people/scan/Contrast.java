package org.guise.people.scan;

import org.guise.core.anatomy.Tissue;

/**
 * What a scan shows: the mean signal of every tissue.
 *
 * <p>MR values are relative (about 0–1000). They follow the ordering that the relaxation times at 3 T give (Stanisz et al.
 * 2005, MRM 54:507; de Bazelaire et al. 2004, Radiology 230:652) for T1 = inversion-prepared gradient echo, T1CE = the same
 * with contrast agent (skin, muscle, mucosa and vessels brighter), T2 = turbo spin echo (bright fat), T2STAR = spoiled
 * gradient echo of a late echo, PD = short echo, FLAIR = nulled CSF, TOF = angiography with saturated still tissue, EPI = one
 * volume of a fat-suppressed echo-planar run. CT values are textbook Hounsfield units. PET values are Bq/ml as about 200 MBq
 * give: FDG, AMYLOID (a negative florbetapir-like scan: white matter binds most) and TAU (flortaucipir-like, with the known
 * off-target binding in skull and meninges); 2 mm voxels, a blur of 5 mm, grey matter 10 times its noise. What a newer scanner
 * shows (_SHARP) has voxels of 1.5 mm, a blur of 3.5 mm and a figure of 25. All were set by hand and no scanner or patient is claimed.
 */
public enum Contrast {
    T1(Modality.MR, "anat", "T1w", 0, 420, 900, 400, 60, 720, 170, 470, 680, 170, 330, 30, 430, 5, 420, 400),
    T2(Modality.MR, "anat", "T2w", 0, 330, 700, 220, 40, 480, 1000, 500, 370, 1000, 250, 20, 320, 5, 420, 220),
    PD(Modality.MR, "anat", "PDw", 0, 620, 800, 600, 100, 650, 950, 860, 720, 950, 600, 60, 650, 5, 700, 600),
    FLAIR(Modality.MR, "anat", "FLAIR", 0, 380, 650, 330, 40, 470, 110, 620, 480, 120, 340, 20, 380, 5, 470, 330),
    CT(Modality.CT, "anat", "CT", -1000, 50, -95, 55, 1150, 350, 8, 38, 29, 10, 90, 2200, 55, -1000, 40, 50),
    T1CE(
            Modality.MR,
            "anat",
            "ce-gadolinium_T1w",
            0,
            560,
            900,
            480,
            60,
            760,
            170,
            500,
            690,
            190,
            330,
            30,
            520,
            5,
            820,
            480),
    T2STAR(Modality.MR, "anat", "T2starw", 0, 300, 420, 420, 20, 150, 900, 640, 560, 900, 300, 10, 420, 5, 480, 400),
    TOF(Modality.MR, "anat", "angio", 0, 300, 330, 330, 30, 250, 140, 320, 340, 140, 200, 15, 330, 5, 560, 300),
    EPI(Modality.MR, "func", "task-rest_sbref", 0, 60, 40, 250, 10, 60, 900, 640, 540, 800, 200, 5, 260, 5, 300, 200),
    FDG(
            Modality.PET,
            "pet",
            "trc-FDG_pet",
            0,
            4000,
            1500,
            5500,
            2500,
            7000,
            3000,
            38000,
            13000,
            2500,
            2500,
            2500,
            9000,
            200,
            9000,
            5000),
    AMYLOID(
            Modality.PET,
            "pet",
            "trc-florbetapir_pet",
            0,
            4000,
            2500,
            4500,
            6500,
            7500,
            3500,
            11000,
            16000,
            2500,
            2500,
            3500,
            5000,
            200,
            9000,
            4500),
    TAU(
            Modality.PET,
            "pet",
            "trc-flortaucipir_pet",
            0,
            5000,
            2500,
            5500,
            7500,
            8000,
            4500,
            13000,
            11000,
            6000,
            4000,
            4000,
            6500,
            200,
            10000,
            5000),
    /** FDG from a newer scanner: finer, sharper, more counts. */
    FDG_SHARP(FDG),
    /** AMYLOID from a newer scanner. */
    AMYLOID_SHARP(AMYLOID);

    /** What kind of scanner. */
    private enum Modality {
        MR,
        CT,
        PET,
        SHARP_PET
    }

    private final Modality modality;
    private final String folder;
    private final String suffix;
    private final float[] means = new float[Tissue.values().length];

    Contrast(Modality modality, String folder, String suffix, int... means) {
        if (means.length != this.means.length) {
            throw new IllegalArgumentException(
                    "contrast: " + means.length + " means for " + this.means.length + " tissues");
        }
        this.modality = modality;
        this.folder = folder;
        this.suffix = suffix;
        for (int i = 0; i < means.length; i++) {
            this.means[i] = means[i];
        }
    }

    Contrast(Contrast pet) {
        this.modality = Modality.SHARP_PET;
        this.folder = pet.folder;
        this.suffix = pet.suffix;
        System.arraycopy(pet.means, 0, means, 0, means.length);
    }

    /** Mean signal of a tissue: relative for MR, HU for CT, Bq/ml for PET. */
    public float mean(Tissue tissue) {
        return means[tissue.ordinal()];
    }

    /** Whether values are Hounsfield units: no bias field, additive noise. */
    public boolean isCt() {
        return modality == Modality.CT;
    }

    /** Whether values are activities: low resolution, noise that grows with the signal, no bias field. */
    public boolean isPet() {
        return modality == Modality.PET || modality == Modality.SHARP_PET;
    }

    /** The BIDS folder of such a scan: anat, func or pet. */
    public String folder() {
        return folder;
    }

    /** The end of the BIDS name of such a scan, behind subject and session: {@code T1w}, {@code trc-FDG_pet}. */
    public String suffix() {
        return suffix;
    }

    /** A usual voxel size, mm: 1, for PET 2, for PET of a newer scanner 1.5, for EPI 3. */
    public double voxelMm() {
        return switch (modality) {
            case MR -> this == EPI ? 3 : 1;
            case CT -> 1;
            case PET -> 2;
            case SHARP_PET -> 1.5;
        };
    }

    /**
     * A usual noise figure for {@link Acquisition#snr}: for MR the given one, 12 HU for CT, for PET grey matter over its noise
     * (10, newer scanner 25).
     *
     * @param mr what to take for MR
     */
    public double noise(double mr) {
        return switch (modality) {
            case MR -> mr;
            case CT -> 12;
            case PET -> 10;
            case SHARP_PET -> 25;
        };
    }

    /** Full width at half maximum of the image's blur beyond its voxels, mm; 0 for MR and CT. */
    double blurMm() {
        return switch (modality) {
            case MR, CT -> 0;
            case PET -> 5;
            case SHARP_PET -> 3.5;
        };
    }

    /** Relative texture inside a tissue, HU for CT. */
    float texture() {
        return isCt() ? 8 : 0.05f;
    }
}
