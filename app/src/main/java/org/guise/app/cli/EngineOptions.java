package org.guise.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.guise.app.bids.BidsRun;
import org.guise.app.job.BuiltInEngine;
import org.guise.app.job.KeepMask;
import org.guise.app.job.RunSettings;
import org.guise.app.job.UsageException;
import org.guise.core.reface.FacePart;
import org.guise.core.reface.Kept;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceOptions.Identity;
import org.guise.core.reface.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a face is replaced. */
final class EngineOptions {
    @Option(
            names = "--method",
            paramLabel = "HOW",
            defaultValue = "reface",
            description =
                    "What is done to the face: reface (default), or for comparison remove (the face zone becomes air),"
                            + " shear (everything in front of a plane becomes air), blur (Gaussian, 4 mm) or pixelate (blocks of"
                            + " 8 mm).")
    private String method = "reface";

    @Option(
            names = "--identity",
            paramLabel = "WHO",
            description = "Whose face comes: random (a made-up person, another one for each scan; default) or mean (the"
                    + " average person, the same for all: the head's own size and outline show through it"
                    + " more). With an atlas of your own always mean.")
    private @Nullable String identity;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Secret number from which the made-up persons are drawn; keep it to yourself. Default: drawn anew,"
                            + " so that nobody knows it.")
    private @Nullable Long seed;

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "PART",
            description =
                    "Leave these parts of the face as they are: forehead, eyes, nose, nasion, cheeks, mouth, chin, jaw,"
                            + " ears. The verdict is then REVIEW: the person may be recognised by them. Not for shear.")
    private List<String> keep = List.of();

    @Option(
            names = "--keep-radius",
            paramLabel = "MM",
            description = "Leave all within MM (0 to 50) of the marked voxels of --around MASK as it is.")
    private @Nullable Double keepRadiusMm;

    @Option(
            names = "--around",
            paramLabel = "MASK",
            description = "NIfTI mask for --keep-radius, above 0 where a lesion is marked; on any grid, in the world"
                    + " coordinates of the scans.")
    private @Nullable Path around;

    @Option(
            names = "--brain-margin",
            paramLabel = "MM",
            defaultValue = "5",
            description = "Nothing is written closer to the brain than this (default ${DEFAULT-VALUE} mm, 0 to 20).")
    private double brainMarginMm = 5;

    @Option(
            names = "--atlas",
            paramLabel = "ATLAS",
            description =
                    "adult, child (of about six years), or the folder where guise atlas build made another (default:"
                            + " adult, and child for heads of a child's size).")
    private @Nullable Path atlas;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: one for each processor). The result does not depend on it.")
    private @Nullable Integer threads;

    private Method method() {
        for (Method m : Method.values()) {
            if (m.key().equals(method.toLowerCase(Locale.ROOT))) {
                return m;
            }
        }
        throw new UsageException("--method " + method + ": expected reface, remove, shear, blur or pixelate");
    }

    private boolean ownAtlas() {
        return atlas != null && !BuiltInEngine.isBuiltIn(atlas);
    }

    /** Made-up persons were drawn about the built-in atlases; the other methods put in no face. */
    private String usual(Method how) {
        return !ownAtlas() && how == Method.REFACE ? "random" : "mean";
    }

    /** What is to be kept; reads the mask. */
    private Kept kept(Method how, int threads) throws IOException {
        Set<FacePart> parts = FaceParts.of(keep);
        if ((around == null) != (keepRadiusMm == null)) {
            throw new UsageException(
                    (around == null ? "--keep-radius is for --around MASK" : "--around is for --keep-radius MM")
                            + "; give both or none");
        }
        if (how == Method.SHEAR && (!parts.isEmpty() || around != null)) {
            throw new UsageException(
                    (parts.isEmpty() ? "--around" : "--keep")
                            + ": --method shear cuts off all that lies in front of a plane; use reface, remove, blur or pixelate");
        }
        if (around == null || keepRadiusMm == null) {
            return new Kept(parts, Optional.empty());
        }
        if (!(keepRadiusMm >= 0 && keepRadiusMm <= Surroundings.MOST_MM)) {
            throw new UsageException("--keep-radius " + keepRadiusMm + ": expected 0 to 50 mm");
        }
        return new Kept(parts, Optional.of(KeepMask.read(around, keepRadiusMm, threads)));
    }

    /** The checked settings of a run. @throws IOException if the mask of --around cannot be used; one sentence */
    RunSettings settings(boolean dryRun, boolean mask) throws IOException {
        return settings(dryRun, mask, () -> new SecureRandom().nextLong());
    }

    /** The checked settings of a run over the heads of several persons, with a secret number that is kept. */
    RunSettings settings(boolean mask, BidsRun.Secret secret) throws IOException {
        if (around != null) {
            throw new UsageException(
                    "--around: one mask cannot mark the heads of a data set; reface that scan with guise reface");
        }
        return settings(false, mask, secret);
    }

    /** The checked settings of a run with a secret number that is kept. */
    RunSettings settings(boolean dryRun, boolean mask, BidsRun.Secret drawn) throws IOException {
        Method how = method();
        if (how != Method.REFACE && (identity != null || seed != null)) {
            throw new UsageException((identity != null ? "--identity" : "--seed") + " is for --method reface; --method "
                    + how.key() + " puts in no face, leave it out");
        }
        Identity who = switch (identity == null ? usual(how) : identity.toLowerCase(Locale.ROOT)) {
            case "mean" -> Identity.MEAN;
            case "random" -> Identity.RANDOM;
            default -> throw new UsageException("--identity " + identity + ": expected mean or random");
        };
        if (seed != null && who == Identity.MEAN) {
            throw new UsageException("--seed is for --identity random; leave out --seed, --atlas or --identity mean");
        }
        if (ownAtlas() && who == Identity.RANDOM) {
            throw new UsageException(
                    "--identity random: made-up persons are made for the built-in atlases only; leave out"
                            + " --atlas or --identity random");
        }
        if (!(brainMarginMm >= 0 && brainMarginMm <= 20)) {
            throw new UsageException("--brain-margin " + brainMarginMm + ": expected 0 to 20 mm");
        }
        int n = Threads.of(threads);
        long secret = seed == null ? (who == Identity.RANDOM ? drawn.number() : 0) : seed;
        return new RunSettings(
                new RefaceOptions(brainMarginMm, who, secret, how, kept(how, n)),
                Optional.ofNullable(atlas),
                n,
                dryRun,
                mask);
    }
}
