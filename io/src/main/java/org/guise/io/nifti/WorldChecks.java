package org.guise.io.nifti;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guise.core.volume.Affine;

/** The checks of a header's voxel-to-world map, each on its own. */
final class WorldChecks {
    /** Voxels outside this range of mm are no head scan; such a header was written in another unit or is damaged. */
    static final double MIN_SPACING_MM = 0.05;

    static final double MAX_SPACING_MM = 50;

    private WorldChecks() {}

    /** All findings up to and including the first error. */
    static List<HeaderIssue> all(HeaderFields h, WorldFrame w) {
        List<HeaderIssue> found = new ArrayList<>();
        pixdim(h, w).ifPresent(found::add);
        if (found.isEmpty() || found.getFirst().level() != HeaderIssue.Level.ERROR) {
            Optional<HeaderIssue> bad = finite(w).or(() -> spacing(h, w)).or(() -> determinant(w));
            bad.ifPresent(found::add);
            if (bad.isEmpty()) {
                source(w).ifPresent(found::add);
                handedness(h, w).ifPresent(found::add);
            }
        }
        return found;
    }

    /** pixdim[1..3] are finite and positive, where the map is made from them. */
    static Optional<HeaderIssue> pixdim(HeaderFields h, WorldFrame w) {
        for (int i = 1; i <= 3; i++) {
            double p = h.pixdim()[i];
            if (Double.isFinite(p) && p > 0 || w.source() == WorldFrame.Source.SFORM) {
                continue;
            }
            String got = "pixdim[" + i + "] is " + HeaderChecks.number(p) + ", expected a positive number of mm";
            if (Double.isFinite(p) && p < 0) {
                return Optional.of(HeaderIssue.warning(got, "its sign is ignored"));
            }
            return Optional.of(
                    HeaderIssue.error(got, "correct the voxel size in the header or convert the scan again"));
        }
        return Optional.empty();
    }

    /** No entry of the map is NaN or infinite. */
    static Optional<HeaderIssue> finite(WorldFrame w) {
        for (double v : w.voxelToWorld().toArray()) {
            if (!Double.isFinite(v)) {
                return Optional.of(HeaderIssue.error(name(w) + " holds " + v + ", expected finite numbers", remedy(w)));
            }
        }
        return Optional.empty();
    }

    /** Voxel sizes are between {@link #MIN_SPACING_MM} and {@link #MAX_SPACING_MM}. */
    static Optional<HeaderIssue> spacing(HeaderFields h, WorldFrame w) {
        for (int axis = 0; axis < 3; axis++) {
            double mm = w.voxelToWorld().columnLength(axis);
            if (mm == 0) {
                return Optional.of(HeaderIssue.error(
                        name(w) + " has determinant 0 (axis " + (axis + 1)
                                + " has no length), expected an invertible map",
                        remedy(w)));
            }
            if (mm < MIN_SPACING_MM || mm > MAX_SPACING_MM) {
                String unit = (h.units() & 7) == 1 || (h.units() & 7) == 3 ? " (xyzt_units is not mm)" : "";
                return Optional.of(HeaderIssue.error(
                        String.format(
                                Locale.ROOT,
                                "%s gives voxels of %.4g mm along axis %d%s, expected %.2f to %.0f mm",
                                name(w),
                                mm,
                                axis + 1,
                                unit,
                                MIN_SPACING_MM,
                                MAX_SPACING_MM),
                        "the header may be in another unit than mm, correct it or convert the scan again"));
            }
        }
        return Optional.empty();
    }

    /** The three axes span space: their angles leave at least a hundredth of the box's volume. */
    static Optional<HeaderIssue> determinant(WorldFrame w) {
        Affine a = w.voxelToWorld();
        double box = a.columnLength(0) * a.columnLength(1) * a.columnLength(2);
        return Math.abs(a.det()) > 0.01 * box
                ? Optional.empty()
                : Optional.of(HeaderIssue.error(
                        String.format(
                                Locale.ROOT,
                                "%s has determinant %.3g for voxels of %.3g mm³, expected an invertible map",
                                name(w),
                                a.det(),
                                box),
                        remedy(w)));
    }

    /** Neither form is set: left and right are a guess. */
    static Optional<HeaderIssue> source(WorldFrame w) {
        return w.source() != WorldFrame.Source.PIXDIM
                ? Optional.empty()
                : Optional.of(HeaderIssue.warning(
                        "neither sform nor qform is set, so left and right are not known",
                        "the voxel axes are taken to run left to right, back to front, bottom to top"));
    }

    /** sform and qform, where both are set, agree about left- and right-handedness. */
    static Optional<HeaderIssue> handedness(HeaderFields h, WorldFrame w) {
        if (w.source() != WorldFrame.Source.SFORM || h.qformCode() <= 0) {
            return Optional.empty();
        }
        double q = WorldFrame.qform(h).det();
        return !(q * w.voxelToWorld().det() < 0)
                ? Optional.empty()
                : Optional.of(HeaderIssue.warning(
                        "sform and qform are mirror images of each other",
                        "the sform is believed, check left and right"));
    }

    private static String name(WorldFrame w) {
        return switch (w.source()) {
            case SFORM -> "the sform";
            case QFORM -> "the qform";
            case PIXDIM -> "pixdim";
        };
    }

    private static String remedy(WorldFrame w) {
        return w.source() == WorldFrame.Source.SFORM
                ? "correct the sform, or set sform_code to 0 if the qform is right"
                : "correct the orientation in the header or convert the scan again";
    }
}
