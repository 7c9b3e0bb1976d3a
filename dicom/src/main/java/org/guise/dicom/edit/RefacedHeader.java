package org.guise.dicom.edit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;

/**
 * Says in the header what was done to the pixels, and drops what would still show or sign the old ones. All else stays.
 *
 * @param method what (0012,0063) gets as a further value, at most 64 characters
 * @param derivation what (0008,2111) gets appended
 * @param cleaned whether nothing of the face was kept: only then the header says so (PS3.15 section E.3.2)
 */
public record RefacedHeader(String method, String derivation, boolean cleaned) {
    /** Implementation Class UID of this writer (PS3.7 section D.3.3.2); a UUID drawn once. */
    public static final String IMPLEMENTATION_UID = "2.25.330083433482008435179963173976590934935";

    private static final int LO_LENGTH = 64, ST_LENGTH = 1024;
    private static final int DIGITAL_SIGNATURES = 0xFFFAFFFA, MAC_PARAMETERS = 0x4FFE0001;
    private static final int[] FRAME_TYPES = {
        Tag.MRImageFrameTypeSequence, Tag.CTImageFrameTypeSequence, Tag.PETFrameTypeSequence
    };

    /** Checks the length of the method's text. */
    public RefacedHeader {
        if (method.length() > LO_LENGTH || method.contains("\\")) {
            throw new IllegalArgumentException("method text of " + method.length() + " characters, expected up to 64");
        }
    }

    /** Changes a data set. */
    public void apply(DataSet image) {
        derived(image, Tag.ImageType);
        for (int groups : new int[] {Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence}) {
            for (DataSet group : image.items(groups)) {
                for (int type : FRAME_TYPES) {
                    group.items(type).forEach(t -> derived(t, Tag.FrameType));
                }
            }
        }
        append(image, Tag.DerivationDescription, Vr.ST, "; ", derivation, ST_LENGTH);
        append(image, Tag.DeidentificationMethod, Vr.LO, "\\", method, Integer.MAX_VALUE);
        if (cleaned) {
            DataSet code = image.addItem(Tag.DeidentificationMethodCodeSequence);
            code.setString(Tag.CodeValue, Vr.SH, "113102");
            code.setString(Tag.CodingSchemeDesignator, Vr.SH, "DCM");
            code.setString(Tag.CodeMeaning, Vr.LO, "Clean Recognizable Visual Features Option");
            image.setString(Tag.RecognizableVisualFeatures, Vr.CS, "NO");
        }
        image.remove(DIGITAL_SIGNATURES);
        image.remove(MAC_PARAMETERS);
        removeIcons(image);
    }

    /**
     * Makes the file meta information fit its data set: SOP class and instance, and who wrote it. A bare data set stays bare.
     *
     * @param version such as GUISE_0.1.0, at most 16 characters
     */
    public static void stamp(DicomFile file, String version) {
        if (!file.hasMeta()) {
            return;
        }
        DataSet image = file.dataSet();
        image.string(Tag.SOPClassUID).ifPresent(u -> file.meta().setString(Tag.MediaStorageSOPClassUID, Vr.UI, u));
        image.string(Tag.SOPInstanceUID)
                .ifPresent(u -> file.meta().setString(Tag.MediaStorageSOPInstanceUID, Vr.UI, u));
        file.meta().setString(Tag.ImplementationClassUID, Vr.UI, IMPLEMENTATION_UID);
        file.meta().setString(Tag.ImplementationVersionName, Vr.SH, version);
    }

    private static void derived(DataSet set, int tag) {
        List<String> values = new ArrayList<>(set.strings(tag));
        if (values.isEmpty()) {
            if (tag == Tag.ImageType) {
                set.setString(tag, Vr.CS, "DERIVED", "PRIMARY");
            }
            return;
        }
        if (!values.getFirst().equals("DERIVED")) {
            values.set(0, "DERIVED");
            set.setString(tag, Vr.CS, values.toArray(String[]::new));
        }
    }

    /** Appends to a text; where that would be too long the beginning of the old text is kept. */
    private static void append(DataSet set, int tag, Vr vr, String separator, String text, int most) {
        String old = set.get(tag)
                .map(Element::bytes)
                .map(b -> new String(b, StandardCharsets.ISO_8859_1).strip().replace("\0", ""))
                .orElse("");
        if (old.isEmpty()) {
            set.setString(tag, vr, text);
            return;
        }
        int room = most - separator.length() - text.length();
        set.setString(tag, vr, (old.length() > room ? old.substring(0, room) : old) + separator + text);
    }

    /** Icons are small copies of the picture; they stand in images and in references to images. */
    private static void removeIcons(DataSet set) {
        set.remove(Tag.IconImageSequence);
        set.forEach(e -> e.items().forEach(RefacedHeader::removeIcons));
    }
}
