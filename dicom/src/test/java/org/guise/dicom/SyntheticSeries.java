package org.guise.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;

/** Makes instances of a series of which everything is known. */
public final class SyntheticSeries {
    /** MR Image Storage. */
    public static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    /** CT Image Storage. */
    public static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    public int columns = 7, rows = 5, bitsAllocated = 16, bitsStored = 12;
    public boolean signed;
    public String sopClass = MR, modality = "MR", seriesUid = "1.2.3.5", studyUid = "1.2.3.4";
    public double[] orientation = {1, 0, 0, 0, 1, 0};
    public double[] spacing = {0.9, 0.8};
    public TransferSyntax syntax = TransferSyntax.EXPLICIT_LE;

    /** One instance whose first pixel lies at {@code position}. */
    public DicomFile instance(int number, double[] position, int[] pixels) {
        DicomFile file = new DicomFile(syntax);
        DataSet set = file.dataSet();
        String uid = seriesUid + "." + number;
        file.meta().setString(Tag.MediaStorageSOPClassUID, Vr.UI, sopClass);
        file.meta().setString(Tag.MediaStorageSOPInstanceUID, Vr.UI, uid);
        file.meta().setString(Tag.ImplementationClassUID, Vr.UI, "1.2.3");
        set.setString(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "M");
        set.setString(Tag.SOPClassUID, Vr.UI, sopClass);
        set.setString(Tag.SOPInstanceUID, Vr.UI, uid);
        set.setString(Tag.Modality, Vr.CS, modality);
        set.setString(Tag.PatientName, Vr.PN, "Nobody^Known");
        set.setString(Tag.PatientID, Vr.LO, "X1");
        set.setString(Tag.StudyInstanceUID, Vr.UI, studyUid);
        set.setString(Tag.SeriesInstanceUID, Vr.UI, seriesUid);
        set.setString(Tag.FrameOfReferenceUID, Vr.UI, studyUid + ".9");
        set.setNumbers(Tag.SeriesNumber, Vr.IS, 3);
        set.setNumbers(Tag.InstanceNumber, Vr.IS, number);
        if (position.length == 3) {
            set.setNumbers(Tag.ImagePositionPatient, Vr.DS, position);
            set.setNumbers(Tag.ImageOrientationPatient, Vr.DS, orientation);
            set.setNumbers(Tag.PixelSpacing, Vr.DS, spacing);
        }
        set.setNumbers(Tag.SamplesPerPixel, Vr.US, 1);
        set.setString(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2");
        set.setNumbers(Tag.Rows, Vr.US, rows);
        set.setNumbers(Tag.Columns, Vr.US, columns);
        set.setNumbers(Tag.BitsAllocated, Vr.US, bitsAllocated);
        set.setNumbers(Tag.BitsStored, Vr.US, bitsStored);
        set.setNumbers(Tag.HighBit, Vr.US, bitsStored - 1);
        set.setNumbers(Tag.PixelRepresentation, Vr.US, signed ? 1 : 0);
        set.setBytes(Tag.PixelData, bitsAllocated == 8 ? Vr.OB : Vr.OW, bytes(pixels));
        return file;
    }

    /** Pixels little endian, of {@link #bitsAllocated} each. */
    public byte[] bytes(int[] pixels) {
        int width = bitsAllocated / 8;
        byte[] out = new byte[pixels.length * width];
        for (int i = 0; i < pixels.length; i++) {
            for (int b = 0; b < width; b++) {
                out[i * width + b] = (byte) (pixels[i] >> 8 * b);
            }
        }
        return out;
    }

    /** Writes a file into a folder, which is made. */
    public static Path write(Path folder, String name, DicomFile file) {
        try {
            Files.createDirectories(folder);
            Path path = folder.resolve(name);
            try (var out = Files.newOutputStream(path)) {
                file.write(out);
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A series of {@code slices} along {@code step} from {@code start}; pixel p of slice k is 100 k + p. */
    public void write(Path folder, int slices, double[] start, double[] step) {
        for (int k = 0; k < slices; k++) {
            write(folder, String.format(Locale.ROOT, "f%03d", (k * 7 + 3) % slices), slice(k, start, step));
        }
    }

    /** Slice k of such a series. */
    public DicomFile slice(int k, double[] start, double[] step) {
        double[] position = new double[3];
        for (int i = 0; i < 3; i++) {
            position[i] = start[i] + k * step[i];
        }
        int[] pixels = new int[rows * columns];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = 100 * k + p;
        }
        return instance(k + 1, position, pixels);
    }
}
