package org.guise.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiNames;
import org.guise.io.nifti.NiftiWriter;

/**
 * A tree with ten leaks of every kind that {@code guise verify} is to find, no two of a kind alike. Faces come from given
 * originals and marks from given refaced scans; all else is made up.
 */
final class PlantedTree {
    private static final int EACH = 10;

    private final Path tree;
    /** Planted files by kind. */
    private final Map<String, List<String>> planted = new LinkedHashMap<>();

    /** @param tree an empty folder */
    PlantedTree(Path tree) {
        this.tree = tree;
    }

    /** Plants everything. @param refaced scans with their sidecars, as many as originals or fewer */
    Map<String, List<String>> plant(List<Path> originals, List<Path> refaced) throws IOException {
        for (int i = 0; i < Math.min(EACH, originals.size()); i++) {
            face(i, originals.get(i));
            falseMark(i, originals.get(i), refaced.get(i % refaced.size()));
            picture(i, originals.get(i));
            mask(i, originals.get(i));
        }
        originals();
        transforms();
        restricted();
        headers();
        texts(
                "json",
                ".json",
                List.of(
                        "{\"PatientName\": \"Smith\"}",
                        "{\"PatientID\": \"A4711\"}",
                        "{\"PatientBirthDate\": \"19500102\"}",
                        "{\"AcquisitionDateTime\": \"2019-03-04T10:11:12\"}",
                        "{\"global\": {\"const\": {\"ReferringPhysicianName\": \"Jones\"}}}",
                        "{\"AccessionNumber\": \"A1\"}",
                        "{\"InstitutionAddress\": \"1 Main Street\"}",
                        "{\"Sources\": [\"/home/jane/a.nii\"]}",
                        "{\"Comment\": \"SMITH^ANN\"}",
                        "{\"SeriesInstanceUID\": \"1.2.3.4.5\"}"));
        texts(
                "table",
                ".tsv",
                List.of(
                        "participant_id\tage\nsub-01\t93\n",
                        "participant_id\tbirth_date\nsub-01\t1950\n",
                        "id\tlast_name\n1\tSmith\n",
                        "filename\tacq_time\na\t2019-03-04T10:00:00\n",
                        "a\tb\n1\tSMITH^ANN\n",
                        "a\tsource\n1\tC:\\Users\\ann\\a.nii\n",
                        "a\temail\n1\tann@clinic.example\n",
                        "a\tvisit_date\n1\t20190304\n",
                        "a\tscanned\n1\t04.03.2019\n",
                        "a\tmrn\n1\tA4711\n"));
        dicom();
        names();
        return planted;
    }

