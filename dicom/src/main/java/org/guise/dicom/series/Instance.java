package org.guise.dicom.series;

import java.nio.file.Path;
import java.util.List;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;

/**
 * What sorting needs to know of one file. Of the person it holds only whether two files are of the same.
 *
 * @param file where it lies
 * @param kind what the file holds
 * @param sopClassUid its SOP class
 * @param sopInstanceUid its own UID
 * @param seriesUid of its series
 * @param studyUid of its study
 * @param person a number made from the patient's ID and name
 * @param seriesNumber 0 where it has none
 * @param instanceNumber 0 where it has none
 * @param modality such as MR
 * @param refaced whether it says that its face was cleaned already
 * @param acquired3d whether it is part of an MR volume acquired in 3-D
 * @param echoPlanar whether the scanning sequence is echo-planar
 */
public record Instance(
        Path file,
        InstanceKind kind,
        String sopClassUid,
        String sopInstanceUid,
        String seriesUid,
        String studyUid,
        int person,
        int seriesNumber,
        int instanceNumber,
        String modality,
        boolean refaced,
        boolean acquired3d,
        boolean echoPlanar) {
    private static final String CLEAN_FEATURES = "113102";

    /** What a file's header says. */
    static Instance of(DicomFile header, Path file) {
        DataSet set = header.dataSet();
        boolean cleaned =
                set.string(Tag.RecognizableVisualFeatures).filter("NO"::equals).isPresent()
                        || set.items(Tag.DeidentificationMethodCodeSequence).stream()
                                .anyMatch(i -> i.string(Tag.CodeValue)
                                        .filter(CLEAN_FEATURES::equals)
                                        .isPresent());
        List<String> sequence = set.strings(Tag.ScanningSequence);
        return new Instance(
                file,
                InstanceKind.of(set),
                set.string(Tag.SOPClassUID).orElse(""),
                set.string(Tag.SOPInstanceUID).orElse(""),
                set.string(Tag.SeriesInstanceUID).orElse(""),
                set.string(Tag.StudyInstanceUID).orElse(""),
                (set.strings(Tag.PatientID) + "|" + set.strings(Tag.PatientName)).hashCode(),
                set.integer(Tag.SeriesNumber).orElse(0),
                set.integer(Tag.InstanceNumber).orElse(0),
                set.string(Tag.Modality).orElse(""),
                cleaned,
                set.string(Tag.MRAcquisitionType).filter("3D"::equals).isPresent(),
                sequence.contains("EP"));
    }

    /** The name of the file, for sentences. */
    String name() {
        return String.valueOf(file.getFileName());
    }
}
