package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiHeader;
import org.guise.io.nifti.NiftiImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a file. */
@Command(
        name = "info",
        header = "Say in words what a NIfTI file holds.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {"", "Header, voxel size, orientation, value range, and anything odd about the file.", ""},
        footerHeading = "%nExample:%n",
        footer = {"  guise info sub-01_T1w.nii.gz", "", "Exit codes: 0 readable, 2 wrong usage, 5 cannot be read."})
final class InfoCommand implements Callable<Integer> {
    /** Air is -1000 HU, often padded lower; MR and PET magnitudes are not negative. */
    private static final double CT_AIR_BELOW = -500;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "One or more NIfTI files.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        for (int i = 0; i < files.size(); i++) {
            if (i > 0) {
                spec.commandLine().getOut().println();
            }
            describe(files.get(i));
        }
        return ExitCode.OK;
    }

    private void describe(Path file) throws IOException {
        NiftiImage image = NiftiFile.read(file);
        NiftiHeader h = image.header();
        Grid g = image.grid();
        PrintWriter out = spec.commandLine().getOut();
        row(out, "file", String.valueOf(file.getFileName()));
        row(
                out,
                "format",
                "NIfTI-" + h.version() + (h.pair() ? " pair (.hdr and .img)" : "") + ", "
                        + (h.order() == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "-endian");
        row(
                out,
                "dimensions",
                h.dims().stream().map(String::valueOf).collect(Collectors.joining(" x "))
                        + (image.frames() > 1 ? ", " + image.frames() + " frames" : ""));
        row(
                out,
                "voxel size",
                String.format(Locale.ROOT, "%.3g x %.3g x %.3g mm", g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)));
        row(
                out,
                "field of view",
                String.format(
                        Locale.ROOT,
                        "%.0f x %.0f x %.0f mm",
                        g.spacingMm(0) * g.nx(),
                        g.spacingMm(1) * g.ny(),
                        g.spacingMm(2) * g.nz()));
        row(
                out,
                "orientation",
                image.orientation().code() + ": axes run " + image.orientation().words());
        row(
                out,
                "from",
                switch (h.frame()) {
                    case "SFORM" -> "sform (code " + h.sformCode() + ")";
                    case "QFORM" -> "qform (code " + h.qformCode() + ")";
                    default -> "voxel sizes alone: the header has neither sform nor qform";
                });
        row(
                out,
                "samples",
                h.type().toString().toLowerCase(Locale.ROOT)
                        + (h.slope() == 1 && h.intercept() == 0
                                ? ""
                                : ", value = " + h.slope() + " x stored + " + h.intercept()));
        Volume first = image.frame(0);
        row(out, "values", range(first));
        row(out, "detected", detected(first));
        if (!h.description().isBlank()) {
            row(out, "description", h.description().strip());
        }
        for (String warning : image.warnings()) {
            row(out, "note", warning);
        }
        out.flush();
    }

    /** What the head surface would be drawn and fitted with; a PASS or FAIL needs the fit: {@code guise reface --dry-run}. */
    private static String detected(Volume v) {
        SurfaceThreshold t;
        try {
            t = SurfaceThreshold.of(v);
        } catch (IllegalArgumentException constant) {
            return "no object: nothing stands out from the background";
        }
        return String.format(
                Locale.ROOT,
                "%s; air %.4g, tissue %.4g, skin drawn at %.4g",
                t.air() < CT_AIR_BELOW ? "CT (Hounsfield units)" : "MR or PET",
                t.air(),
                t.tissue(),
                t.value());
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("%-14s %s%n", name, value);
    }

    private static String range(Volume v) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        int odd = 0;
        for (float x : v.data()) {
            if (Float.isFinite(x)) {
                min = Math.min(min, x);
                max = Math.max(max, x);
            } else {
                odd++;
            }
        }
        if (odd == v.data().length) {
            return "no finite value at all";
        }
        return String.format(Locale.ROOT, "%.6g to %.6g", min, max) + (odd > 0 ? ", " + odd + " not finite" : "");
    }
}
