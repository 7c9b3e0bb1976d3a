package org.guise.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.guise.dicom.ForeignTool;
import org.guise.dicom.SyntheticSeries;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.dicom.edit.HeaderProfile;
import org.guise.dicom.edit.RefacedHeader;
import org.guise.dicom.edit.UidMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesWriterTest {
    private static final double[] START = {-20, -30, 40}, UP = {0, 0, 2};
    private static final RefacedHeader HEADER = new RefacedHeader("Guise test", "Face replaced", true);
    /** All tags that may differ between an instance and what is written for it. */
    private static final Set<Integer> STATED = Set.of(
            Tag.ImageType,
            Tag.SOPInstanceUID,
            Tag.SeriesInstanceUID,
            Tag.DerivationDescription,
            Tag.DeidentificationMethod,
            Tag.DeidentificationMethodCodeSequence,
            Tag.RecognizableVisualFeatures,
            Tag.PixelData);

    @TempDir
    Path folder;

    private final SyntheticSeries series = new SyntheticSeries();

    private Path in() {
        return folder.resolve("in");
    }

    private Path out() {
        return folder.resolve("out");
    }

    /** Sets voxels p with p % 5 = 0 to 999 and writes the series. */
    private SeriesImage rewrite(Optional<UidMap> uids) throws IOException {
        List<SeriesFiles> found = DicomFolder.scan(in(), false).series();
        SeriesImage image = SeriesImage.load(SortedSeries.of(found.getFirst()));
        byte[] mask = new byte[image.grid().size()];
        float[] values = new float[mask.length];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = (byte) (p % 5 == 0 ? 1 : 0);
            values[p] = 999;
        }
        for (int t = 0; t < image.frames(); t++) {
            image.replace(t, mask, values);
        }
        SeriesWriter writer =
                new SeriesWriter(HEADER, HeaderProfile.NONE, uids, SeriesWriter.uidsOf(found), "GUISE_TEST");
        Files.createDirectories(out());
        writer.write(image, (name, bytes) -> Files.write(out().resolve(name), bytes));
        return image;
    }

    @Test
    void onlyTheStatedTagsAndTheFacePixelsDiffer() throws IOException {
        for (TransferSyntax syntax :
                List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.DEFLATED)) {
            series.syntax = syntax;
            series.write(in(), 4, START, UP);
            rewrite(Optional.of(new UidMap(new byte[32])));
            for (int k = 0; k < 4; k++) {
                DicomFile before = original(k + 1);
                DicomFile after = DicomFile.read(out().resolve(String.format("%05d.dcm", k + 1)));
                assertThat(after.syntax()).isEqualTo(syntax);
                assertThat(STATED).containsAll(differing(before.dataSet(), after.dataSet()));
                byte[] a = before.dataSet().get(Tag.PixelData).orElseThrow().bytes();
                byte[] b = after.dataSet().get(Tag.PixelData).orElseThrow().bytes();
                int differ = 0;
                for (int p = 0; p < a.length; p += 2) {
                    if (a[p] != b[p] || a[p + 1] != b[p + 1]) {
                        assertThat((b[p] & 0xFF) | b[p + 1] << 8).isEqualTo(999);
                        differ++;
                    }
                }
                assertThat(differ).isEqualTo(7);
                assertThat(after.meta().string(Tag.MediaStorageSOPInstanceUID))
                        .isEqualTo(after.dataSet().string(Tag.SOPInstanceUID));
                assertThat(after.dataSet().strings(Tag.ImageType)).containsExactly("DERIVED", "PRIMARY", "M");
                assertThat(after.dataSet().contains(0x00120062)).isFalse();
            }
        }
    }

    private DicomFile original(int number) throws IOException {
        try (var files = Files.list(in())) {
            for (Path p : files.toList()) {
                DicomFile f = DicomFile.read(p);
                if (f.dataSet().integer(Tag.InstanceNumber).orElse(0) == number) {
                    return f;
                }
            }
        }
        throw new IOException("no instance " + number);
    }

    private static Set<Integer> differing(DataSet a, DataSet b) {
        Map<Integer, Element> left = new HashMap<>(), right = new HashMap<>();
        a.forEach(e -> left.put(e.tag(), e));
        b.forEach(e -> right.put(e.tag(), e));
        Set<Integer> tags = new TreeSet<>(left.keySet());
        tags.addAll(right.keySet());
        tags.removeIf(t -> left.containsKey(t)
                && right.containsKey(t)
                && left.get(t).vr() == right.get(t).vr()
                && Arrays.equals(left.get(t).bytes(), right.get(t).bytes())
                && left.get(t).items().size() == right.get(t).items().size());
        return tags;
    }

    @Test
    void keptUidsStayAndNewOnesAreConsistentAlsoInReferences() throws IOException {
        for (int k = 0; k < 3; k++) {
            DicomFile file = series.slice(k, START, UP);
            DataSet reference = file.dataSet().addItem(Tag.SourceImageSequence);
            reference.setString(Tag.ReferencedSOPInstanceUID, Vr.UI, "1.2.3.5." + (k == 0 ? 3 : 1));
            reference.addItem(0x0040A170).setString(Tag.ReferencedSOPInstanceUID, Vr.UI, "7.7.7");
            SyntheticSeries.write(in(), "f" + k, file);
        }
        UidMap map = new UidMap(new byte[32]);
        rewrite(Optional.of(map));
        DataSet first = DicomFile.read(out().resolve("00001.dcm")).dataSet();
        DataSet third = DicomFile.read(out().resolve("00003.dcm")).dataSet();
        assertThat(first.items(Tag.SourceImageSequence).getFirst().string(Tag.ReferencedSOPInstanceUID))
                .isEqualTo(third.string(Tag.SOPInstanceUID));
        assertThat(first.items(Tag.SourceImageSequence)
                        .getFirst()
                        .items(0x0040A170)
                        .getFirst()
                        .string(Tag.ReferencedSOPInstanceUID))
                .hasValue("7.7.7");
        assertThat(first.string(Tag.SeriesInstanceUID)).hasValue(map.map("1.2.3.5"));
        assertThat(first.string(Tag.StudyInstanceUID)).hasValue("1.2.3.4");
        assertThat(map.map("1.2.3.5")).matches("2\\.25\\.[1-9][0-9]{0,38}").isNotEqualTo(map.map("1.2.3.6"));
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new UidMap(other).map("1.2.3.5")).isNotEqualTo(map.map("1.2.3.5"));

        rewrite(Optional.empty());
        assertThat(DicomFile.read(out().resolve("00001.dcm")).dataSet().string(Tag.SOPInstanceUID))
                .hasValue("1.2.3.5.1");
    }

    @Test
    void whatElseShowsTheOldPixelsFollows() throws IOException {
        for (int k = 0; k < 3; k++) {
            DicomFile file = series.slice(k, START, UP);
            DataSet set = file.dataSet();
            set.addItem(Tag.IconImageSequence).setNumbers(Tag.Rows, Vr.US, 1);
            set.setNumbers(Tag.SmallestImagePixelValue, Vr.US, 0);
            set.setNumbers(Tag.LargestImagePixelValue, Vr.US, 500);
            set.setNumbers(Tag.SmallestPixelValueInSeries, Vr.US, 0);
            set.setNumbers(Tag.LargestPixelValueInSeries, Vr.US, 600);
            set.setString(Tag.DeidentificationMethod, Vr.LO, "Earlier step");
            set.setString(Tag.DerivationDescription, Vr.ST, "Earlier");
            set.setString(Tag.LossyImageCompression, Vr.CS, "01");
            // one overlay that lies on the image, all bits set, and one that does not
            for (int group : new int[] {0x60000000, 0x60020000}) {
                set.setNumbers(group | 0x10, Vr.US, group == 0x60000000 ? series.rows : 99);
                set.setNumbers(group | 0x11, Vr.US, series.columns);
                set.setNumbers(group | 0x50, Vr.SS, 1, 1);
                byte[] bits = new byte[6];
                Arrays.fill(bits, (byte) 0xFF);
                set.setBytes(group | 0x3000, Vr.OW, bits);
            }
            SyntheticSeries.write(in(), "f" + k, file);
        }
        rewrite(Optional.empty());
        DataSet after = DicomFile.read(out().resolve("00002.dcm")).dataSet();
        assertThat(after.contains(Tag.IconImageSequence)).isFalse();
        assertThat(after.integer(Tag.LargestImagePixelValue)).hasValue(999);
        assertThat(after.integer(Tag.SmallestImagePixelValue)).hasValue(0);
        assertThat(after.integer(Tag.SmallestPixelValueInSeries)).hasValue(0);
        for (String name : List.of("00001.dcm", "00002.dcm", "00003.dcm")) {
            assertThat(DicomFile.read(out().resolve(name)).dataSet().integer(Tag.LargestPixelValueInSeries))
                    .as(name)
                    .hasValue(999);
        }
        assertThat(after.strings(Tag.DeidentificationMethod)).containsExactly("Earlier step", "Guise test");
        assertThat(after.string(Tag.DerivationDescription)).hasValue("Earlier; Face replaced");
        assertThat(after.string(Tag.LossyImageCompression)).hasValue("01");
        byte[] bits = after.get(0x60003000).orElseThrow().bytes();
        int cleared = 0;
        for (int p = 0; p < 35; p++) {
            cleared += (bits[p / 8] >> p % 8 & 1) == 0 ? 1 : 0;
        }
        assertThat(cleared).isEqualTo(7);
        assertThat(after.elements()).noneMatch(e -> Tag.group(e.tag()) == 0x6002);
    }

    @Test
    void highBitsStayAndSignedValuesAreWritten() throws IOException {
        series.signed = true;
        for (int k = 0; k < 3; k++) {
            int[] pixels = new int[35];
            Arrays.fill(pixels, -1000);
            SyntheticSeries.write(in(), "f" + k, series.instance(k + 1, new double[] {0, 0, k}, pixels));
        }
        rewrite(Optional.empty());
        assertThat(words()).containsExactly(-1000, 999);
    }

    @Test
    void overlaysInTheHighBitsAreClearedInChangedPixelsOnly() throws IOException {
        int drawn = 1 << 13;
        for (int k = 0; k < 3; k++) {
            int[] pixels = new int[35];
            Arrays.fill(pixels, 50 | drawn);
            DicomFile file = series.instance(k + 1, new double[] {0, 0, k}, pixels);
            file.dataSet().setNumbers(0x60000100, Vr.US, 16);
            file.dataSet().setNumbers(0x60000102, Vr.US, 13);
            SyntheticSeries.write(in(), "f" + k, file);
        }
        rewrite(Optional.empty());
        assertThat(words()).containsExactly(999, 50 | drawn);
    }

    /** The different 16-bit words, signed, that the pixels of the first instance written are made of. */
    private Set<Integer> words() throws IOException {
        byte[] b = DicomFile.read(out().resolve("00001.dcm"))
                .dataSet()
                .get(Tag.PixelData)
                .orElseThrow()
                .bytes();
        Set<Integer> values = new TreeSet<>();
        for (int p = 0; p < b.length; p += 2) {
            values.add((b[p] & 0xFF) | b[p + 1] << 8);
        }
        return values;
    }

    @Test
    void compressedSeriesAreWrittenUncompressed() throws IOException {
        series.write(in(), 3, START, UP);
        for (Path p : Files.list(in()).toList()) {
            ForeignTool.run("dcmcrle", p.toString(), p.toString());
        }
        rewrite(Optional.empty());
        DicomFile after = DicomFile.read(out().resolve("00001.dcm"));
        assertThat(after.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LE);
        assertThat(after.dataSet().get(Tag.PixelData).orElseThrow().length()).isEqualTo(70);
    }

    @Test
    void foreignReadersReadWhatIsWritten() throws IOException {
        series.write(in(), 3, START, UP);
        rewrite(Optional.of(new UidMap(new byte[32])));
        String file = out().resolve("00002.dcm").toString();
        assertThat(ForeignTool.run("dcmdump", "+E", file)).contains("RecognizableVisualFeatures", "113102");
        assertThat(ForeignTool.run("gdcminfo", file)).contains("MR Image Storage");
        ForeignTool.run("gdcmconv", "--rle", file, folder.resolve("again.dcm").toString());
        assertThat(ForeignTool.run(
                        "python3",
                        "-c",
                        "import pydicom,sys; d=pydicom.dcmread(sys.argv[1]); print(d.RecognizableVisualFeatures,"
                                + " d.file_meta.ImplementationVersionName, d.SOPInstanceUID.is_valid, len(d.PixelData))",
                        file))
                .contains("NO GUISE_TEST True 70");
    }
}