    private Path file(String kind, String name) throws IOException {
        planted.computeIfAbsent(kind, k -> new ArrayList<>()).add(name);
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private static String ending(Path scan) {
        return NiftiNames.ending(scan);
    }

    private void face(int i, Path original) throws IOException {
        Files.copy(original, file("face", "sub-f" + i + "/anat/sub-f" + i + "_T1w" + ending(original)));
    }

    private void falseMark(int i, Path original, Path refaced) throws IOException {
        String stem = "sub-m" + i + "/anat/sub-m" + i + (i % 2 == 0 ? "_desc-refaced_T1w" : "_T1w");
        Files.copy(original, file("false-mark", stem + ending(original)));
        Path json = tree.resolve(stem + ".json");
        if (i % 2 == 0) {
            Files.copy(refaced.resolveSibling(NiftiNames.stem(refaced) + ".json"), json);
        } else {
            Files.writeString(json, "{\"DeidentificationMethod\": [\"face removed by another program\"]}");
        }
    }

    private void picture(int i, Path original) throws IOException {
        Volume scan = NiftiFile.read(original).frame(0);
        HeadSurface surface = HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), 2);
        BufferedImage picture = HeadRenders.of(surface, HeadFrame.straight(surface), RenderPreset.AUDIT_10, 320, 1, 2)
                .get(i)
                .picture();
        String type = i % 3 == 0 ? "png" : i % 3 == 1 ? "jpg" : "gif";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, type, bytes);
        if (i == 8) {
            Files.writeString(
                    file("picture", "report-" + i + ".html"),
                    "<html><img src=\"data:image/gif;base64,"
                            + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\"></html>");
        } else {
            Files.write(file("picture", "figures/p" + i + (i == 9 ? "_qc." : ".") + type), bytes.toByteArray());
        }
    }

    /** The head's own outline under the name of a change mask. */
    private void mask(int i, Path original) throws IOException {
        Volume scan = NiftiFile.read(original).frame(0);
        float skin = SurfaceThreshold.of(scan).value();
        byte[] inside = new byte[scan.data().length];
        for (int v = 0; v < inside.length; v++) {
            inside[v] = (byte) (scan.data()[v] > skin ? 1 : 0);
        }
        NiftiWriter.write(
                file("mask", "masks/sub-" + i + "_T1w_defacemask.nii.gz"), new LabelVolume(scan.grid(), inside));
    }

    private static Volume phantom() {
        Grid grid = new Grid(8, 8, 8, Affine.identity());
        float[] data = new float[grid.size()];
        data[77] = 5;
        return new Volume(grid, data);
    }

    private void small(String kind, String name) throws IOException {
        NiftiWriter.write(file(kind, name), phantom(), DataType.INT16);
    }

    private void originals() throws IOException {
        for (String name : List.of(
                "o/sub-1_orig_T1w.nii.gz",
                "o/sub-2_T1w_undefaced.nii.gz",
                "o/sub-3_predeface_T1w.nii.gz",
                "o/sub-4_no_deid_T1w.nii.gz",
                "sourcedata/sub-5_T1w.nii.gz",
                "derivatives/bidsonym/sub-6_T1w.nii.gz",
                "out-restricted/sub-7_T1w.nii.gz",
                "o/sub-9_T1w_original.nii")) {
            small("original", name);
        }
        Files.write(file("original", "o/sub-8_T1w.nii.gz.bak"), new byte[8]);
        small("original", "o/sub-10_T1w.nii.gz");
        NiftiWriter.write(tree.resolve("o/sub-10_desc-refaced_T1w.nii.gz"), phantom(), DataType.INT16);
    }

    private void transforms() throws IOException {
        for (String name : List.of(
                "x/sub-1_from-T1w_to-MNI_mode-image_xfm.h5",
                "x/sub-2_0GenericAffine.mat",
                "x/sub-3.lta",
                "x/talairach.xfm",
                "x/sub-5_affine.txt",
                "x/TransformParameters.0.txt",
                "x/sub-7.m3z")) {
            Files.writeString(file("transform", name), "1 0 0 0");
        }
        small("transform", "x/sub-8_1Warp.nii.gz");
        small("transform", "x/y_sub-9.nii");
        small("transform", "x/sub-10_1InverseWarp.nii.gz");
    }

    private void restricted() throws IOException {
        for (String name : List.of(
                "run.jsonl",
                "review.jsonl",
                "r/templates.bin",
                "r/face_embeddings.npy",
                "r/key.tsv",
                "r/uidmap.json",
                "r/id.key",
                "r/ranks.csv",
                "r/linkage.xlsx",
                "r/pseudonyms.csv")) {
            Files.writeString(file("restricted", name), "{}\n");
        }
    }

    private void headers() throws IOException {
        Object[][] fields = {
            {148, "SMITH^ANN"},
            {148, "scanned 2019-03-04"},
            {148, "/home/ann/a.nii"},
            {228, "Smith_Ann"},
            {14, "SMITH ANN"},
            {328, "SMITH^A"},
            {228, "born: 1950"},
            {14, "19500102"}
        };
        for (int i = 0; i < fields.length; i++) {
            Path file = file("header", "h/sub-" + i + ".nii");
            NiftiWriter.write(file, phantom(), DataType.INT16);
            byte[] bytes = Files.readAllBytes(file);
            byte[] text = fields[i][1].toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, bytes, (Integer) fields[i][0], text.length);
            Files.write(file, bytes);
        }
        Path file = file("header", "h/sub-8.nii");
        NiftiWriter.write(file, phantom(), DataType.INT16);
        byte[] plain = Files.readAllBytes(file);
        ByteBuffer longer = ByteBuffer.allocate(plain.length + 32).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(plain, 0, 348)
                .put(new byte[] {1, 0, 0, 0})
                .putInt(32)
                .putInt(2)
                .put("dicom".getBytes(StandardCharsets.US_ASCII));
        longer.position(384).put(plain, 352, plain.length - 352).putFloat(108, 384);
        Files.write(file, longer.array());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(packed)) {
            gz.write(plain);
        }
        byte[] gz = packed.toByteArray();
        gz[3] = 8;
        try (OutputStream out = Files.newOutputStream(file("header", "h/sub-9.nii.gz"))) {
            out.write(gz, 0, 10);
            out.write("smith_ann.nii\0".getBytes(StandardCharsets.US_ASCII));
            out.write(gz, 10, gz.length - 10);
        }
    }

    private void texts(String kind, String ending, List<String> contents) throws IOException {
        for (int i = 0; i < contents.size(); i++) {
            Files.writeString(file(kind, kind + "/x" + i + ending), contents.get(i));
        }
    }

    private void dicom() throws IOException {
        Object[][] attributes = {
            {0x00100010, Vr.PN, "SMITH^ANN"}, {0x00100020, Vr.LO, "A4711"}, {0x00100030, Vr.DA, "19500102"},
            {0x00080090, Vr.PN, "JONES"}, {0x00081070, Vr.PN, "MILLER"}, {0x00080080, Vr.LO, "Clinic"},
            {0x00080020, Vr.DA, "20190304"}, {Tag.BurnedInAnnotation, Vr.CS, "YES"}, {0x00091001, Vr.LO, "secret"},
            {Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7"}
        };
        for (int i = 0; i < attributes.length; i++) {
            DicomFile file = new DicomFile(TransferSyntax.EXPLICIT_LE);
            file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.12.1");
            file.dataSet().setString(Tag.SeriesInstanceUID, Vr.UI, "2.25." + (100 + i));
            file.dataSet().setString((Integer) attributes[i][0], (Vr) attributes[i][1], attributes[i][2].toString());
            try (OutputStream out = Files.newOutputStream(file("dicom", "d/" + i + ".dcm"))) {
                file.write(out);
            }
        }
    }

    private void names() throws IOException {
        for (String name : List.of(
                "n/SMITH^ANN.tsv",
                "n/sub-1/ses-20190304/a.tsv",
                "n/a_2018-05-06.tsv",
                "n/sub-4711008/a.tsv",
                "n/19500102_x.tsv",
                "n/JONES^BOB/a.tsv",
                "n/a_20200101.tsv",
                "n/MRN774411.tsv",
                "n/x-2017.03.09.tsv",
                "n/8812345.tsv")) {
            Files.writeString(file("name", name), "a\n1\n");
        }
    }
}
