package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiFileTest {
    @TempDir
    Path folder;

    @Test
    void compressionIsToldByContentNotByName() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        byte[] whole = SyntheticNifti.concat(n.head(), n.samples());
        Path packed = Files.write(folder.resolve("a.nii"), SyntheticNifti.gzip(whole));
        Path plain = Files.write(folder.resolve("b.nii.gz"), whole);
        assertThat(NiftiFile.read(packed).samples()).isEqualTo(n.samples);
        assertThat(NiftiFile.read(packed).warnings()).singleElement().asString().contains("does not end in .gz");
        assertThat(NiftiFile.read(plain).samples()).isEqualTo(n.samples);
        assertThat(NiftiFile.read(plain).warnings()).singleElement().asString().contains("is not compressed");
    }

    @Test
    void bytesAfterTheLastSampleAreReportedAndKept() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.tail = new byte[] {9, 8, 7};
        Path in = n.write(folder.resolve("a.nii.gz"));
        NiftiImage image = NiftiFile.read(in);
        assertThat(image.warnings()).singleElement().asString().contains("3 bytes after the last sample");
        Path out = folder.resolve("b.nii");
        NiftiFile.write(out, image, 1);
        assertThat(Files.readAllBytes(out)).isEqualTo(SyntheticNifti.content(in));
    }

    @Test
    void oddButReadableHeadersAreReported() throws Exception {
        SyntheticNifti n = new SyntheticNifti().comment("(0010,0010) somebody", 2);
        n.bitpix = 16;
        n.samples();
        n.bitpix = 99;
        n.slope = Double.NaN;
        n.units = 1;
        NiftiImage image = NiftiFile.read(n.write(folder.resolve("a.nii")));
        assertThat(image.warnings())
                .satisfiesExactly(
                        w -> assertThat(w).contains("bitpix is 99, expected 16"),
                        w -> assertThat(w).contains("scl_slope is NaN"),
                        w -> assertThat(w).contains("xyzt_units says metres"),
                        w -> assertThat(w).contains("DICOM attributes"));
        assertThat(image.header().slope()).isEqualTo(1);
        assertThat(image.extensions())
                .singleElement()
                .extracting(NiftiImage.Extension::code)
                .isEqualTo(2);
    }

    @Test
    void nanSamplesStayNan() throws Exception {
        SyntheticNifti n = new SyntheticNifti().type(DataType.FLOAT32);
        n.samples();
        java.nio.ByteBuffer.wrap(n.samples).order(n.order).putFloat(4, Float.NaN);
        assertThat(NiftiFile.read(n.write(folder.resolve("a.nii"))).frame(0).data()[1])
                .isNaN();
    }

    @Test
    void hashSeesEveryByteOutsideTheMaskAndNoneInside() throws Exception {
        SyntheticNifti n = new SyntheticNifti().comment("text", 6);
        n.tail = new byte[] {1};
        Path file = folder.resolve("a.nii");
        byte[] whole = Files.readAllBytes(n.write(file));
        int start = whole.length - 1 - n.samples.length;
        byte[] mask = new byte[n.voxels()];
        mask[3] = 1;
        mask[mask.length - 1] = 1;
        String hash = Hashes.outsideMask(NiftiFile.read(file), mask);
        assertThat(hash).matches("[0-9a-f]{64}");
        // 148..227 is the description, 352 on the extension; then every sample and the tail.
        for (int at = 148; at < whole.length; at = at == 160 ? start - 4 : at + 1) {
            byte[] other = whole.clone();
            other[at] ^= 1;
            Files.write(file, other);
            int voxel = at < start || at >= start + n.samples.length ? -1 : (at - start) / 2;
            boolean inside = voxel >= 0 && mask[voxel] != 0;
            assertThat(Hashes.outsideMask(NiftiFile.read(file), mask).equals(hash))
                    .as("byte %d", at)
                    .isEqualTo(inside);
        }
    }

    @Test
    void bytesBeforeTheSamplesOfAPairAreKeptAndHashed() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.pair = true;
        n.voxOffset = 16.0;
        n.samples();
        byte[] content = SyntheticNifti.concat("sixteen bytes...".getBytes(), n.samples);
        Path hdr = n.write(folder.resolve("p.hdr"));
        Path img = Files.write(folder.resolve("p.img"), content);
        NiftiImage image = NiftiFile.read(hdr);
        assertThat(image.samples()).isEqualTo(n.samples);
        NiftiFile.write(folder.resolve("q.hdr.gz"), image, 1);
        assertThat(SyntheticNifti.content(folder.resolve("q.img.gz"))).isEqualTo(content);
        byte[] mask = new byte[n.voxels()];
        content[3] ^= 1;
        Files.write(img, content);
        assertThat(Hashes.outsideMask(NiftiFile.read(hdr), mask)).isNotEqualTo(Hashes.outsideMask(image, mask));
    }

    @Test
    void hashOfAFileIsTheKnownSha256() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "abc");
        assertThat(Hashes.file(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void framesOfASeriesKeepTheirOrder() throws Exception {
        Grid grid = Grid.isotropic(2, 3, 4, 1, 0, 0, 0);
        float[] a = new float[24];
        float[] b = new float[24];
        for (int i = 0; i < 24; i++) {
            a[i] = i;
            b[i] = 100 + i;
        }
        Path file = folder.resolve("s.nii.gz");
        NiftiWriter.write(file, List.of(new Volume(grid, a), new Volume(grid, b)), DataType.FLOAT32, 1, 0, 1);
        NiftiImage image = NiftiFile.read(file);
        assertThat(image.header().dims()).containsExactly(2, 3, 4, 2);
        assertThat(image.frame(0).data()).containsExactly(a);
        assertThat(image.frame(1).data()).containsExactly(b);
        assertThatThrownBy(() -> image.frame(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void writerScalesIntoTheSampleType() throws Exception {
        Volume v = new Volume(Grid.isotropic(2, 1, 1, 1, 0, 0, 0), new float[] {-1000f, 50.5f});
        Path file = folder.resolve("s.nii");
        NiftiWriter.write(file, List.of(v), DataType.UINT16, 0.5, -1024, 1);
        assertThat(NiftiFile.read(file).frame(0).data()).containsExactly(-1000f, 50.5f);
        assertThat(NiftiFile.read(file).samples()).containsExactly(48, 0, 0x65, 8);
    }

    @Test
    void labelsAreWrittenAsTheyAre() throws Exception {
        Grid grid = new Grid(2, 2, 1, Affine.scaleShift(2, 2, 2, 1, 2, 3));
        Path file = folder.resolve("l.nii.gz");
        NiftiWriter.write(file, new LabelVolume(grid, new byte[] {0, 1, (byte) 200, 3}));
        NiftiImage image = NiftiFile.read(file);
        assertThat(image.header().type()).isEqualTo(DataType.UINT8);
        assertThat(image.frame(0).data()).containsExactly(0, 1, 200, 3);
        assertThat(image.grid()).isEqualTo(grid);
        assertThat(image.warnings()).isEmpty();
    }

    @Test
    void aNameThatDoesNotFitIsRefusedAndNothingWritten() throws Exception {
        NiftiImage image = NiftiFile.read(new SyntheticNifti().write(folder.resolve("a.nii")));
        for (String name : List.of("b.hdr", "b.img.gz", "b.png")) {
            assertThatThrownBy(() -> NiftiFile.write(folder.resolve(name), image, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(".nii");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void namesAndStems() {
        assertThat(NiftiNames.stem(Path.of("x/sub-01_T1w.nii.gz"))).isEqualTo("sub-01_T1w");
        assertThat(NiftiNames.stem(Path.of("A.NII"))).isEqualTo("A");
        assertThat(NiftiNames.isNifti(Path.of("a.gz"))).isFalse();
        assertThat(NiftiNames.partnerName(Path.of("x/a.img.gz"))).isEqualTo(Path.of("x/a.hdr.gz"));
        assertThat(NiftiNames.partnerName(Path.of("A.HDR"))).isEqualTo(Path.of("A.IMG"));
    }
}
