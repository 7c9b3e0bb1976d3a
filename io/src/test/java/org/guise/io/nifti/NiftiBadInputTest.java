package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad input gives one sentence: file name, what was got, what was expected, what to do. */
class NiftiBadInputTest {
    @TempDir
    Path folder;

    private void refuses(Path file, String sentence) {
        assertThatThrownBy(() -> NiftiFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.getFileName() + ": ")
                .hasMessageContaining(sentence)
                .hasMessageContaining("; ")
                .message()
                .doesNotContain("\n", folder.toString());
    }

    private void refuses(Consumer<SyntheticNifti> spoil, String sentence) throws IOException {
        for (int version = 1; version <= 2; version++) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                SyntheticNifti n = new SyntheticNifti();
                n.version = version;
                n.order = order;
                n.samples();
                spoil.accept(n);
                refuses(n.write(folder.resolve("bad.nii")), sentence);
                refuses(n.write(folder.resolve("bad.nii.gz")), sentence);
            }
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void missingFileFolderAndEmptyFile() throws Exception {
        refuses(folder.resolve("none.nii"), "no such file");
        refuses(Files.createDirectory(folder.resolve("d.nii")), "is a folder");
        refuses(file("empty.nii.gz", new byte[0]), "is empty (0 bytes)");
    }

    @Test
    void filesThatAreNotNifti() throws Exception {
        refuses(
                file(
                        "a.nii.gz",
                        "<html>a login page of some length</html>".repeat(20).getBytes()),
                "starts with 3c 68 74 6d, expected a NIfTI header");
        refuses(
                file(
                        "a.nii.gz",
                        "<html>a login page of some length</html>".repeat(20).getBytes()),
                "or gzip data (1f 8b)");
        refuses(file("a.nii", "version https://git-lfs.github.com/spec/v1\n".getBytes()), "Git LFS pointer");
        byte[] dicom = new byte[400];
        System.arraycopy("DICM".getBytes(), 0, dicom, 128, 4);
        refuses(file("a.nii", dicom), "is a DICOM file");
        refuses(
                file("b.nii.gz", SyntheticNifti.gzip("nothing of use here".getBytes())),
                "its decompressed content starts with");
    }

    @Test
    void wrongMagic() throws Exception {
        refuses(n -> n.magic = "xyz", "the magic is \"xyz\"");
        refuses(n -> n.magic = n.version == 1 ? "n+2" : "n+1", "the magic is \"n+");
        SyntheticNifti analyze = new SyntheticNifti();
        analyze.magic = "\0\0\0";
        analyze.pair = true;
        refuses(analyze.write(folder.resolve("old.hdr")), "ANALYZE 7.5");
    }

