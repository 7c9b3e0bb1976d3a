package org.guise.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The training run of the launcher: refaces a small phantom, so that the classes a real run needs are in the start-up
 * archive. Hidden; its verdict does not matter.
 */
@Command(name = "warm-up", hidden = true, description = "Train the start-up archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int SIDE = 64;
    private static final double STEP_MM = 4;

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

    /** An ellipsoid of skin, skull and brain: enough of a head to be fitted. */
    private static Volume phantom() {
        double middle = 0.5 * STEP_MM * (SIDE - 1);
        Grid grid = new Grid(SIDE, SIDE, SIDE, Affine.scaleShift(STEP_MM, STEP_MM, STEP_MM, -middle, -middle, -middle));
        float[] data = new float[grid.size()];
        for (int p = 0; p < data.length; p++) {
            double x = (p % SIDE * STEP_MM - middle) / 75;
            double y = (p / SIDE % SIDE * STEP_MM - middle) / 95;
            double z = (p / (SIDE * SIDE) * STEP_MM - middle) / 105;
            double r = Math.sqrt(x * x + y * y + z * z);
            data[p] = r > 1 ? 5 + p % 7 : r > 0.92 ? 700 : r > 0.84 ? 120 : 500;
        }
        return new Volume(grid, data);
    }
}
