package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    private static final int N = 40;

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int info(Path... files) {
        String[] words = Stream.concat(Stream.of("info"), Stream.of(files).map(Path::toString))
                .toArray(String[]::new);
        return new GuiseCli(Wiring.standard(), new PrintStream(out, true), new PrintStream(err, true)).run(words);
    }

    /** A ball in air, 2 mm voxels, first axis to the left. */
    private Path ball(String name, float air, float tissue) throws IOException {
        Grid grid = new Grid(N, N, N, Affine.scaleShift(-2, 2, 2, 0, 0, 0));
        float[] data = new float[grid.size()];
        for (int k = 0; k < N; k++) {
            for (int j = 0; j < N; j++) {
                for (int i = 0; i < N; i++) {
                    double r = Math.hypot(Math.hypot(i - N / 2, j - N / 2), k - N / 2);
                    data[grid.index(i, j, k)] = r < 12 ? (r < 4 ? tissue + 300 : tissue) : air;
                }
            }
        }
        Path file = dir.resolve(name);
        NiftiWriter.write(file, List.of(new Volume(grid, data)), DataType.INT16, 1, 0, 1);
        return file;
    }

    @Test
    void saysOrientationAndWhatWasDetectedOfEveryFile() throws IOException {
        assertThat(info(ball("mr.nii.gz", 0, 200), ball("ct.nii", -1000, 40))).isEqualTo(ExitCode.OK);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("LAS: axes run right to left, back to front, bottom to top")
                .containsPattern(
                        "mr\\.nii\\.gz[^$]*detected +MR or PET; air 0\\.000, tissue 200\\.0, skin drawn at 100\\.0")
                .containsPattern("ct\\.nii[^$]*detected +CT \\(Hounsfield units\\); air -1000, tissue 40");
    }

    @Test
    void aConstantFileHoldsNoObject() throws IOException {
        Grid grid = new Grid(4, 4, 4, Affine.identity());
        Path file = dir.resolve("zero.nii");
        NiftiWriter.write(file, List.of(new Volume(grid, new float[64])), DataType.INT16, 1, 0, 1);
        assertThat(info(file)).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("detected       no object");
    }

    @Test
    void aMissingFileIsOneSentenceAndExitCode5() {
        assertThat(info(dir.resolve("none.nii.gz"))).isEqualTo(ExitCode.IO);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.nii.gz");
    }
}
