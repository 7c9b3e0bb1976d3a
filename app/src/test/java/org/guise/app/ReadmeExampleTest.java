package org.guise.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.Verdict;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiRewriter;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the README is this class's own code, so that it compiles and does what is said there. */
class ReadmeExampleTest {
    @TempDir
    private Path dir;

    private static void reface(Path in, Path out, long secret) throws IOException {
        // README: from here
        NiftiImage scan = NiftiFile.read(in);
        try (Parallel threads = new Parallel(2)) {
            RefaceOptions options = RefaceOptions.madeUpFace(secret).forScan(scan.frame(0));
            RefaceResult result = new Refacer(AtlasFile.builtIn(), threads).reface(scan.frame(0), options);
            NiftiRewriter face = new NiftiRewriter(scan).replace(0, result.changed(), result.values());
            if (result.verdict() != Verdict.FAIL) {
                NiftiFile.write(out, face.image(), threads.threads());
            }
        }
        // README: to here
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/org/guise/app/ReadmeExampleTest.java"));
        int from = source.indexOf("        // README: from here") + 1;
        int to = source.indexOf("        // README: to here");
        String example = String.join("\n", source.subList(from, to)).stripIndent();
        assertThat(Files.readString(Path.of("../README.md"))).contains(example);
    }

    @Test
    void theExampleWritesNothingForWhatIsNoHead() throws IOException {
        Grid grid = Grid.isotropic(48, 48, 48, 5, -117, -117, -117);
        float[] box = new float[grid.size()];
        for (int k = 12; k < 36; k++) {
            for (int j = 12; j < 36; j++) {
                Arrays.fill(box, grid.index(12, j, k), grid.index(36, j, k), 500);
            }
        }
        Path in = dir.resolve("box.nii");
        NiftiWriter.write(in, new Volume(grid, box), DataType.INT16);
        reface(in, dir.resolve("box_refaced.nii"), 1);
        assertThat(dir.resolve("box_refaced.nii")).doesNotExist();
    }
}
