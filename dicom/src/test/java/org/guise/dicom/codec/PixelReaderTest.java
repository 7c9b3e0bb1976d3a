package org.guise.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.guise.dicom.ForeignTool;
import org.guise.dicom.SyntheticSeries;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelReaderTest {
    @TempDir
    Path folder;

    /** Every kind of pixel that scanners write: a smooth head-like blob, noise, and long runs of the extremes. */
    private static int[] pixels(SyntheticSeries s, Random random, int frames) {
        int mask = (1 << s.bitsStored) - 1;
        int[] out = new int[s.rows * s.columns * frames];
        for (int p = 0; p < out.length; p++) {
            int x = p % s.columns, y = p / s.columns % s.rows;
            double r = Math.hypot(x - s.columns / 2.0, y - s.rows / 2.0) / s.columns;
            double v = r > 0.4 ? 0 : (0.5 - r) * mask + random.nextGaussian() * mask / 50;
            int value = (int) Math.clamp(v, 0, mask) - (s.signed ? mask / 3 : 0);
            if (y == 3) {
                value = x % 2 == 0 ? (s.signed ? -(mask + 1) / 2 : 0) : (s.signed ? mask / 2 : mask);
            }
            out[p] = s.signed && s.bitsStored < s.bitsAllocated ? value : value & mask;
        }
        return out;
    }

    private static List<SyntheticSeries> formats() {
        List<SyntheticSeries> all = new ArrayList<>();
        for (int[] f : new int[][] {{16, 12, 0}, {16, 16, 0}, {16, 16, 1}, {8, 8, 0}, {16, 10, 0}}) {
            SyntheticSeries s = new SyntheticSeries();
            s.rows = 47;
            s.bitsAllocated = f[0];
            s.bitsStored = f[1];
            s.signed = f[2] == 1;
            all.add(s);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "dcmcrle, ''",
        "dcmcjpeg, +e1",
        "dcmcjpeg, +el",
        "dcmcjpeg, +el +sv 2",
        "dcmcjpeg, +el +sv 3",
        "dcmcjpeg, +el +sv 4",
        "dcmcjpeg, +el +sv 5",
        "dcmcjpeg, +el +sv 6",
        "dcmcjpeg, +el +sv 7",
        "dcmcjpls, ''",
        "gdcmconv, --rle",
        "gdcmconv, --jpeg",
        "gdcmconv, --j2k",
        "gdcmconv, --jpegls"
    })
    void whatOthersCompressedComesOutExactly(String tool, String option) throws IOException {
        Random random = new Random(1);
        for (SyntheticSeries s : formats()) {
            // gdcm 3.0.21 itself stops at an assertion on rows of odd length
            s.columns = option.equals("--rle") ? 64 : 61;
            for (int frames : new int[] {1, 3}) {
                int[] pixels = pixels(s, random, frames);
                DicomFile file = s.instance(1, new double[] {0, 0, 0}, pixels);
                if (frames > 1) {
                    file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4.1");
                    file.meta().setString(Tag.MediaStorageSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4.1");
                    file.dataSet().setNumbers(Tag.NumberOfFrames, Vr.IS, frames);
                }
                Path raw = SyntheticSeries.write(folder, "raw.dcm", file);
                Path packed = folder.resolve("packed.dcm");
                List<String> command = new ArrayList<>(List.of(tool));
                command.addAll(option.isEmpty() ? List.of() : List.of(option.split(" ")));
                command.addAll(List.of(raw.toString(), packed.toString()));
                ForeignTool.run(command.toArray(String[]::new));
                DicomFile read = DicomFile.read(packed);
                assertThat(read.syntax().encapsulated()).isTrue();
                PixelFormat format = PixelFormat.of(read.dataSet(), packed);
                assertThat(PixelReader.read(read, format, packed))
                        .as("%s %s: %d of %d bits, signed %s, %d frames", tool, option, s.bitsStored, s.bitsAllocated,
                                s.signed, frames)
                        .isEqualTo(s.bytes(pixels));
            }
        }
    }

    @Test
    void damagedCompressedPixelsGetASentence() throws IOException {
        Random random = new Random(5);
        SyntheticSeries s = new SyntheticSeries();
        s.rows = 16;
        s.columns = 16;
        for (String uid : List.of("5", "4.70", "4.80", "4.90")) {
            for (int n = 0; n < 60; n++) {
                byte[] noise = new byte[2 + random.nextInt(300) * 2];
                random.nextBytes(noise);
                if (n % 2 == 0) {
                    // the beginning of a JPEG-LS stream of this size, then noise
                    byte[] head = {-1, -40, -1, -9, 0, 11, 12, 0, 16, 0, 16, 1, 1, 0x11, 0, -1, -38, 0, 8, 1, 1, 0, 0, 0, 0};
                    System.arraycopy(head, 0, noise, 0, Math.min(head.length, noise.length));
                }
                DicomFile file = file(s, uid, noise);
                PixelFormat format = PixelFormat.of(file.dataSet(), Path.of("a.dcm"));
                try {
                    assertThat(PixelReader.read(file, format, Path.of("a.dcm"))).hasSize(512);
                } catch (InputException e) {
                    assertThat(e.getMessage()).startsWith("a.dcm: ");
                }
            }
        }
    }

    private static DicomFile file(SyntheticSeries s, String uid, byte[] frame) {
        s.syntax = TransferSyntax.of("1.2.840.10008.1.2." + uid);
        DicomFile file = s.instance(1, new double[] {0, 0, 0}, new int[0]);
        file.dataSet()
                .put(new Element(
                        Tag.PixelData,
                        Vr.OB,
                        new Element.Fragments(
                                List.of(new Element.Bytes(new byte[0]), new Element.Bytes(frame)))));
        return file;
    }

    @Test
    void lossySyntaxesAreRefused() throws IOException {
        for (String uid : List.of("4.50", "4.51", "4.81", "4.91")) {
            DicomFile file = file(new SyntheticSeries(), uid, new byte[200]);
            PixelFormat format = PixelFormat.of(file.dataSet(), Path.of("a.dcm"));
            assertThatThrownBy(() -> PixelReader.read(file, format, Path.of("a.dcm")))
                    .hasMessageContaining("compressed with losses");
        }
    }

    @Test
    void aHeaderThatPromisesMoreThanTheFileHoldsIsRefused() throws IOException {
        SyntheticSeries s = new SyntheticSeries();
        s.rows = 30000;
        s.columns = 30000;
        DicomFile packed = file(s, "5", new byte[100]);
        assertThatThrownBy(() -> PixelReader.read(
                        packed, PixelFormat.of(packed.dataSet(), Path.of("a.dcm")), Path.of("a.dcm")))
                .hasMessageContaining("cannot hold");
        s.syntax = TransferSyntax.EXPLICIT_LE;
        DicomFile plain = s.instance(1, new double[] {0, 0, 0}, new int[4]);
        assertThatThrownBy(() -> PixelReader.read(
                        plain, PixelFormat.of(plain.dataSet(), Path.of("a.dcm")), Path.of("a.dcm")))
                .hasMessageContaining("8 bytes of pixels, expected 1800000000");
    }

    @Test
    void fragmentsOfOneFrameAreJoinedByTheOffsetTable() throws IOException {
        byte[] table = {0, 0, 0, 0, 20, 0, 0, 0};
        List<Element.Bytes> parts = new ArrayList<>(List.of(new Element.Bytes(table)));
        for (int i = 1; i <= 3; i++) {
            parts.add(new Element.Bytes(new byte[] {(byte) i, (byte) i}));
        }
        assertThat(Fragmentation.frames(parts, 2))
                .extracting(Arrays::toString)
                .containsExactly("[1, 1, 2, 2]", "[3, 3]");
    }

    @Test
    void bitsAboveTheStoredOnesStayAndSignsAreExtended() {
        PixelFormat overlay = new PixelFormat(1, 1, 16, 12, false, false, 1);
        assertThat(overlay.value(0xF123)).isEqualTo(0x123);
        assertThat(overlay.withValue(0xF123, 0xABC)).isEqualTo(0xFABC);
        PixelFormat signed = new PixelFormat(1, 1, 16, 12, true, false, 1);
        assertThat(signed.value(0xFFFF)).isEqualTo(-1);
        assertThat(signed.withValue(0xFFFF, 5)).isEqualTo(5);
        assertThat(signed.withValue(0x0005, -2)).isEqualTo(0xFFFE);
        // what does not repeat the sign is an overlay
        assertThat(signed.withValue(0x3005, -2)).isEqualTo(0x3FFE);
        assertThat(signed.least()).isEqualTo(-2048);
        assertThat(overlay.most()).isEqualTo(4095);
    }
}
