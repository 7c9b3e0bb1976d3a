package org.guise.app.pacs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;

/** Series of few tiny instances, made up. */
final class SmallSeries {
    static final String MR = "1.2.840.10008.5.1.4.1.1.4";

    private SmallSeries() {}

    /** UID of series {@code n}. */
    static String uid(int n) {
        return "2.25.7000." + n;
    }

    /** Writes instances {@code from} to {@code to} − 1 of series {@code n}. */
    static List<Path> write(Path folder, int n, String modality, int from, int to) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int i = from; i < to; i++) {
            DicomFile file = new DicomFile(TransferSyntax.of("1.2.840.10008.1.2.1"));
            var d = file.dataSet();
            String sop = uid(n) + "." + (i + 1);
            file.meta().setString(Tag.MediaStorageSOPClassUID, Vr.UI, MR);
            file.meta().setString(Tag.MediaStorageSOPInstanceUID, Vr.UI, sop);
            file.meta().setString(Tag.ImplementationClassUID, Vr.UI, "2.25.1");
            d.setString(Tag.SOPClassUID, Vr.UI, MR);
            d.setString(Tag.SOPInstanceUID, Vr.UI, sop);
            d.setString(Tag.Modality, Vr.CS, modality);
            d.setString(0x00100010, Vr.PN, "Nobody^" + n / 2);
            d.setString(Tag.PatientID, Vr.LO, "P" + n / 2);
            d.setString(Tag.StudyInstanceUID, Vr.UI, "2.25.8000." + n / 2);
            d.setString(Tag.SeriesInstanceUID, Vr.UI, uid(n));
            d.setString(Tag.InstanceNumber, Vr.IS, "" + (i + 1));
            d.setNumbers(Tag.Rows, Vr.US, 8);
            d.setNumbers(Tag.Columns, Vr.US, 8);
            d.setNumbers(Tag.BitsAllocated, Vr.US, 16);
            d.setBytes(0x7FE00010, Vr.OW, new byte[128]);
            Path path = folder.resolve("s" + n + "i" + i + ".dcm");
            try (OutputStream out = Files.newOutputStream(path)) {
                file.write(out);
            }
            files.add(path);
        }
        return files;
    }
}
