package org.guise.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomFileTest {
    private static final List<TransferSyntax> SYNTAXES =
            List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.DEFLATED);

    @Test
    void whatIsReadIsWrittenWithTheSameBytesInEverySyntax() throws IOException {
        for (TransferSyntax syntax : SYNTAXES) {
            for (int seed = 0; seed < 300; seed++) {
                byte[] first = RandomFiles.bytes(new RandomFiles(seed).file(syntax));
                byte[] second = RandomFiles.bytes(RandomFiles.read(first));
                assertThat(second).as("seed %d, %s", seed, syntax.uid()).isEqualTo(first);
            }
        }
    }

    @Test
    void anEditTouchesNothingElse() throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            DicomFile file = new RandomFiles(seed).file(TransferSyntax.EXPLICIT_LE);
            file.dataSet().remove(0x00100000);
            DicomFile read = RandomFiles.read(RandomFiles.bytes(file));
            read.dataSet().setString(Tag.RecognizableVisualFeatures, Vr.CS, "NO");
            byte[] with = RandomFiles.bytes(read);
            byte[] added = {0x28, 0, 0x02, 0x03, 'C', 'S', 2, 0, 'N', 'O'};
            byte[] without = RandomFiles.bytes(file);
            assertThat(with).hasSize(without.length + added.length);
            int at = 0;
            while (at < without.length && with[at] == without[at]) {
                at++;
            }
            // the first difference may lie inside the added element, where bytes happen to agree
            boolean found = false;
            for (int start = Math.max(0, at - added.length); start <= at; start++) {
                byte[] cut = new byte[without.length];
                System.arraycopy(with, 0, cut, 0, start);
                System.arraycopy(with, start + added.length, cut, start, without.length - start);
                found |= Arrays.equals(cut, without);
            }
            assertThat(found).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void bigEndianFilesAreReadAndBecomeLittleEndian() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(200).order(ByteOrder.BIG_ENDIAN);
        b.putShort((short) 0x0008)
                .putShort((short) 0x0016)
                .put((byte) 'U')
                .put((byte) 'I')
                .putShort((short) 4);
        b.put(new byte[] {'1', '.', '2', 0});
        b.putShort((short) 0x0028)
                .putShort((short) 0x0010)
                .put((byte) 'U')
                .put((byte) 'S')
                .putShort((short) 2);
        b.putShort((short) 258);
        b.putShort((short) 0x5400)
                .putShort((short) 0x0100)
                .put((byte) 'S')
                .put((byte) 'Q')
                .putShort((short) 0);
        b.putInt(8 + 16);
        b.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(16);
        b.putShort((short) 0x0018)
                .putShort((short) 0x9087)
                .put((byte) 'F')
                .put((byte) 'D')
                .putShort((short) 8);
        b.putDouble(1000.5);
        byte[] bytes = Arrays.copyOf(b.array(), b.position());

        DicomFile file = RandomFiles.read(bytes);
        assertThat(file.syntax()).isEqualTo(TransferSyntax.EXPLICIT_BE);
        assertThat(file.dataSet().integer(Tag.Rows)).hasValue(258);
        assertThat(file.dataSet().items(0x54000100).getFirst().number(Tag.DiffusionBValue))
                .hasValue(1000.5);

        DicomFile again = RandomFiles.read(RandomFiles.bytes(file));
        assertThat(again.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LE);
        assertThat(again.dataSet().integer(Tag.Rows)).hasValue(258);
        assertThat(again.dataSet().items(0x54000100).getFirst().number(Tag.DiffusionBValue))
                .hasValue(1000.5);
    }

    @Test
    void encapsulatedPixelsAreKeptFragmentByFragment() throws IOException {
        DicomFile file = new DicomFile(TransferSyntax.of("1.2.840.10008.1.2.5"));
        file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2");
        Element.Fragments parts = new Element.Fragments(List.of(
                new Element.Bytes(new byte[0]), new Element.Bytes(new byte[] {1, 2}), new Element.Bytes(new byte[6])));
        file.dataSet().put(new Element(Tag.PixelData, Vr.OB, parts));
        byte[] bytes = RandomFiles.bytes(file);

        DicomFile read = RandomFiles.read(bytes);

        assertThat(read.syntax().encapsulated()).isTrue();
        Element.Fragments fragments = (Element.Fragments)
                read.dataSet().get(Tag.PixelData).orElseThrow().value();
        assertThat(fragments.parts()).extracting(Element.Bytes::length).containsExactly(0, 2, 6);
        assertThat(RandomFiles.bytes(read)).isEqualTo(bytes);
    }

    @Test
    void groupLengthsFollowWhatTheyMeasure() throws IOException {
        DicomFile file = new DicomFile(TransferSyntax.EXPLICIT_LE);
        DataSet set = file.dataSet();
        set.setString(Tag.SOPClassUID, Vr.UI, "1.2");
        set.setNumbers(0x00100000, Vr.UL, 999);
        set.setString(0x00100010, Vr.PN, "Adams^John");
        DicomFile read = RandomFiles.read(RandomFiles.bytes(file));
        assertThat(read.dataSet().number(0x00100000)).hasValue(18);
        assertThat(read.meta().number(Tag.FileMetaInformationGroupLength)).hasValue(14 + 28);
    }

    @Test
    void elementsCanBeSetAtAnyDepth() throws IOException {
        for (TransferSyntax syntax : SYNTAXES) {
            DicomFile file = new DicomFile(syntax);
            file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2");
            DataSet code = file.dataSet().addItem(Tag.DeidentificationMethodCodeSequence);
            code.setString(Tag.CodeValue, Vr.SH, "113102");
            file.dataSet().addItem(Tag.DeidentificationMethodCodeSequence).setString(Tag.CodeValue, Vr.SH, "2");
            file.dataSet()
                    .addItem(Tag.SourceImageSequence)
                    .addItem(Tag.IconImageSequence)
                    .setNumbers(Tag.Rows, Vr.US, 7);
            file.dataSet().setNumbers(Tag.RescaleSlope, Vr.DS, 1.0 / 3, 2, 1.23456789012345e-123);
            file.dataSet().setString(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "X");

            DataSet read = RandomFiles.read(RandomFiles.bytes(file)).dataSet();
            assertThat(read.items(Tag.DeidentificationMethodCodeSequence))
                    .extracting(i -> i.string(Tag.CodeValue).orElse(""))
                    .containsExactly("113102", "2");
            assertThat(read.items(Tag.SourceImageSequence)
                            .getFirst()
                            .items(Tag.IconImageSequence)
                            .getFirst()
                            .integer(Tag.Rows))
                    .hasValue(7);
            double[] numbers = read.numbers(Tag.RescaleSlope);
            assertThat(numbers[0]).isCloseTo(1.0 / 3, org.assertj.core.data.Offset.offset(1e-13));
            assertThat(numbers[1]).isEqualTo(2);
            assertThat(numbers[2] / 1.23456789012345e-123).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-8));
            assertThat(read.get(Tag.RescaleSlope).orElseThrow().strings()).allMatch(s -> s.length() <= 16);
            assertThat(read.strings(Tag.ImageType)).containsExactly("DERIVED", "PRIMARY", "X");
            assertThat(read.elements()).extracting(Element::tag).isSorted();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedFilesGetASentenceAndNothingElse(long seed) throws IOException {
        Random random = new Random(seed);
        for (int n = 0; n < 700; n++) {
            byte[] bytes = RandomFiles.bytes(new RandomFiles(n % 50).file(SYNTAXES.get(n % 3)));
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            for (int i = random.nextInt(5); i > 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
            }
            try {
                RandomFiles.bytes(RandomFiles.read(bad));
            } catch (InputException e) {
                assertThat(e.getMessage()).startsWith("made.dcm: ").contains("; ");
            }
        }
    }

    @Test
    void lengthsBeyondTheFileAreRefused() throws IOException {
        byte[] bytes = {8, 0, 0x16, 0, 'U', 'N', 0, 0, (byte) 0xF0, (byte) 0xFF, (byte) 0xFF, 0x7F, 1, 2};
        assertThatThrownBy(() -> RandomFiles.read(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("(0008,0016) needs 2147483632 bytes and 2 are left");
    }

    @Test
    void endlessNestingIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {8, 0, 0x16, 0, 'U', 'I', 0, 0});
        for (int i = 0; i < 100_000; i++) {
            out.write(new byte[] {8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1});
            out.write(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, -1, -1, -1, -1});
        }
        assertThatThrownBy(() -> RandomFiles.read(out.toByteArray()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nested more than 64 deep");
    }

    @Test
    void anElementThatOccursTwiceIsRefused() {
        byte[] bytes = {8, 0, 0x16, 0, 'U', 'I', 0, 0, 8, 0, 0x16, 0, 'U', 'I', 0, 0};
        assertThatThrownBy(() -> RandomFiles.read(bytes)).hasMessageContaining("(0008,0016) occurs twice");
    }

    @Test
    void theHeaderIsReadWithoutThePixels(@TempDir Path folder) throws IOException {
        DicomFile file = new DicomFile(TransferSyntax.EXPLICIT_LE);
        file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2");
        // longer than the first part that is read
        file.dataSet().setBytes(0x00091010, Vr.OB, new byte[400_000]);
        file.dataSet().setNumbers(Tag.Rows, Vr.US, 5);
        file.dataSet().setBytes(Tag.PixelData, Vr.OW, new byte[1_000_000]);
        Path path = folder.resolve("a.dcm");
        Files.write(path, RandomFiles.bytes(file));
        DicomFile header = DicomFile.readHeader(path);
        assertThat(header.dataSet().integer(Tag.Rows)).hasValue(5);
        assertThat(header.dataSet().contains(Tag.PixelData)).isFalse();
    }

    @Test
    void otherFilesAreNotTakenForDicom(@TempDir Path folder) throws IOException {
        for (String text : List.of("", "short", "x".repeat(500), "{\"a\": 1}".repeat(50))) {
            Path path = folder.resolve("a");
            Files.writeString(path, text);
            assertThat(DicomFile.looksLikeOne(path)).isFalse();
            assertThatThrownBy(() -> DicomFile.readHeader(path)).hasMessageContaining("no DICOM file");
        }
    }
}