    @Test
    void magicThatContradictsTheName() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.magic = "ni1";
        refuses(n.write(folder.resolve("a.nii")), "expected a single file");
        n.magic = "n+1";
        n.pair = true;
        n.voxOffset = 352.0;
        refuses(n.write(folder.resolve("a.hdr")), "expected a pair");
    }

    @Test
    void halfOfAPairMissing() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.pair = true;
        Path hdr = n.write(folder.resolve("p.hdr"));
        Path img = folder.resolve("p.img");
        assertThat(NiftiFile.read(img).samples()).isEqualTo(n.samples);
        Files.delete(img);
        refuses(hdr, "its samples file p.img is missing");
        Files.move(hdr, img);
        refuses(img, "its header file p.hdr is missing");
    }

    @Test
    void dimensions() throws Exception {
        refuses(n -> n.dim[0] = 0, "dim[0] is 0, expected 1..7");
        refuses(n -> n.dim[0] = 9, "dim[0] is 9, expected 1..7");
        refuses(n -> n.dim[2] = 0, "dim[2] is 0, expected at least 1");
        refuses(n -> n.dim[3] = -4, "dim[3] is -4, expected at least 1");
        refuses(n -> Arrays.fill(n.dim, 1, 4, 32767), "dimensions 32767x32767x32767 of int16 need more than 2 GiB");
        SyntheticNifti big = new SyntheticNifti();
        big.version = 2;
        big.samples();
        big.dim = new long[] {7, Long.MAX_VALUE, Long.MAX_VALUE, 3, 4, 5, 6, 7};
        refuses(big.write(folder.resolve("big.nii")), "need more than 2 GiB");
    }

    @Test
    void sampleTypes() throws Exception {
        refuses(n -> n.datatype = 32, "samples are complex64 (datatype 32)");
        refuses(n -> n.datatype = 1792, "samples are complex128");
        refuses(n -> n.datatype = 2048, "samples are complex256");
        refuses(n -> n.datatype = 128, "samples are RGB24");
        refuses(n -> n.datatype = 2304, "samples are RGBA32");
        refuses(n -> n.datatype = 1536, "samples are float128");
        refuses(n -> n.datatype = 1, "samples are binary");
        refuses(n -> n.datatype = 0, "samples are unknown");
        refuses(n -> n.datatype = 77, "samples are undefined (datatype 77)");
    }

    @Test
    void offsets() throws Exception {
        refuses(n -> n.voxOffset = 0.0, "vox_offset is 0, expected a whole number from");
        refuses(n -> n.voxOffset = -8.0, "vox_offset is -8");
        refuses(n -> n.voxOffset = 0x1p40, "vox_offset is 1099511627776");
        refuses(n -> n.voxOffset = 1e6, "bytes of extensions, expected");
        SyntheticNifti n = new SyntheticNifti();
        n.voxOffset = Double.NaN;
        refuses(n.write(folder.resolve("a.nii")), "vox_offset is NaN");
        n.voxOffset = 352.5;
        refuses(n.write(folder.resolve("a.nii")), "vox_offset is 352.5");
    }

    @Test
    void voxelSizes() throws Exception {
        Consumer<SyntheticNifti> q = n -> {
            n.sformCode = 0;
            n.qformCode = 1;
        };
        refuses(q.andThen(n -> n.pixdim[2] = 0), "pixdim[2] is 0, expected a positive number of mm");
        refuses(q.andThen(n -> n.pixdim[1] = Double.NaN), "pixdim[1] is NaN");
        refuses(q.andThen(n -> n.pixdim[3] = Double.POSITIVE_INFINITY), "pixdim[3] is Infinity");
        refuses(
                q.andThen(n -> n.pixdim[3] = 400),
                "the qform gives voxels of 400.0 mm along axis 3, expected 0.05 to 50 mm");
        refuses(q.andThen(n -> n.quaternion[1] = Double.NaN), "the qform holds NaN");
        refuses(
                n -> {
                    n.sformCode = 0;
                    n.pixdim[1] = 1e-3;
                },
                "pixdim gives voxels of 0.001000 mm along axis 1");
    }

    @Test
    void affines() throws Exception {
        refuses(n -> Arrays.fill(n.srow, 0), "the sform has determinant 0");
        refuses(n -> n.srow = new double[] {1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0}, "the sform has determinant 0");
        refuses(n -> n.srow[3] = Double.NaN, "the sform holds NaN, expected finite numbers");
        refuses(n -> n.srow[0] = 1e-4, "voxels of 0.0001000 mm along axis 1");
    }

    @Test
    void truncatedFiles() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.dim = new long[] {3, 20, 20, 20, 1, 1, 1, 1};
        byte[] whole = SyntheticNifti.concat(n.head(), n.samples());
        refuses(file("t.nii", Arrays.copyOf(whole, whole.length - 10)), "bytes of samples, expected 16000");
        refuses(file("t.nii", Arrays.copyOf(whole, 200)), "is truncated, got 200 bytes of header, expected 348");
        byte[] gz = SyntheticNifti.gzip(whole);
        refuses(file("t.nii.gz", Arrays.copyOf(gz, gz.length / 2)), "the gzip data end early, got ");
        refuses(file("t.nii.gz", Arrays.copyOf(gz, gz.length - 4)), "the gzip data end early, after");
        refuses(
                file("t.nii.gz", SyntheticNifti.gzip(Arrays.copyOf(whole, 9000))),
                "is truncated, got 8648 bytes of samples");
    }

    @Test
    void damagedGzip() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.dim = new long[] {3, 20, 20, 20, 1, 1, 1, 1};
        byte[] gz = SyntheticNifti.gzip(SyntheticNifti.concat(n.head(), n.samples()));
        byte[] crc = gz.clone();
        crc[gz.length - 7] ^= 1;
        refuses(file("d.nii.gz", crc), "CRC-32 does not fit");
        byte[] length = gz.clone();
        length[gz.length - 1] ^= 1;
        refuses(file("d.nii.gz", length), "length does not fit");
        byte[] data = gz.clone();
        data[gz.length / 2] ^= 0x55;
        refuses(file("d.nii.gz", data), "the gzip data are damaged");
    }

    @Test
    void aHugeSizeInASmallFileIsRefusedBeforeMemoryIsTaken() throws Exception {
        SyntheticNifti n = new SyntheticNifti();
        n.samples();
        n.dim = new long[] {3, 1000, 1000, 1000, 1, 1, 1, 1};
        for (String name : new String[] {"h.nii", "h.nii.gz"}) {
            refuses(n.write(folder.resolve(name)), "is truncated, got at most ");
            refuses(folder.resolve(name), " bytes of samples, expected 2000000000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.nii", "a.nii.gz", "a.hdr", "a.img", "a.hdr.gz", "a.img.gz"})
    void aFileCutAnywhereIsReadOrRefusedWithASentence(String name) throws Exception {
        SyntheticNifti n = new SyntheticNifti().comment("some words", 6);
        n.version = 2;
        n.pair = !name.contains("nii");
        n.dim = new long[] {3, 20, 10, 10, 1, 1, 1, 1};
        n.write(folder.resolve(name.replace("img", "hdr")));
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut += cut < 700 ? 1 : 100) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try {
                NiftiFile.read(file);
                assertThat(name)
                        .as("read although cut at %d of %d", cut, whole.length)
                        .startsWith("a.hdr");
            } catch (InputException e) {
                assertThat(e.getMessage()).contains("; ").doesNotContain("\n");
            }
        }
    }

    @Test
    void randomDamageIsReadOrRefusedWithASentence() throws Exception {
        java.util.Random random = new java.util.Random(99);
        for (int round = 0; round < 1500; round++) {
            SyntheticNifti n = new SyntheticNifti().comment("some words", 6);
            n.version = 1 + round % 2;
            byte[] whole = SyntheticNifti.concat(n.head(), n.samples());
            for (int k = 0; k < 3; k++) {
                whole[random.nextInt(n.headerSize() + 20)] = (byte) random.nextInt(256);
            }
            Path file = folder.resolve(round % 3 == 0 ? "r.nii.gz" : "r.nii");
            SyntheticNifti.put(file, whole);
            try {
                NiftiImage image = NiftiFile.read(file);
                assertThat(image.frame(image.frames() - 1).data())
                        .hasSize(image.grid().size());
            } catch (InputException e) {
                assertThat(e.getMessage()).as("round %d", round).contains("; ").doesNotContain("\n");
            }
        }
    }
}
