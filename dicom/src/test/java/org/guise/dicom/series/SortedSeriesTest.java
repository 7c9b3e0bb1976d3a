package org.guise.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.guise.core.volume.Volume;
import org.guise.dicom.SyntheticSeries;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedSeriesTest {
    private static final Offset<Double> MM = Offset.offset(1e-6);
    private static final double[] START = {-20, -30, 40}, UP = {0, 0, 2};

    @TempDir
    Path folder;

    private final SyntheticSeries series = new SyntheticSeries();

    private SortedSeries sorted() throws IOException {
        List<SeriesFiles> found = DicomFolder.scan(folder, false).series();
        assertThat(found).hasSize(1);
        return SortedSeries.of(found.getFirst());
    }

    /** Every pixel must lie in the world where the standard's equation C.7.6.2.1-1 puts it, and hold its value. */
    private void checkPlaces(SortedSeries s, double[] start, double[] step, int slices) throws IOException {
        Volume v = SeriesImage.load(s).frame(0);
        double[] o = series.orientation;
        for (int k = 0; k < slices; k++) {
            for (int row = 0; row < series.rows; row++) {
                for (int col = 0; col < series.columns; col++) {
                    double[] ras = new double[3];
                    for (int i = 0; i < 3; i++) {
                        double lps = start[i] + k * step[i] + col * series.spacing[1] * o[i] + row * series.spacing[0] * o[3 + i];
                        ras[i] = i < 2 ? -lps : lps;
                    }
                    double[] ijk = v.grid().worldToVoxel().apply(ras);
                    int[] whole = new int[3];
                    for (int i = 0; i < 3; i++) {
                        whole[i] = (int) Math.round(ijk[i]);
                        assertThat(ijk[i]).isCloseTo(whole[i], MM);
                    }
                    assertThat(v.at(whole[0], whole[1], whole[2])).isEqualTo(100 * k + row * series.columns + col);
                }
            }
        }
    }

    @Test
    void slicesAreSortedByTheirPlaceWhateverTheirNames() throws IOException {
        series.write(folder, 6, START, UP);
        checkPlaces(sorted(), START, UP, 6);
    }

    @Test
    void obliqueSlicesLieWhereTheHeaderSays() throws IOException {
        double c = Math.cos(0.3), s = Math.sin(0.3);
        series.orientation = new double[] {c, s, 0, 0, 0, -1};
        double[] step = {1.5 * s, -1.5 * c, 0};
        series.write(folder, 5, START, step);
        checkPlaces(sorted(), START, step, 5);
    }

    @Test
    void volumesAcquiredIn3dAreOrderedByTheBody() throws IOException {
        series.orientation = new double[] {0, 1, 0, 0, 0, -1};
        double[] step = {-1.1, 0, 0};
        for (int k = 0; k < 4; k++) {
            DicomFile file = series.slice(k, START, step);
            file.dataSet().setString(Tag.MRAcquisitionType, Vr.CS, "3D");
            SyntheticSeries.write(folder, "f" + k, file);
        }
        SortedSeries s = sorted();
        checkPlaces(s, START, step, 4);
        assertThat(new int[] {s.grid().nx(), s.grid().ny(), s.grid().nz()}).containsExactly(4, 7, 5);
        for (int i = 0; i < 3; i++) {
            assertThat(s.grid().voxelToWorld().get(i, i)).isPositive();
        }
    }

    @Test
    void aTiltedGantryMakesAShearedGridWithExactCoordinates() throws IOException {
        double[] step = {0, 0.7, 3};
        series.write(folder, 8, START, step);
        SortedSeries s = sorted();
        checkPlaces(s, START, step, 8);
        assertThat(s.grid().voxelToWorld().get(1, 2)).isCloseTo(-0.7, MM);
    }

    @Test
    void aMissingSliceIsRefused() throws IOException {
        series.write(folder, 6, START, UP);
        Files.delete(find(3));
        assertThatThrownBy(this::sorted)
                .hasMessageContaining("1 of its slices are missing")
                .hasMessageContaining("gap of 4.00 mm");
    }

    private Path find(int slice) throws IOException {
        for (Path p : Files.list(folder).toList()) {
            if (DicomFile.read(p).dataSet().integer(Tag.InstanceNumber).orElse(0) == slice + 1) {
                return p;
            }
        }
        throw new IOException("no such slice");
    }

    @Test
    void aDoubleSliceIsRefused() throws IOException {
        series.write(folder, 5, START, UP);
        DicomFile again = series.slice(2, START, UP);
        again.dataSet().setString(Tag.SOPInstanceUID, Vr.UI, "9.9");
        SyntheticSeries.write(folder, "again", again);
        assertThatThrownBy(this::sorted).hasMessageContaining("some are double or missing");
    }

    @Test
    void theSameInstanceTwiceIsRefused() throws IOException {
        series.write(folder, 5, START, UP);
        SyntheticSeries.write(folder, "again", series.slice(2, START, UP));
        assertThatThrownBy(this::sorted).hasMessageContaining("the same instance as another file");
    }

    @Test
    void unevenSpacingMixedSizesAndDirectionsAreRefused() throws IOException {
        series.write(folder, 5, START, UP);
        SyntheticSeries.write(folder, "f9", series.slice(9, new double[] {-20, -30, 40 + 4 * 2 + 1.5 - 9 * 2}, UP));
        assertThatThrownBy(this::sorted).hasMessageContaining("not evenly spaced");
        series.rows = 6;
        SyntheticSeries.write(folder, "f9", series.slice(5, START, UP));
        assertThatThrownBy(this::sorted).hasMessageContaining("slices of 7x5 and of 7x6 pixels");
        series.rows = 5;
        series.orientation = new double[] {0, 1, 0, 0, 0, -1};
        SyntheticSeries.write(folder, "f9", series.slice(5, START, UP));
        assertThatThrownBy(this::sorted).hasMessageContaining("slices of different direction");
    }

    @Test
    void aMissingPositionIsToldWithTheFile() throws IOException {
        series.write(folder, 3, START, UP);
        DicomFile file = series.slice(3, START, UP);
        file.dataSet().setString(Tag.PixelSpacing, Vr.DS, "0.9");
        SyntheticSeries.write(folder, "bad", file);
        assertThatThrownBy(this::sorted).hasMessageContaining("bad: its pixel spacing (0028,0030) is missing");
    }

    @Test
    void echoesAndTimesBecomeVolumes() throws IOException {
        for (int echo = 0; echo < 2; echo++) {
            for (int time = 0; time < 3; time++) {
                for (int k = 0; k < 4; k++) {
                    DicomFile file = series.slice(k, START, UP);
                    int number = 1 + k + 4 * (time + 3 * echo);
                    file.dataSet().setString(Tag.SOPInstanceUID, Vr.UI, "1.2." + number);
                    file.dataSet().setNumbers(Tag.InstanceNumber, Vr.IS, 100 - number);
                    file.dataSet().setNumbers(Tag.EchoTime, Vr.DS, 5 + 10 * echo);
                    file.dataSet().setNumbers(Tag.TemporalPositionIdentifier, Vr.IS, time + 1);
                    file.dataSet().setNumbers(Tag.RescaleIntercept, Vr.DS, 1000 * echo + 10000 * time);
                    SyntheticSeries.write(folder, "f" + number, file);
                }
            }
        }
        SortedSeries s = sorted();
        SeriesImage image = SeriesImage.load(s);
        assertThat(image.frames()).isEqualTo(6);
        // times in order within an echo; the instance numbers run backwards on purpose
        double first = image.frame(0).data()[0], second = image.frame(1).data()[0], third = image.frame(2).data()[0];
        assertThat(second - first).isEqualTo(10000);
        assertThat(third - second).isEqualTo(10000);
        assertThat(Math.abs(image.frame(3).data()[0] - first)).isEqualTo(1000);
    }

    @Test
    void petSlicesHaveTheirOwnScale() throws IOException {
        series.sopClass = "1.2.840.10008.5.1.4.1.1.128";
        series.modality = "PT";
        for (int k = 0; k < 4; k++) {
            DicomFile file = series.slice(k, START, UP);
            file.dataSet().setNumbers(Tag.RescaleSlope, Vr.DS, 0.5 + k);
            file.dataSet().setNumbers(Tag.RescaleIntercept, Vr.DS, -3);
            SyntheticSeries.write(folder, "f" + k, file);
        }
        SeriesImage image = SeriesImage.load(sorted());
        Volume v = image.frame(0);
        assertThat(v.at(0, 4, 2)).isEqualTo((float) (2.5 * 200 - 3));

        byte[] mask = new byte[v.data().length];
        float[] values = new float[mask.length];
        int p = v.grid().index(3, 1, 2), q = v.grid().index(4, 1, 3);
        mask[p] = 1;
        values[p] = 1000.4f;
        mask[q] = 1;
        values[q] = 1e9f;
        image.replace(0, mask, values);
        Volume after = image.after(0);
        assertThat(after.data()[p]).isEqualTo((float) (2.5 * Math.rint(1003.4 / 2.5) - 3));
        assertThat(after.data()[q]).isEqualTo((float) (3.5 * 4095 - 3));
        assertThat(image.hashOutside(mask, true)).isEqualTo(image.hashOutside(mask, false));
        mask[p] = 0;
        assertThat(image.hashOutside(mask, true)).isNotEqualTo(image.hashOutside(mask, false));
    }

    @Test
    void anEnhancedImageIsSortedByItsFunctionalGroups() throws IOException {
        int slices = 4;
        int[] pixels = new int[series.rows * series.columns * slices * 2];
        int[] order = {2, 0, 3, 1};
        DicomFile file = series.instance(1, new double[0], pixels);
        DataSet set = file.dataSet();
        set.setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4.1");
        set.setNumbers(Tag.NumberOfFrames, Vr.IS, slices * 2);
        DataSet shared = set.addItem(Tag.SharedFunctionalGroupsSequence);
        shared.addItem(Tag.PlaneOrientationSequence).setNumbers(Tag.ImageOrientationPatient, Vr.DS, series.orientation);
        shared.addItem(Tag.PixelMeasuresSequence).setNumbers(Tag.PixelSpacing, Vr.DS, series.spacing);
        for (int f = 0; f < slices * 2; f++) {
            int k = order[f % slices], time = f / slices;
            DataSet own = set.addItem(Tag.PerFrameFunctionalGroupsSequence);
            own.addItem(Tag.PlanePositionSequence)
                    .setNumbers(Tag.ImagePositionPatient, Vr.DS, START[0], START[1], START[2] + k * UP[2]);
            own.addItem(Tag.FrameContentSequence).setNumbers(Tag.TemporalPositionIndex, Vr.UL, time + 1);
            DataSet scale = own.addItem(Tag.PixelValueTransformationSequence);
            scale.setNumbers(Tag.RescaleSlope, Vr.DS, 1);
            scale.setNumbers(Tag.RescaleIntercept, Vr.DS, 1000 * time);
            for (int p = 0; p < series.rows * series.columns; p++) {
                pixels[f * series.rows * series.columns + p] = 100 * k + p;
            }
        }
        set.setBytes(Tag.PixelData, Vr.OW, series.bytes(pixels));
        SyntheticSeries.write(folder, "enhanced", file);
        SortedSeries s = sorted();
        checkPlaces(s, START, UP, slices);
        SeriesImage image = SeriesImage.load(s);
        assertThat(image.frames()).isEqualTo(2);
        assertThat(image.frame(1).data()[5] - image.frame(0).data()[5]).isEqualTo(1000);
    }

    @Test
    void whatCannotBeRefacedIsToldApart() throws IOException {
        series.write(folder.resolve("a"), 3, START, UP);
        Files.writeString(folder.resolve("notes.txt"), "no DICOM");
        for (String[] kind : new String[][] {
            {"1.2.840.10008.5.1.4.1.1.7", "DERIVED\\SECONDARY", "CAPTURE"},
            {SyntheticSeries.MR, "ORIGINAL\\PRIMARY\\LOCALIZER", "LOCALIZER"},
            {SyntheticSeries.CT, "DERIVED\\SECONDARY\\MIP", "RENDER"},
            {SyntheticSeries.MR, "ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC", "MOSAIC"},
            {"1.2.840.10008.5.1.4.1.1.481.3", "", "STRUCTURES"},
            {"1.2.840.10008.5.1.4.1.1.481.2", "DERIVED", "DOSE"},
            {"1.2.840.10008.5.1.4.1.1.66.4", "DERIVED", "SEGMENTATION"},
            {"1.2.840.10008.5.1.4.1.1.88.11", "", "OTHER"}
        }) {
            series.seriesUid = "1.9." + kind[2].length() + "." + (int) kind[2].charAt(0);
            series.sopClass = kind[0];
            DicomFile file = series.slice(0, START, UP);
            file.dataSet().setString(Tag.ImageType, Vr.CS, kind[1]);
            Path path = SyntheticSeries.write(folder, kind[2], file);
            assertThat(InstanceKind.of(DicomFile.read(path).dataSet())).isEqualTo(InstanceKind.valueOf(kind[2]));
        }
        DicomFolder found = DicomFolder.scan(folder, false);
        assertThat(found.others()).isEqualTo(1);
        assertThat(found.series()).filteredOn(s -> !s.instances().isEmpty()).hasSize(1);
    }
}
