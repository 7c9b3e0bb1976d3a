package org.guise.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.guise.app.verify.Leak.Gravity;
import org.guise.app.verify.Leak.Kind;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small trees with one leak each, and one without. Faces are seen by a stand-in: the value of the first voxel says so. */
class VerifyJobTest {
    private static final int FACE = 1, PERHAPS = 2, NOTHING = 0;

    @TempDir
    private Path dir;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(dir.resolve("tree"));
    }

    /** Sees a face in scans whose first voxel is 1 and in black pictures. */
    private static final class Eyes implements FaceWitness {
        @Override
        public boolean detects() {
            return true;
        }

        @Override
        public Sighting look(Volume scan) {
            int code = Math.round(scan.data()[0]);
            return code == FACE ? Sighting.FACE : code == PERHAPS ? Sighting.PERHAPS : Sighting.NONE;
        }

        @Override
        public boolean isFace(BufferedImage picture) {
            return (picture.getRGB(0, 0) & 0xffffff) == 0;
        }

        @Override
        public void close() {}
    }

    private Verification verify() throws IOException {
        return verify(Optional.empty(), Set.of());
    }

    private Verification verify(Optional<Path> originals, Set<String> seen) throws IOException {
        return VerifyJob.run(
                new VerifyJob.Settings(tree, originals, seen, Optional.empty(), 1), new Eyes(), text -> {});
    }

    private Path file(String name) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private Path scan(String name, int code) throws IOException {
        Grid grid = new Grid(12, 12, 12, Affine.scaleShift(5, 5, 5, 0, 0, 0));
        float[] data = new float[grid.size()];
        data[0] = code;
        data[100] = 9;
        Path file = file(name);
        NiftiWriter.write(file, new Volume(grid, data), DataType.INT16);
        return file;
    }

    private Path text(String name, String content) throws IOException {
        return Files.writeString(file(name), content);
    }

    private void sidecar(Path scan, String name, String verdict) throws IOException {
        text(name, """
                {"DeidentificationMethod": ["Guise 0.1.0 reface: face replaced"],
                 "Guise": {"Parameters": {"Method": "reface"}, "Verdict": "%s",
                           "Hashes": {"OutputFile": "%s", "OutputSamples": "%s"}}}
                """.formatted(verdict, Hashes.file(scan), Hashes.samples(NiftiFile.read(scan))));
    }

    private void onlyLeak(Kind kind, Gravity gravity) throws IOException {
        assertThat(verify().leaks()).singleElement().satisfies(l -> {
            assertThat(l.kind()).isEqualTo(kind);
            assertThat(l.gravity()).isEqualTo(gravity);
        });
    }

    @Test
    void aCleanBidsTreeMayBeShared() throws IOException {
        Path refaced = scan("sub-01/ses-1/anat/sub-01_ses-1_desc-refaced_T1w.nii.gz", FACE);
        sidecar(refaced, "sub-01/ses-1/anat/sub-01_ses-1_desc-refaced_T1w.json", "PASS");
        scan("sub-01/ses-1/func/sub-01_ses-1_task-rest_bold.nii.gz", NOTHING);
        text("sub-01/ses-1/func/sub-01_ses-1_task-rest_events.tsv", "onset\tduration\ttrial_type\n1.5\t2\tgo\n");
        text("participants.tsv", "participant_id\tage\tsex\tgroup\nsub-01\t34\tF\tcontrol\nsub-02\t89+\tM\tn/a\n");
        text("sub-01/ses-1/sub-01_ses-1_scans.tsv", "filename\tacq_time\nanat/x.nii.gz\t1891-03-04T10:00:00\n");
        text(
                "dataset_description.json",
                "{\"Name\": \"Heads\", \"BIDSVersion\": \"1.10.0\", \"Authors\": [\"Jane Doe\"],"
                        + " \"GeneratedBy\": [{\"Name\": \"Guise\", \"Version\": \"0.1.0\"}]}");
        text("participants.json", "{\"age\": {\"Description\": \"age of the participant\", \"Units\": \"years\"}}");
        text("README.md", "A data set. See https://example.org/home.");

        Verification result = verify();

        assertThat(result.leaks()).isEmpty();
        assertThat(result.gravest()).isEmpty();
        assertThat(result.scans()).isEqualTo(2);
    }

    @Test
    void aFaceWithoutAMarkLeaks() throws IOException {
        scan("sub-01_T1w.nii.gz", FACE);

        onlyLeak(Kind.FACE, Gravity.LEAK);
    }

    @Test
    void halfAFaceIsForAPersonToLookAt() throws IOException {
        scan("sub-01_T1w.nii.gz", PERHAPS);

        onlyLeak(Kind.FACE, Gravity.DOUBT);
        assertThat(verify(Optional.empty(), Set.of("sub-01_T1w.nii.gz")).gravest())
                .isEmpty();
    }

    @Test
    void aSidecarOfAnotherScanIsAFalseMark() throws IOException {
        scan("sub-01_desc-refaced_T1w.nii.gz", FACE);
        sidecar(scan("other.nii.gz", PERHAPS + 1), "sub-01_desc-refaced_T1w.json", "PASS");
        Files.delete(tree.resolve("other.nii.gz"));

        onlyLeak(Kind.FALSE_MARK, Gravity.LEAK);
    }

    @Test
    void aRefacedScanThatWasUnpackedIsStillKnown() throws IOException {
        Path packed = scan("sub-01_desc-refaced_T1w.nii.gz", FACE);
        sidecar(packed, "sub-01_desc-refaced_T1w.json", "PASS");
        scan("sub-01_desc-refaced_T1w.nii", FACE);
        Files.delete(packed);

        assertThat(verify().leaks()).isEmpty();
    }

    @Test
    void aFaceSaidToBeRemovedIsAFalseMarkAndOneSaidToBeReplacedADoubt() throws IOException {
        scan("a_T1w.nii.gz", FACE);
        text("a_T1w.json", "{\"DeidentificationMethod\": [\"pydeface: face voxels removed\"]}");
        scan("b_T1w.nii.gz", FACE);
        text("b_T1w.json", "{\"DeidentificationMethod\": [\"mri_reface: face replaced by an average\"]}");

        assertThat(verify().leaks())
                .extracting(Leak::file, Leak::kind, Leak::gravity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a_T1w.nii.gz", Kind.FALSE_MARK, Gravity.LEAK),
                        org.assertj.core.groups.Tuple.tuple("b_T1w.nii.gz", Kind.FACE, Gravity.DOUBT));
    }

    @Test
    void aVerdictOfReviewIsForAPersonToLookAt() throws IOException {
        sidecar(scan("a_refaced.nii.gz", FACE), "a_refaced.json", "REVIEW");

        onlyLeak(Kind.FACE, Gravity.DOUBT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub-01_orig_T1w.nii.gz",
                "sub-01_T1w_undefaced.nii.gz",
                "sub-01_pre-deface_T1w.nii.gz",
                "sub-01_no_deid.nii.gz",
                "sourcedata/sub-01_T1w.nii.gz",
                "derivatives/bidsonym/sub-01_T1w.nii.gz",
                "out-restricted/x.nii.gz",
                "sub-01_T1w.nii.gz.bak",
                "sub-01_T1w.nii~"
            })
    void namesGiveOriginalsAway(String name) throws IOException {
        text(name, "");

        assertThat(verify().leaks())
                .anyMatch(l -> l.kind() == Kind.ORIGINAL && l.file().equals(name));
    }

    @Test
    void theUnmarkedTwinOfARefacedScanIsAnOriginal() throws IOException {
        sidecar(scan("sub-01_desc-refaced_T1w.nii.gz", FACE), "sub-01_desc-refaced_T1w.json", "PASS");
        scan("sub-01_T1w.nii.gz", NOTHING);

        onlyLeak(Kind.ORIGINAL, Gravity.LEAK);
    }

    @Test
    void theContentOfAnOriginalIsKnownUnderAnyNameAndCompression() throws IOException {
        Path original = scan("x.nii", NOTHING);
        Path originals = Files.createDirectory(dir.resolve("originals"));
        Files.move(original, originals.resolve("x.nii"));
        scan("harmless.nii.gz", NOTHING);

        assertThat(verify(Optional.of(originals), Set.of()).leaks())
                .extracting(Leak::kind)
                .containsExactly(Kind.ORIGINAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub-01_from-T1w_to-MNI_mode-image_xfm.h5",
                "sub-01_1Warp.nii.gz",
                "sub-01_1InverseWarp.nii.gz",
                "sub-01_0GenericAffine.mat",
                "talairach.lta",
                "y_sub-01.nii",
                "sub-01_affine.txt",
                "sub-01_warp.nii.gz",
                "talairach.xfm"
            })
    void transformsLeak(String name) throws IOException {
        text(name, "1 0 0 0");

        assertThat(verify().leaks()).anyMatch(l -> l.kind() == Kind.TRANSFORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.jsonl",
                "review.jsonl",
                "templates.bin",
                "face_embeddings.npy",
                "key.tsv",
                "uidmap.json",
                "id.key"
            })
    void filesOfTheRestrictedTreeLeak(String name) throws IOException {
        text(name, "");

        assertThat(verify().leaks()).anyMatch(l -> l.kind() == Kind.RESTRICTED);
    }

    @ParameterizedTest
    @CsvSource({
        "sub-DOE^JOHN/x.tsv, LEAK",
        "sub-01/ses-20190304/x.tsv, LEAK",
        "scan_2019-03-04.tsv, LEAK",
        "sub-4711008/x.tsv, DOUBT"
    })
    void namesOfFilesTell(String name, Gravity gravity) throws IOException {
        text(name, "a\n1\n");

        onlyLeak(Kind.NAME, gravity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub-0012/x.tsv",
                "IM000001.tsv",
                "1.2.840.113619.20190304.123456789.tsv",
                "sub-01_run-2_echo-3.tsv"
            })
    void ordinaryNamesTellNothing(String name) throws IOException {
        text(name, "a\n1\n");

        assertThat(verify().leaks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"PatientName\": \"x\"} | LEAK",
                "{\"PatientBirthDate\": \"19500102\"} | LEAK",
                "{\"AcquisitionDateTime\": \"2019-03-04T10:11:12\"} | LEAK",
                "{\"global\": {\"const\": {\"ReferringPhysicianName\": \"x\"}}} | LEAK",
                "{\"Note\": \"DOE^JOHN\"} | LEAK",
                "{\"Sources\": [\"/home/jane/sub-01.nii\"]} | LEAK",
                "{\"InstitutionName\": \"x\"} | DOUBT",
                "{\"SeriesInstanceUID\": \"1.2.3\"} | DOUBT",
                "{\"Day\": \"2019-03-04\"} | DOUBT",
                "{broken | DOUBT"
            })
    void fieldsOfSidecarsTell(String json, Gravity gravity) throws IOException {
        text("x.json", json);

        assertThat(verify().leaks()).singleElement().extracting(Leak::gravity).isEqualTo(gravity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"PatientName\": \"\", \"PatientID\": null, \"AccessionNumber\": \"anonymous\"}",
                "{\"AcquisitionDateTime\": \"1891-03-04T10:11:12\"}",
                "{\"AcquisitionTime\": \"10:11:12\", \"EchoTime\": 0.003, \"ConversionSoftwareVersion\": \"v1.0.20220720\"}"
            })
    void emptyAndShiftedFieldsTellNothing(String json) throws IOException {
        text("x.json", json);

        assertThat(verify().leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "participant_id\tage\nsub-01\t93\n",
                "participant_id\tbirth_date\nsub-01\t1950\n",
                "participant_id\tlast_name\nsub-01\tx\n",
                "filename\tacq_time\nx\t2019-03-04T10:00:00\n",
                "a\tb\nx\tDOE^JOHN\n",
                "a\tsource\nx\t/data/jane/x.nii\n",
                "a,e-mail\nx,jane@clinic.example\n",
                "visit_date\n20190304\n"
            })
    void tablesTell(String table) throws IOException {
        text("x.tsv", table);

        assertThat(verify().leaks()).isNotEmpty().allMatch(l -> l.kind() == Kind.TABLE && l.gravity() == Gravity.LEAK);
    }

    private void header(String name, int at, String value) throws IOException {
        Path file = scan(name, NOTHING);
        byte[] bytes = Files.readAllBytes(file);
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, bytes, at, text.length);
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "148, DOE^JOHN, LEAK",
        "148, scanned 2019-03-04, LEAK",
        "148, /home/jane/x, LEAK",
        "228, Doe_J.nii, DOUBT",
        "14, DOE JOHN, DOUBT",
        "328, DOE^J, LEAK"
    })
    void textsInTheHeaderTell(int at, String value, Gravity gravity) throws IOException {
        header("x.nii", at, value);

        onlyLeak(Kind.HEADER, gravity);
    }

    @Test
    void extensionsTell() throws IOException {
        Path file = scan("x.nii", NOTHING);
        byte[] bytes = Files.readAllBytes(file);
        byte[] comment = "Patient: John Doe".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer longer = ByteBuffer.allocate(bytes.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(bytes, 0, 348)
                .put(new byte[] {1, 0, 0, 0})
                .putInt(32)
                .putInt(6)
                .put(comment);
        longer.position(384).put(bytes, 352, bytes.length - 352).putFloat(108, 384);
        Files.write(file, longer.array());

        onlyLeak(Kind.HEADER, Gravity.LEAK);
    }

    @Test
    void theNameInAGzipHeaderTells() throws IOException {
        Path plain = scan("y.nii", NOTHING);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(Files.readAllBytes(plain));
        }
        Files.delete(plain);
        byte[] gz = packed.toByteArray();
        gz[3] = 8;
        try (OutputStream out = Files.newOutputStream(file("y.nii.gz"))) {
            out.write(gz, 0, 10);
            out.write("DOE^JOHN.nii\0".getBytes(StandardCharsets.ISO_8859_1));
            out.write(gz, 10, gz.length - 10);
        }

        onlyLeak(Kind.HEADER, Gravity.LEAK);
    }

    private static byte[] png(int rgb) throws IOException {
        BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, rgb);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    @Test
    void picturesWithAFaceLeakAlsoWithinPages() throws IOException {
        Files.write(file("a.png"), png(0));
        Files.write(file("b.png"), png(0xffffff));
        text("c.html", "<img src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png(0)) + "\">");
        Files.write(file("sub-01_qc.png"), png(0xffffff));

        assertThat(verify().leaks())
                .allMatch(l -> l.kind() == Kind.PICTURE)
                .extracting(Leak::file)
                .containsExactly("a.png", "c.html", "sub-01_qc.png");
    }

    @Test
    void aFineMaskLeaksAndOneOfBlocksDoesNot() throws IOException {
        Grid grid = new Grid(24, 24, 24, Affine.scaleShift(2, 2, 2, 0, 0, 0));
        byte[] ball = new byte[grid.size()], block = new byte[grid.size()];
        for (int i = 0; i < ball.length; i++) {
            int x = i % 24 - 12, y = i / 24 % 24 - 12, z = i / 576 - 12;
            ball[i] = (byte) (x * x + y * y + z * z < 64 ? 1 : 0);
            block[i] = (byte) (x >= 0 && y >= 0 && z >= 0 ? 1 : 0);
        }
        NiftiWriter.write(file("a_defacemask.nii.gz"), new LabelVolume(grid, ball));
        NiftiWriter.write(file("b_defacemask.nii.gz"), new LabelVolume(grid, block));

        assertThat(verify().leaks()).singleElement().satisfies(l -> {
            assertThat(l.kind()).isEqualTo(Kind.MASK);
            assertThat(l.file()).isEqualTo("a_defacemask.nii.gz");
        });
    }

    private DicomFile dicom() {
        DicomFile dicom = new DicomFile(TransferSyntax.EXPLICIT_LE);
        dicom.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.12.1");
        dicom.dataSet().setString(0x00080060, Vr.CS, "MR");
        dicom.dataSet().setString(0x00100010, Vr.PN, "ANONYMOUS");
        dicom.dataSet().setString(0x0020000E, Vr.UI, "1.2.3.4");
        return dicom;
    }

    private void write(String name, DicomFile dicom) throws IOException {
        try (OutputStream out = Files.newOutputStream(file(name))) {
            dicom.write(out);
        }
    }

    @Test
    void aDeidentifiedDicomFileIsClean() throws IOException {
        write("1.dcm", dicom());

        assertThat(verify().leaks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "00100010, PN, DOE^JOHN, LEAK",
        "00100030, DA, 19500102, LEAK",
        "00081070, PN, SMITH, LEAK",
        "00101010, AS, 093Y, LEAK",
        "00280301, CS, YES, LEAK",
        "00280302, CS, YES, LEAK",
        "00080016, UI, 1.2.840.10008.5.1.4.1.1.7, LEAK",
        "00080080, LO, Clinic, DOUBT",
        "00080020, DA, 20190304, DOUBT",
        "00091001, LO, secret, DOUBT"
    })
    void attributesOfDicomTell(String tag, Vr vr, String value, Gravity gravity) throws IOException {
        DicomFile dicom = dicom();
        dicom.dataSet().setString(Integer.parseUnsignedInt(tag, 16), vr, value);
        write("1.dcm", dicom);
        write("2.dcm", dicom);

        assertThat(verify().leaks()).as("told once a series").singleElement().satisfies(l -> {
            assertThat(l.kind()).isEqualTo(Kind.DICOM);
            assertThat(l.gravity()).isEqualTo(gravity);
            assertThat(l.line()).doesNotContain("JOHN", "SMITH", "19500102", "secret");
        });
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        text("broken.nii.gz", "nothing");
        Files.createSymbolicLink(tree.resolve("gone.nii.gz"), Path.of("nowhere"));
        text("x.zip", "");
        text("x.mgz", "");

        List<Leak> found = verify().leaks();

        assertThat(found).allMatch(l -> l.kind() == Kind.UNREAD).hasSize(4);
        assertThat(found).filteredOn(l -> l.gravity() == Gravity.UNREADABLE).hasSize(2);
        assertThat(verify().gravest()).contains(Gravity.UNREADABLE);
    }
}
