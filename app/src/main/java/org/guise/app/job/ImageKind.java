package org.guise.app.job;

import java.nio.file.Path;
import java.util.Locale;

/** What an image shows, as its name tells: how well it can lead the fit of its session. The best come first. */
enum ImageKind {
    T1,
    /** T2 or FLAIR. */
    T2,
    /** A structural image whose name tells no more. */
    OTHER,
    PD,
    T2STAR,
    CT,
    /** Any of the above in thick slices. */
    THICK,
    PET,
    /** Echo-planar images: function, diffusion, perfusion. They show hardly any face. */
    EPI;

    /** Slices thicker than this leave out too much of a face. */
    private static final double THICK_MM = 3;

    /** The kind by the last part of a file name, the suffix of BIDS. */
    static ImageKind of(Path file) {
        String stem = OutputNames.stem(file).orElse(String.valueOf(file.getFileName()));
        String suffix = stem.substring(stem.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
        return switch (suffix) {
            case "t1", "t1w", "unit1", "mprage", "mp2rage" -> T1;
            case "t2", "t2w", "flair" -> T2;
            case "pd", "pdw", "pdt2" -> PD;
            case "t2star", "t2starw", "swi", "megre" -> T2STAR;
            case "ct" -> CT;
            case "pet" -> PET;
            case "bold", "sbref", "dwi", "asl", "m0scan", "epi", "cbv" -> EPI;
            default -> OTHER;
        };
    }

    /** The kind with its slices taken into account. */
    ImageKind sliced(double thickestMm) {
        return ordinal() < THICK.ordinal() && thickestMm > THICK_MM ? THICK : this;
    }
}
