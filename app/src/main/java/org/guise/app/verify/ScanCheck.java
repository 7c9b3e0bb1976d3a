package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;

/** Looks for a face in NIfTI scans. What Guise's own sidecar proves costs a hash, everything else a fit and twelve views. */
final class ScanCheck implements Check {
    /** An image less wide than this in any direction shows no face. */
    private static final double LEAST_MM = 40;

    private final FaceWitness witness;

    ScanCheck(FaceWitness witness) {
        this.witness = witness;
    }

    @Override
    public boolean concerns(Entry entry) {
        return entry.isNifti() && !entry.isSamples() && !MaskCheck.isMask(entry);
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        Mark mark = Mark.of(entry);
        if (mark == Mark.PROVEN) {
            return List.of();
        }
        if (mark == Mark.PROVEN_REVIEW) {
            return List.of(review(entry));
        }
        NiftiImage image;
        try {
            image = NiftiFile.read(entry.path());
        } catch (InputException e) {
            return List.of(new Leak(
                    entry.name(),
                    Leak.Kind.UNREAD,
                    Leak.Gravity.UNREADABLE,
                    "it cannot be read as NIfTI, so nobody looked for a face",
                    "mend it or leave it out"));
        }
        if (isWarp(image)) {
            return List.of(Leak.leak(
                    entry,
                    Leak.Kind.TRANSFORM,
                    "it holds vectors, as a warp does, which carries the shape of the person's head",
                    "leave it out"));
        }
        boolean original = hasMarkedTwin(entry, mark);
        Sighting seen = isSmall(image) ? Sighting.NONE : witness.look(frame(image));
        return original
                ? List.of(Leak.leak(
                        entry,
                        Leak.Kind.ORIGINAL,
                        "a de-faced version stands beside it and it has no mark of de-facing itself",
                        "leave it out"))
                : judged(entry, mark, seen);
    }

    /** A face that Guise itself was not sure of. */
    static Leak review(Entry entry) {
        return Leak.doubt(
                entry,
                Leak.Kind.FACE,
                "Guise refaced it with the verdict REVIEW, or kept a part of the face on purpose",
                "look at its picture in the restricted tree, then accept it with --seen");
    }

    /** What follows from a mark and from what is seen. */
    static List<Leak> judged(Entry entry, Mark mark, Sighting seen) {
        if (mark == Mark.OTHER_FILE) {
            return List.of(
                    seen == Sighting.NONE
                            ? Leak.doubt(
                                    entry,
                                    Leak.Kind.FALSE_MARK,
                                    "its sidecar was written for another file, though no face is seen in this one",
                                    "put scan and sidecar of one run together")
                            : Leak.leak(
                                    entry,
                                    Leak.Kind.FALSE_MARK,
                                    "it shows a face, and its sidecar, which says that it was refaced, was written for another"
                                            + " file",
                                    "put the refaced scan in its place"));
        }
        return switch (seen) {
            case NONE -> List.of();
            case PERHAPS ->
                List.of(Leak.doubt(
                        entry,
                        Leak.Kind.FACE,
                        "parts of a face may stand in it",
                        "look at it (guise render), then reface it or accept it with --seen"));
            case FACE ->
                List.of(
                        switch (mark) {
                            case REPLACED ->
                                Leak.doubt(
                                        entry,
                                        Leak.Kind.FACE,
                                        "it shows a face, which is said to be another's without a proof that can be checked",
                                        "compare it with the original (guise qc), then accept it with --seen");
                            case REMOVED ->
                                Leak.leak(
                                        entry,
                                        Leak.Kind.FALSE_MARK,
                                        "it shows a face, though its sidecar says that the face was removed",
                                        "de-face it (guise reface)");
                            default -> Leak.leak(entry, Leak.Kind.FACE, "it shows a face", "de-face it (guise reface)");
                        });
        };
    }

    /** The frame that is looked at: of a series the one in the middle, since PET often begins with empty ones. */
    private static Volume frame(NiftiImage image) {
        return image.frame(image.frames() / 2);
    }

    private static boolean isSmall(NiftiImage image) {
        var g = image.grid();
        return g.nx() * g.spacingMm(0) < LEAST_MM
                || g.ny() * g.spacingMm(1) < LEAST_MM
                || g.nz() * g.spacingMm(2) < LEAST_MM;
    }

    /** A vector field: dim[5] of 3 (nifti1.h: vectors lie along the fifth dimension). */
    private static boolean isWarp(NiftiImage image) {
        List<Integer> dims = image.header().dims();
        return dims.size() >= 5 && dims.get(3) == 1 && dims.get(4) == 3;
    }

    /** Whether the same folder holds this very scan with a mark in its name: {@code desc-refaced}, {@code _defaced} and so on. */
    private static boolean hasMarkedTwin(Entry entry, Mark mark) {
        if (mark.isSet()) {
            return false;
        }
        String stem = entry.stem();
        int cut = stem.lastIndexOf('_');
        String start = cut < 0 ? stem : stem.substring(0, cut), end = cut < 0 ? "" : stem.substring(cut);
        String ending = entry.last().substring(stem.length());
        for (String word :
                List.of("refaced", "defaced", "removed", "sheared", "blurred", "pixelated", "deface", "reface")) {
            for (String name : List.of(start + "_desc-" + word + end, stem + "_" + word)) {
                Path twin = entry.path().resolveSibling(name + ending);
                if (Files.isRegularFile(twin)) {
                    return true;
                }
            }
        }
        return false;
    }
}
