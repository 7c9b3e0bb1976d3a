package org.guise.app.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.io.file.InputException;

/**
 * The attributes of DICOM files, at any depth, that PS3.15 table E.1-1 would have removed and that are not empty; pictures and
 * texts hidden in them; and kinds of objects that show a face or carry burnt-in text. What the files of a series share is
 * told once, with the first file.
 */
final class DicomCheck implements Check {
    /** Attributes that name the person, those who treated him, or the visit. */
    private static final Map<Integer, String> PERSON = Map.ofEntries(
            Map.entry(0x00100010, "PatientName"),
            Map.entry(0x00100020, "PatientID"),
            Map.entry(0x00100021, "IssuerOfPatientID"),
            Map.entry(0x00100030, "PatientBirthDate"),
            Map.entry(0x00100032, "PatientBirthTime"),
            Map.entry(0x00100050, "PatientInsurancePlanCodeSequence"),
            Map.entry(0x00101000, "OtherPatientIDs"),
            Map.entry(0x00101001, "OtherPatientNames"),
            Map.entry(0x00101002, "OtherPatientIDsSequence"),
            Map.entry(0x00101005, "PatientBirthName"),
            Map.entry(0x00101040, "PatientAddress"),
            Map.entry(0x00101060, "PatientMotherBirthName"),
            Map.entry(0x00101080, "MilitaryRank"),
            Map.entry(0x00101090, "MedicalRecordLocator"),
            Map.entry(0x00102154, "PatientTelephoneNumbers"),
            Map.entry(0x00102155, "PatientTelecomInformation"),
            Map.entry(0x00102180, "Occupation"),
            Map.entry(0x001021B0, "AdditionalPatientHistory"),
            Map.entry(0x00102297, "ResponsiblePerson"),
            Map.entry(0x00104000, "PatientComments"),
            Map.entry(0x00080050, "AccessionNumber"),
            Map.entry(0x00080090, "ReferringPhysicianName"),
            Map.entry(0x00080092, "ReferringPhysicianAddress"),
            Map.entry(0x00080094, "ReferringPhysicianTelephoneNumbers"),
            Map.entry(0x0008009C, "ConsultingPhysicianName"),
            Map.entry(0x00081048, "PhysiciansOfRecord"),
            Map.entry(0x00081050, "PerformingPhysicianName"),
            Map.entry(0x00081060, "NameOfPhysiciansReadingStudy"),
            Map.entry(0x00081070, "OperatorsName"),
            Map.entry(0x00321032, "RequestingPhysician"),
            Map.entry(0x00380010, "AdmissionID"),
            Map.entry(0x00380300, "CurrentPatientLocation"),
            Map.entry(0x00400006, "ScheduledPerformingPhysicianName"),
            Map.entry(0x0040A123, "PersonName"),
            Map.entry(0x00102160, "EthnicGroup"));
    /** Attributes that tell place, machine, day or free text. */
    private static final Map<Integer, String> PLACE = Map.ofEntries(
            Map.entry(0x00080080, "InstitutionName"),
            Map.entry(0x00080081, "InstitutionAddress"),
            Map.entry(0x00081040, "InstitutionalDepartmentName"),
            Map.entry(0x00081010, "StationName"),
            Map.entry(0x00181000, "DeviceSerialNumber"),
            Map.entry(0x00204000, "ImageComments"),
            Map.entry(0x00324000, "StudyComments"),
            Map.entry(0x00400275, "RequestAttributesSequence"),
            Map.entry(0x00401001, "RequestedProcedureID"));

    private static final Map<Integer, String> DAYS = Map.of(
            0x00080020, "StudyDate",
            0x00080021, "SeriesDate",
            0x00080022, "AcquisitionDate",
            0x00080023, "ContentDate",
            0x0008002A, "AcquisitionDateTime",
            0x00080012, "InstanceCreationDate",
            0x00400244, "PerformedProcedureStepStartDate");

    private static final Pattern DUMMY = Pattern.compile(
            "(?i)[\\s^=]*|anon(?:ymi[sz]ed|ymous|ym)?[\\^ ]*\\w*|de-?identified[\\^ ]*|removed|none|unknown|n/?a|x+|0+|no[ _^]?name|pseudonym.*|sub[-_]?\\w{1,12}|19000101|00010101|000000(?:\\.0*)?");
    private static final String DOCUMENT = "1.2.840.10008.5.1.4.1.1.104.";
    private static final int PATIENT_IDENTITY_REMOVED = 0x00120062, TEMPORAL = 0x00280303, ICON = 0x00880200;
    private static final int PATIENT_NAME = 0x00100010, PATIENT_ID = 0x00100020, PATIENT_AGE = 0x00101010;
    private static final int DEEPEST = 30;

