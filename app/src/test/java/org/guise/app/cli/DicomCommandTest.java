package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.guise.app.job.FakeEngine;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomCommandTest {
    private static final String MR = "1.2.840.10008.5.1.4.1.1.4", CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final int ROWS = 5, COLUMNS = 6, SLICES = 4;

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeEngine engine = new FakeEngine();
    private Path in;
    private Path target;

    @BeforeEach
    void folders() {
        in = dir.resolve("in");
        target = dir.resolve("out");
    }

    private int run(Object... options) {
        Wiring fake = new Wiring(
                (atlas, threads) -> engine, (qc, threads) -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
        List<String> words = new java.util.ArrayList<>(List.of("dicom", in.toString(), target.toString()));
        Stream.of(options).map(String::valueOf).forEach(words::add);
        out.reset();
        err.reset();
        return new GuiseCli(fake, new PrintStream(out, true), new PrintStream(err, true))
                .run(words.toArray(String[]::new));
    }

    /** A series whose first voxel tells the fake engine its verdict. */
    private void series(int number, String study, String sopClass, int code) {
        for (int k = 0; k < SLICES; k++) {
            instance(number, study, sopClass, code, k);
        }
    }

    private void instance(int number, String study, String sopClass, int code, int k) {
        DicomFile file = new DicomFile(TransferSyntax.EXPLICIT_LE);
        DataSet set = file.dataSet();
        String uid = study + "." + number;
        set.setString(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY");
        set.setString(Tag.SOPClassUID, Vr.UI, sopClass);
        set.setString(Tag.SOPInstanceUID, Vr.UI, uid + "." + (k + 1));
        set.setString(Tag.StudyInstanceUID, Vr.UI, study);
        set.setString(Tag.SeriesInstanceUID, Vr.UI, uid);
        set.setString(Tag.Modality, Vr.CS, "MR");
        set.setString(Tag.PatientName, Vr.PN, "Secret^Name");
        set.setNumbers(Tag.SeriesNumber, Vr.IS, number);
        set.setNumbers(Tag.InstanceNumber, Vr.IS, k + 1);
        set.setNumbers(Tag.ImagePositionPatient, Vr.DS, 0, 0, 2 * k);
        set.setNumbers(Tag.ImageOrientationPatient, Vr.DS, 1, 0, 0, 0, 1, 0);
        set.setNumbers(Tag.PixelSpacing, Vr.DS, 1, 1);
        set.setNumbers(Tag.Rows, Vr.US, ROWS);
        set.setNumbers(Tag.Columns, Vr.US, COLUMNS);
        set.setNumbers(Tag.BitsAllocated, Vr.US, 16);
        set.setNumbers(Tag.BitsStored, Vr.US, 16);
        set.setNumbers(Tag.HighBit, Vr.US, 15);
        double[] pixels = new double[ROWS * COLUMNS];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = 10 + p + 100 * k;
        }
        // voxel 0 is the first pixel of the last row of the first slice
        if (k == 0) {
            pixels[(ROWS - 1) * COLUMNS] = code;
        }
        set.setNumbers(Tag.PixelData, Vr.OW, pixels);
        try {
            Files.createDirectories(in);
            Path path = in.resolve(String.format(Locale.ROOT, "Secret_%s_%d_%d", study, number, k));
            try (var stream = Files.newOutputStream(path)) {
                file.write(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeSet<String> files(Path folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .forEach(p -> names.add(folder.relativize(p).toString()));
            }
        }
        return names;
    }

    private String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSeriesIsWrittenUnderNeutralNamesWithItsFaceReplaced() throws IOException {
        series(3, "1.2", MR, 0);
        assertThat(run()).isZero();
        assertThat(files(target))
                .containsExactly("0003.json", "0003/00001.dcm", "0003/00002.dcm", "0003/00003.dcm", "0003/00004.dcm");
        assertThat(files(dir.resolve("out-restricted"))).contains("0003_qc.png", "run.jsonl", "uid-salt");
        assertThat(text(out)).contains("PASS", "series 3 (MR, 4 files)", "still in the headers");
        assertThat(text(out) + Files.readString(target.resolve("0003.json"))).doesNotContain("Secret");
        // the fake engine sets the last quarter of the voxels to 7: the whole last slice of four, and two rows
        DataSet last = DicomFile.read(target.resolve("0003/00004.dcm")).dataSet();
        assertThat(last.get(Tag.PixelData).orElseThrow().numbers()).containsOnly(7);
        DataSet first = DicomFile.read(target.resolve("0003/00001.dcm")).dataSet();
        assertThat(first.get(Tag.PixelData).orElseThrow().numbers()[0]).isEqualTo(10);
        assertThat(first.string(Tag.RecognizableVisualFeatures)).hasValue("NO");
        assertThat(first.string(Tag.PatientName)).hasValue("Secret^Name");
    }

    @Test
    void uidsAreNewTheSameInEveryRunAndKeptOnRequest() throws IOException {
        series(3, "1.2", MR, 0);
        run();
        String once = DicomFile.read(target.resolve("0003/00002.dcm"))
                .dataSet()
                .string(Tag.SOPInstanceUID)
                .orElseThrow();
        assertThat(once).startsWith("2.25.");
        run();
        assertThat(DicomFile.read(target.resolve("0003/00002.dcm")).dataSet().string(Tag.SOPInstanceUID))
                .hasValue(once);
        run("--keep-uids");
        assertThat(DicomFile.read(target.resolve("0003/00002.dcm")).dataSet().string(Tag.SOPInstanceUID))
                .hasValue("1.2.3.2");
    }

    @Test
    void failWritesNothingAndLeavesAnEarlierResultAlone() throws IOException {
        series(3, "1.2", MR, 0);
        run();
        byte[] earlier = Files.readAllBytes(target.resolve("0003/00001.dcm"));
        instance(3, "1.2", MR, 2, 0);
        assertThat(run()).isEqualTo(ExitCode.FAIL);
        assertThat(Files.readAllBytes(target.resolve("0003/00001.dcm"))).isEqualTo(earlier);
        target = dir.resolve("fresh");
        assertThat(run()).isEqualTo(ExitCode.FAIL);
        assertThat(files(target)).isEmpty();
    }

    @Test
    void seriesOfAStudyShareALeadAndStudiesDoNot() throws IOException {
        series(1, "1.2", MR, 0);
        series(2, "1.2", MR, 2);
        series(1, "1.3", MR, 0);
        // series 2 fails on its own and is helped by the lead of its study: REVIEW
        assertThat(run("--identity", "random", "--seed", 5)).isEqualTo(ExitCode.REVIEW);
        assertThat(files(target))
                .contains("study-1/0001/00001.dcm", "study-1/0002/00001.dcm", "study-2/0001/00001.dcm");
        assertThat(text(out)).contains("A lead helped.");
    }

    @Test
    void seriesOfAStudyGetOneFaceEvenWhenRefacedOneByOne() throws IOException {
        series(1, "1.2", MR, 0);
        run("--identity", "random", "--seed", 5);
        for (String next : List.of("1.2", "1.3")) {
            in = dir.resolve("later " + next);
            target = dir.resolve("out " + next);
            series(2, next, MR, 1);
            run("--identity", "random", "--seed", 5);
        }
        assertThat(engine.seeds).hasSize(3);
        assertThat(engine.seeds.get(1)).isEqualTo(engine.seeds.get(0));
        assertThat(engine.seeds.get(2)).isNotEqualTo(engine.seeds.get(0));
    }

    @Test
    void whatMayShowTheFaceOtherwiseIsReportedAndLeftOut() throws IOException {
        series(3, "1.2", MR, 0);
        instance(9, "1.2", CAPTURE, 0, 0);
        Files.writeString(in.resolve("readme.txt"), "text");
        assertThat(run()).isZero();
        assertThat(text(out))
                .contains("SKIP", "1 instance was left out: a secondary capture", "1 files that are no DICOM");
        assertThat(files(target)).noneMatch(f -> f.startsWith("0009"));
    }

    @Test
    void whatMayShowTheFaceIsCopiedOnRequestWithNewUidsAndWithoutNames() throws IOException {
        series(3, "1.2", MR, 0);
        instance(9, "1.2", CAPTURE, 0, 0);
        assertThat(run("--copy", "captures,doses", "--profile", "basic")).isEqualTo(ExitCode.REVIEW);
        assertThat(text(out)).contains("1 instance was copied, not refaced: a secondary capture");
        DataSet copy = DicomFile.read(target.resolve("0009-capture/00001.dcm")).dataSet();
        assertThat(copy.string(Tag.SOPInstanceUID).orElseThrow()).startsWith("2.25.");
        assertThat(copy.string(Tag.PatientName).orElse("")).doesNotContain("Secret");
        assertThat(copy.contains(Tag.RecognizableVisualFeatures)).isFalse();
        assertThat(copy.get(Tag.PixelData).orElseThrow().numbers()[0]).isEqualTo(10);
        assertThat(Files.readString(dir.resolve("out-restricted/run.jsonl"))).contains("copied, not refaced");
        target = dir.resolve("dry");
        assertThat(run("--copy", "captures", "--dry-run")).isEqualTo(ExitCode.REVIEW);
        assertThat(files(target)).isEmpty();
        assertThat(run("--copy", "everything")).isEqualTo(2);
        assertThat(text(err)).contains("captures, doses");
    }

    @Test
    void aSeriesWithAGapIsAnErrorAndTheOthersGoOn() throws IOException {
        series(3, "1.2", MR, 0);
        series(4, "1.2", MR, 0);
        Files.delete(in.resolve("Secret_1.2_4_1"));
        assertThat(run()).isEqualTo(ExitCode.IO);
        assertThat(text(err))
                .contains("series 4 (MR, 3 files)")
                .contains("1 of its slices are missing")
                .doesNotContain("Secret");
        assertThat(files(target)).contains("0003/00001.dcm").noneMatch(f -> f.startsWith("0004"));
    }

    @Test
    void aRefacedSeriesIsNotRefacedAgain() throws IOException {
        series(3, "1.2", MR, 0);
        run();
        in = target;
        target = dir.resolve("again");
        assertThat(run()).isEqualTo(ExitCode.FAIL);
        assertThat(text(out)).contains("already refaced");
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        series(3, "1.2", MR, 0);
        assertThat(run("--dry-run")).isZero();
        assertThat(files(target)).isEmpty();
        assertThat(Files.exists(dir.resolve("out-restricted"))).isFalse();
    }

    @Test
    void foldersInsideEachOtherAndEmptyOnesAreRefused() throws IOException {
        series(3, "1.2", MR, 0);
        target = in.resolve("out");
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        in = dir.resolve("nothing");
        target = dir.resolve("out");
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        Files.createDirectories(in);
        assertThat(run()).isEqualTo(ExitCode.IO);
        assertThat(text(err)).contains("no DICOM images found");
    }
}
