package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldFrameTest {
    @TempDir
    Path folder;

    private NiftiImage read(SyntheticNifti n) throws Exception {
        return NiftiFile.read(n.write(folder.resolve("a.nii")));
    }

    private static SyntheticNifti qform(double b, double c, double d, double qfac) {
        SyntheticNifti n = new SyntheticNifti();
        n.sformCode = 0;
        n.qformCode = 1;
        n.quaternion = new double[] {b, c, d};
        n.offset = new double[] {7, 8, 9};
        n.pixdim = new double[] {qfac, 2, 3, 4, 1, 1, 1, 1};
        return n;
    }

    @Test
    void quarterTurnAboutZTurnsXIntoY() throws Exception {
        double s = Math.sqrt(0.5);
        NiftiImage image = read(qform(0, 0, s, 1));
        assertThat(image.grid().voxelToWorld().toArray())
                .containsExactly(new double[] {0, -3, 0, 7, 2, 0, 0, 8, 0, 0, 4, 9}, within(1e-6));
        assertThat(image.header().frame()).isEqualTo("QFORM");
        assertThat(image.orientation().code()).isEqualTo("ALS");
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void halfTurnAboutZWithQfacMinusOneFlipsAllAxes() throws Exception {
        NiftiImage image = read(qform(0, 0, 1, -1));
        assertThat(image.grid().voxelToWorld().toArray())
                .containsExactly(new double[] {-2, 0, 0, 7, 0, -3, 0, 8, 0, 0, -4, 9}, within(1e-6));
        assertThat(image.orientation().code()).isEqualTo("LPI");
    }

    @Test
    void quaternionSlightlyLongerThanOneIsNormalised() throws Exception {
        double[] a = read(qform(0, 1.0001, 0, 1)).grid().voxelToWorld().toArray();
        assertThat(a).containsExactly(new double[] {-2, 0, 0, 7, 0, 3, 0, 8, 0, 0, -4, 9}, within(1e-5));
    }

    @Test
    void sformWinsOverQform() throws Exception {
        SyntheticNifti n = qform(0, 0, 1, 1);
        n.sformCode = 2;
        NiftiImage image = read(n);
        assertThat(image.grid().voxelToWorld().toArray()).containsExactly(n.srow);
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void mirroredFormsAreReported() throws Exception {
        SyntheticNifti n = qform(0, 0, 1, -1);
        n.sformCode = 1;
        assertThat(read(n).warnings()).singleElement().asString().contains("mirror images");
    }

    @Test
    void withoutFormsTheVoxelSizesAreUsedAndItIsSaid() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.sformCode = 0;
        NiftiImage image = read(n);
        assertThat(image.grid().voxelToWorld()).isEqualTo(Affine.scaleShift(1.5, 1, 2, 0, 0, 0));
        assertThat(image.header().frame()).isEqualTo("PIXDIM");
        assertThat(image.warnings()).singleElement().asString().contains("left and right are not known");
    }

    @Test
    void negativeVoxelSizeIsReportedAndItsSignIgnored() throws Exception {
        SyntheticNifti n = qform(0, 0, 0, 1);
        n.pixdim[1] = -2;
        NiftiImage image = read(n);
        assertThat(image.grid().spacingMm(0)).isEqualTo(2);
        assertThat(image.grid().voxelToWorld().get(0, 0)).isEqualTo(2);
        assertThat(image.warnings()).singleElement().asString().contains("pixdim[1] is -2");
    }

    @Test
    void orientationInWordsNamesTheObliqueAngle() {
        Affine turned = Affine.rotation(Math.toRadians(12.3), 0, 0).after(Affine.scaleShift(1, 2, 3, 0, 0, 0));
        Orientation o = Orientation.of(turned);
        assertThat(o.code()).isEqualTo("RAS");
        assertThat(o.words()).isEqualTo("left to right, back to front, bottom to top; oblique 12.3°");
        assertThat(Orientation.of(Affine.of(0, 0, -1, 0, -1, 0, 0, 0, 0, -1, 0, 0))
                        .words())
                .isEqualTo("front to back, top to bottom, right to left");
    }

    @Test
    void writerSetsBothFormsSoThatEitherGivesTheGrid() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 50; i++) {
            Affine turn = Affine.rotation(random.nextDouble() * 6, random.nextDouble() * 6, random.nextDouble() * 6);
            double flip = i % 2 == 0 ? 1 : -1;
            Affine a = Affine.shift(10, -20, 30).after(turn).after(Affine.scaleShift(flip * 0.9, 1.1, 2, 0, 0, 0));
            Path file = folder.resolve("w.nii");
            NiftiWriter.write(file, new Volume(new Grid(2, 3, 4, a), new float[24]), DataType.INT16);
            byte[] head = NiftiFile.read(file).headBytes();
            assertThat(NiftiFile.read(file).grid().voxelToWorld().toArray()).containsExactly(a.toArray(), within(1e-5));
            assertThat(WorldFrame.qform(HeaderFields.parse(head)).toArray())
                    .as("turn %d", i)
                    .containsExactly(a.toArray(), within(2e-5));
        }
    }

    @Test
    void writerLeavesOutTheQformForShearedAxes() throws Exception {
        Path file = folder.resolve("w.nii");
        Affine sheared = Affine.of(1, 0.2, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
        NiftiWriter.write(
                file, List.of(new Volume(new Grid(2, 3, 4, sheared), new float[24])), DataType.UINT8, 1, 0, 1);
        NiftiHeader h = NiftiFile.readHeader(file);
        assertThat(h.qformCode()).isZero();
        assertThat(h.voxelToWorld().get(0, 1)).isEqualTo(0.2f);
    }
}
