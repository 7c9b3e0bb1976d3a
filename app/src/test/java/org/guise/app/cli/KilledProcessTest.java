package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guise.app.job.FakeEngine;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Kills a process that refaces the same scan over and over, at random moments. */
class KilledProcessTest {
    private static final int KILLS = 6;
    private static final long SEED = 20261101;

    /** The child: refaces until it is killed. */
    static final class Child {
        private Child() {}

        /** Arguments: the scan, the output folder. */
        public static void main(String[] args) {
            Wiring fake = new Wiring(
                    (atlas, threads) -> new FakeEngine(),
                    (qc, threads) -> new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
            PrintStream none = new PrintStream(PrintStream.nullOutputStream());
            while (true) {
                new GuiseCli(fake, none, none).run("reface", args[0], "-o", args[1], "--mask");
            }
        }
    }

    @Test
    void leavesNoHalfWrittenFileUnderAFinalName(@TempDir Path dir) throws Exception {
        Path scan = dir.resolve("a.nii.gz");
        Grid grid = new Grid(100, 100, 60, Affine.identity());
        float[] data = new float[grid.size()];
        Random random = new Random(SEED);
        for (int i = 1; i < data.length; i++) {
            data[i] = random.nextInt(4000);
        }
        NiftiWriter.write(scan, new Volume(grid, data), DataType.INT16);
        Path out = dir.resolve("out");
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            scan.toString(),
                            out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Path first = out.resolve("a_refaced.nii.gz");
            for (int i = 0; i < 600 && !Files.exists(first) && child.isAlive(); i++) {
                Thread.sleep(50);
            }
            Thread.sleep(random.nextInt(700));
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            assertThat(first)
                    .as("seed %d, kill %d: the child got to write", SEED, kill)
                    .exists();
            allFinalFilesAreWhole(out, grid.size());
            Path ledger = dir.resolve("out-restricted/run.jsonl");
            for (String line : Files.exists(ledger) ? Files.readAllLines(ledger) : List.<String>of()) {
                assertThat(JsonMapper.shared().readTree(line).has("status")).isTrue();
            }
        }
    }

    private static void allFinalFilesAreWhole(Path folder, int voxels) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(p -> !AtomicFile.isTemp(p)).toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".json")) {
                assertThat(JsonMapper.shared()
                                .readTree(Files.readAllBytes(file))
                                .has("Guise"))
                        .isTrue();
            } else {
                assertThat(NiftiFile.read(file).frame(0).data()).hasSize(voxels);
            }
        }
    }
}
