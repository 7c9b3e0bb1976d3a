package org.guise.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The training run of the launcher: refaces a small head, so that the classes a real run needs are in the start-up
 * archive. Hidden; its verdict does not matter.
 */
@Command(name = "warm-up", hidden = true, description = "Train the start-up archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int STEP = 2;
    /** One value for each {@link org.guise.core.anatomy.Tissue}, in its order. */
    private static final float[] T1 = {0, 420, 900, 400, 60, 720, 170, 470, 680, 170, 330, 30, 430, 5, 420, 0};

    private final Wiring wiring;

    WarmUpCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("guise-warm-up");
        try {
            Path scan = folder.resolve("phantom.nii.gz");
            NiftiWriter.write(scan, phantom(), DataType.INT16);
            new CommandLine(new InfoCommand()).execute(scan.toString());
            GuiseCli inner = new GuiseCli(wiring, System.out, System.err);
            inner.run("reface", scan.toString(), "-o", folder.resolve("out").toString());
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
        return ExitCode.OK;
    }

    /** The atlas person at 2 mm in plausible T1 values, a little larger than she is: enough of a head to pass. */
    private static Volume phantom() {
        Atlas atlas = AtlasFile.builtIn();
        Grid from = atlas.tissue().grid();
        Grid to = new Grid(
                from.nx() / STEP,
                from.ny() / STEP,
                from.nz() / STEP,
                Affine.scaleShift(0.93, 1.04, 1.08, 0, 0, 0)
                        .after(from.voxelToWorld())
                        .after(Affine.scaleShift(STEP, STEP, STEP, 0, 0, 0)));
        byte[] labels = atlas.tissue().data();
        float[] data = new float[to.size()];
        for (int p = 0; p < data.length; p++) {
            int i = p % to.nx(), j = p / to.nx() % to.ny(), k = p / (to.nx() * to.ny());
            int label = labels[from.index(STEP * i, STEP * j, STEP * k)];
            data[p] = T1[label] + p * 31 % 17;
        }
        return new Volume(to, data);
    }
}
