package org.guise.dicom.series;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Tag;

/** What a DICOM file holds, as far as it matters for its face. */
public enum InstanceKind {
    /** A slice or slices of a volume that can be refaced. */
    SLICE("", false),
    /** A scout or localizer. */
    LOCALIZER("a localizer, which may show the face in profile", true),
    /** A projection or a drawing of the surface. */
    RENDER("a projection or 3-D render, which may show the face itself", true),
    /** A screen shot or the like. */
    CAPTURE("a secondary capture, which may show the face or the name", true),
    /** Slices of a volume as the tiles of one picture. */
    MOSAIC("a mosaic of slices, which is not supported; convert it to NIfTI, or export it as separate slices", false),
    /** Slices whose place in space is not given. */
    NO_GEOMETRY("an image whose place in space is not given", true),
    /** Contours of a radiotherapy plan. */
    STRUCTURES("a structure set (RTSTRUCT), whose body contour shows the face", true),
    /** Dose of a radiotherapy plan. */
    DOSE("a dose (RTDOSE), whose outline may show the face", true),
    /** A segmentation or surface. */
    SEGMENTATION("a segmentation, which may show the face", true),
    /** The table of contents of a medium. */
    DIRECTORY("a DICOMDIR, which names the patient; the files were found without it", false),
    /** Anything else. */
    OTHER("no image of CT, MR or PET", false);

    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final Set<String> SLICES = Set.of("2", "2.1", "2.2", "4", "4.1", "4.4", "128", "130", "128.1");
    private static final Set<String> RENDERS = Set.of(
            "MIP",
            "MINIP",
            "MAX_IP",
            "MIN_IP",
            "PROJECTION IMAGE",
            "SSD",
            "VRT",
            "VR",
            "3D",
            "RENDERED",
            "VOLUME RENDERED",
            "VOLREN");

    private final String words;
    private final boolean mayShowFace;

    InstanceKind(String words, boolean mayShowFace) {
        this.words = words;
        this.mayShowFace = mayShowFace;
    }

    /** What it is, in words. */
    public String words() {
        return words;
    }

    /** Whether leaving it among shared files may share the face. */
    public boolean mayShowFace() {
        return mayShowFace;
    }

    static InstanceKind of(DataSet set) {
        String uid = set.string(Tag.SOPClassUID).orElse("");
        if (uid.equals("1.2.840.10008.1.3.10")) {
            return DIRECTORY;
        }
        String type = uid.startsWith(STORAGE) ? uid.substring(STORAGE.length()) : "";
        if (type.equals("7") || type.startsWith("7.")) {
            return CAPTURE;
        }
        switch (type) {
            case "481.3" -> {
                return STRUCTURES;
            }
            case "481.2" -> {
                return DOSE;
            }
            case "66.4", "66.5", "66.7", "104.3", "104.4", "104.5" -> {
                return SEGMENTATION;
            }
            default -> {
                if (!SLICES.contains(type)) {
                    return OTHER;
                }
            }
        }
        return image(set);
    }

    private static InstanceKind image(DataSet set) {
        List<String> words = set.strings(Tag.ImageType).stream()
                .map(s -> s.toUpperCase(Locale.ROOT))
                .toList();
        if (words.contains("MOSAIC")) {
            return MOSAIC;
        }
        if (words.contains("LOCALIZER") || words.contains("SCOUT")) {
            return LOCALIZER;
        }
        if (words.stream().anyMatch(RENDERS::contains)) {
            return RENDER;
        }
        boolean placed = set.contains(Tag.PerFrameFunctionalGroupsSequence)
                || set.numbers(Tag.ImagePositionPatient).length == 3
                        && set.numbers(Tag.ImageOrientationPatient).length == 6;
        if (!placed) {
            return set.contains(Tag.ConversionType) ? CAPTURE : NO_GEOMETRY;
        }
        return SLICE;
    }
}