    private final Set<String> told = new HashSet<>();

    @Override
    public boolean concerns(Entry entry) {
        try {
            return entry.ends(".dcm", ".ima", ".dicom") || !entry.isNifti() && DicomFile.looksLikeOne(entry.path());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        DataSet set;
        try {
            set = DicomFile.readHeader(entry.path()).dataSet();
        } catch (InputException e) {
            return List.of(new Leak(
                    entry.name(),
                    Leak.Kind.UNREAD,
                    Leak.Gravity.UNREADABLE,
                    "it cannot be read as DICOM",
                    "mend it or leave it out"));
        }
        List<Leak> found = new ArrayList<>();
        Told once = new Told(entry, set.string(Tag.SeriesInstanceUID).orElse(""), found);
        boolean removed = set.string(PATIENT_IDENTITY_REMOVED).orElse("").equals("YES");
        boolean shifted =
                Set.of("MODIFIED", "REMOVED").contains(set.string(TEMPORAL).orElse(""));
        walk(set, removed, shifted, once, 0);
        kind(set, once);
        return found;
    }

    /** Findings on one file, each kind told once a series. */
    private final class Told {
        private final Entry entry;
        private final String series;
        private final List<Leak> found;

        Told(Entry entry, String series, List<Leak> found) {
            this.entry = entry;
            this.series = series.isEmpty() ? entry.name() : series;
            this.found = found;
        }

        void leak(String key, String why, String remedy) {
            if (told.add(series + key)) {
                found.add(Leak.leak(entry, Leak.Kind.DICOM, why, remedy));
            }
        }

        void doubt(String key, String why, String remedy) {
            if (told.add(series + key)) {
                found.add(Leak.doubt(entry, Leak.Kind.DICOM, why, remedy));
            }
        }
    }

    private static void walk(DataSet set, boolean removed, boolean shifted, Told once, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (Element e : set) {
            int tag = e.tag();
            String person = PERSON.get(tag), place = PLACE.get(tag), day = DAYS.get(tag);
            if (person != null && filled(e) && !(removed && (tag == PATIENT_NAME || tag == PATIENT_ID))) {
                once.leak(
                        person, person + " " + Tag.text(tag) + " is filled in", "remove it (a profile of PS3.15 does)");
            } else if (place != null && filled(e)) {
                once.doubt(
                        place,
                        place + " " + Tag.text(tag) + " tells place, machine or more",
                        "empty it unless it may be known");
            } else if (day != null
                    && !shifted
                    && filled(e)
                    && PersonalText.isDate(e.strings().getFirst())) {
                once.doubt(
                        "day",
                        day + " " + Tag.text(tag)
                                + " is a date, and LongitudinalTemporalInformationModified (0028,0303) does not"
                                + " say that it was shifted",
                        "shift or remove the dates");
            } else if (tag == PATIENT_AGE && tooOld(e)) {
                once.leak("age", "PatientAge (0010,1010) is above 89 years, which few persons reach", "cap it");
            } else if (tag == ICON) {
                once.leak("icon", "an icon image (0088,0200) may show the face from before", "remove it");
            } else if ((tag & 0xFF00FFFF) == 0x60003000) {
                once.doubt("overlay", "an overlay (60xx,3000) may hold text or outlines", "remove it or look at it");
            } else if (Tag.isPrivate(tag)) {
                once.doubt(
                        "private",
                        "private attributes may hold anything, names too",
                        "remove them (PS3.15 E.3.10 says which may stay)");
            }
            for (DataSet item : e.items()) {
                walk(item, removed, shifted, once, depth + 1);
            }
        }
    }

    private static boolean filled(Element e) {
        if (!e.items().isEmpty()) {
            return true;
        }
        return e.length() > 0
                && e.strings().stream()
                        .map(String::strip)
                        .anyMatch(s -> !DUMMY.matcher(s).matches());
    }

    private static boolean tooOld(Element e) {
        String age = e.length() == 0 ? "" : e.strings().getFirst().strip();
        return age.matches("(?:09\\d|1\\d\\d)Y");
    }

    private static void kind(DataSet set, Told once) {
        if (set.string(Tag.BurnedInAnnotation).orElse("").equals("YES")) {
            once.leak("burnt", "text is burnt into its pixels (0028,0301 is YES)", "leave it out or blacken the text");
        }
        if (set.string(Tag.SOPClassUID).orElse("").startsWith(DOCUMENT)) {
            once.leak("document", "it holds a document or a surface model", "leave it out");
        }
        if (set.string(Tag.RecognizableVisualFeatures).orElse("").equals("YES")) {
            once.leak("visual", "RecognizableVisualFeatures (0028,0302) is YES", "de-face the series");
        }
    }
}
