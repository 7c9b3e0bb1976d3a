package org.guise.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.guise.app.job.QcPainter;
import org.guise.app.job.UsageException;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the before/after picture of two files. */
@Command(
        name = "qc",
        header = "Draw before and after side by side.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Four views of the skin surface and three slices, with the voxels that differ outlined. Works on the output"
                    + " of any de-facing program that keeps the grid. The picture shows the original face: do not share"
                    + " it.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  guise qc head.nii.gz out/head_refaced.nii.gz -o head_qc.png",
            "",
            "Exit codes: 0 drawn, 2 wrong usage or grids that differ, 5 a file cannot be read or written."
        })
final class QcCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The original scan.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "The refaced or defaced scan, on the same grid.")
    private Path after;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PNG",
            required = true,
            description = "The picture to write.")
    private Path png;

    QcCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        NiftiImage a = NiftiFile.read(before);
        NiftiImage b = NiftiFile.read(after);
        if (a.grid().nx() != b.grid().nx()
                || a.grid().ny() != b.grid().ny()
                || a.grid().nz() != b.grid().nz()) {
            throw new UsageException(after.getFileName() + ": its grid " + size(b) + " differs from " + size(a) + " of "
                    + before.getFileName() + "; give two versions of the same scan");
        }
        Volume va = a.frame(0);
        Volume vb = b.frame(0);
        byte[] changed = new byte[va.data().length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (byte) (Float.compare(va.data()[i], vb.data()[i]) == 0 ? 0 : 1);
        }
        QcPainter.Case qc = new QcPainter.Case(
                before.getFileName() + " and " + after.getFileName(),
                va,
                vb,
                changed,
                new byte[changed.length],
                Affine.identity(),
                Optional.empty(),
                "COMPARED",
                List.of());
        BufferedImage picture = wiring.painter().paint(qc, Runtime.getRuntime().availableProcessors());
        AtomicFile.write(png, out -> ImageIO.write(picture, "png", out));
        spec.commandLine().getOut().println(png);
        return ExitCode.OK;
    }

    private static String size(NiftiImage i) {
        return i.grid().nx() + "x" + i.grid().ny() + "x" + i.grid().nz();
    }
}
