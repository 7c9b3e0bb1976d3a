package org.guise.dicom.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Dictionary;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.dicom.edit.UidMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table, for the basic profile and for each option, at the top of a data set and inside sequences. */
class BasicProfileTest {
    private static final byte[] SECRET = "sixteen bytes or more".getBytes(StandardCharsets.US_ASCII);
    private static final UidMap UIDS = new UidMap(SECRET);
    private static final String OLD_UID = "1.2.3.4.5";
    private static final String MARK = "SECRETMARK";
    /** Neither is in the table, so both stay and are entered. */
    private static final int OUTER = 0x00081115;

    private static final int INNER = 0x52009230;

    static Stream<ActionTable.Row> rows() {
        return ActionTable.rows().stream();
    }

    @Test
    void theTableHasEveryRowOfTheEdition() {
        assertThat(ActionTable.rows()).hasSize(631);
        assertThat(ActionTable.rows().stream().map(ActionTable.Row::tag)).doesNotHaveDuplicates();
        assertThat(ActionTable.rows().stream().map(ActionTable.Row::basic).distinct())
                .containsExactlyInAnyOrder("D", "Z", "X", "U", "X/Z", "X/D", "Z/D", "X/Z/D", "X/Z/U*");
        assertThat(ActionTable.rows().stream()
                        .flatMap(r -> r.options().values().stream())
                        .distinct())
                .containsExactlyInAnyOrder("K", "C");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatTheBasicProfileSays(ActionTable.Row row) {
        for (DataSet set : treated(row, Set.of())) {
            checkBasic(row, set.get(tag(row)));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatEachOptionSays(ActionTable.Row row) {
        for (ProfileOption option : ProfileOption.values()) {
            for (DataSet set : treated(row, EnumSet.of(option))) {
                Optional<Element> now = set.get(tag(row));
                String entry = row.options().getOrDefault(option, "");
                if (entry.equals("K")) {
                    assertThat(now).as("%s %s", row, option).isPresent();
                    assertThat(now.get().vr()).isEqualTo(vr(row));
                    assertThat(now.get().bytes()).isEqualTo(original(row).bytes());
                } else if (entry.equals("C")) {
                    checkCleaned(row, option, now);
                } else {
                    checkBasic(row, now);
                }
            }
        }
    }

    private static void checkBasic(ActionTable.Row row, Optional<Element> now) {
        boolean sequence = vr(row) == Vr.SQ;
        switch (row.basic()) {
            case "X" -> assertThat(now).as("%s", row).isEmpty();
            case "X/D" -> {
                if (sequence) {
                    assertThat(now).as("%s", row).isEmpty();
                } else {
                    checkDummy(row, now);
                }
            }
            case "Z", "X/Z" -> checkEmpty(row, now);
            case "Z/D", "X/Z/D" -> {
                if (sequence) {
                    checkEmpty(row, now);
                } else {
                    checkDummy(row, now);
                }
            }
            case "D" -> checkDummy(row, now);
            case "U" -> assertThat(now.orElseThrow().strings()).as("%s", row).containsExactly(UIDS.map(OLD_UID));
            case "X/Z/U*" -> {
                DataSet item = now.orElseThrow().items().getFirst();
                assertThat(item.string(Tag.ReferencedSOPInstanceUID)).contains(UIDS.map(OLD_UID));
                assertThat(item.contains(0x00081030))
                        .as("%s: a description in it", row)
                        .isFalse();
            }
            default -> throw new AssertionError(row.basic());
        }
    }

    private static void checkEmpty(ActionTable.Row row, Optional<Element> now) {
        assertThat(now).as("%s", row).isPresent();
        assertThat(now.get().length()).as("%s", row).isZero();
        assertThat(now.get().items()).as("%s", row).isEmpty();
        assertThat(now.get().vr()).isEqualTo(vr(row));
    }

    private static void checkDummy(ActionTable.Row row, Optional<Element> now) {
        assertThat(now).as("%s", row).isPresent();
        assertThat(now.get().vr()).as("%s", row).isEqualTo(vr(row));
        if (vr(row) == Vr.SQ) {
            assertThat(now.get().items()).as("%s", row).hasSize(1);
            assertThat(now.get().items().getFirst().size()).as("%s", row).isZero();
            return;
        }
        assertThat(now.get().length()).as("%s", row).isPositive();
        assertThat(now.get().bytes()).as("%s", row).isNotEqualTo(original(row).bytes());
        assertThat(new String(now.get().bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(MARK);
    }

    private static void checkCleaned(ActionTable.Row row, ProfileOption option, Optional<Element> now) {
        switch (option) {
            case SHIFTED -> {
                switch (vr(row)) {
                    case DA, DT -> {
                        String shifted = now.orElseThrow().strings().getFirst();
                        assertThat(shifted)
                                .as("%s", row)
                                .matches("(199|200)\\d{5}.*")
                                .isNotEqualTo("20010203");
                        assertThat(shifted.substring(8))
                                .isEqualTo(original(row).strings().getFirst().substring(8));
                    }
                    case TM -> assertThat(now.orElseThrow().strings()).containsExactly("112233");
                    default -> checkBasic(row, now);
                }
            }
            case DESCRIPTORS -> {
                if (now.isPresent() && original(row).vr().isText() && vr(row) != Vr.UI) {
                    assertThat(now.get().strings().getFirst()).as("%s", row).isEqualTo("T1 post");
                } else {
                    checkBasic(row, now);
                }
            }
            case STRUCTURED ->
                assertThat(now.orElseThrow().items()).as("%s", row).isNotEmpty();
            case GRAPHICS -> {
                if (vr(row) == Vr.SQ) {
                    assertThat(now.orElseThrow().items()).as("%s", row).hasSize(1);
                } else {
                    assertThat(now).as("%s", row).isEmpty();
                }
            }
            default -> checkBasic(row, now);
        }
        now.ifPresent(e ->
                assertThat(new String(e.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(MARK));
    }

    /** A data set with the row's attribute at its top and inside two sequences, treated; the places where it was. */
    private static List<DataSet> treated(ActionTable.Row row, Set<ProfileOption> options) {
        DataSet image = new DataSet(true);
        image.put(original(row));
        DataSet inner = image.addItem(OUTER).addItem(INNER);
        inner.put(original(row));
        new BasicProfile(options, UIDS, SECRET).apply(image);
        return List.of(image, image.items(OUTER).getFirst().items(INNER).getFirst());
    }

    private static int tag(ActionTable.Row row) {
        return switch (row.tag()) {
            case "50xxxxxx" -> 0x50023000;
            case "60xx3000" -> 0x60043000;
            case "60xx4000" -> 0x60044000;
            case "ggggeeee" -> 0x00091001;
            default -> Integer.parseUnsignedInt(row.tag(), 16);
        };
    }

    private static Vr vr(ActionTable.Row row) {
        if (row.tag().equals("ggggeeee")) {
            return Vr.LO;
        }
        Vr vr = Dictionary.vr(tag(row));
        if (row.basic().equals("U")) {
            return Vr.UI;
        }
        return vr != Vr.UN ? vr : row.keyword().endsWith("Sequence") ? Vr.SQ : Vr.LO;
    }

    private static Element original(ActionTable.Row row) {
        int tag = tag(row);
        Vr vr = vr(row);
        return switch (vr) {
            case SQ -> {
                DataSet item = new DataSet(true);
                item.setString(Tag.ReferencedSOPInstanceUID, Vr.UI, OLD_UID);
                item.setString(0x00081030, Vr.LO, MARK);
                yield new Element(tag, vr, new Element.Sequence(List.of(item)));
            }
            case UI -> Element.of(tag, vr, OLD_UID);
            case DA -> Element.of(tag, vr, "20010203");
            case DT -> Element.of(tag, vr, "20010203112233.5");
            case TM -> Element.of(tag, vr, "112233");
            case DS, IS, FD, FL, SL, SS, SV, UL, US, UV -> Element.of(tag, vr, 77.0);
            case AS -> Element.of(tag, vr, "042Y");
            default -> {
                if (vr.isText()) {
                    yield Element.of(tag, vr, "T1 " + MARK + " post");
                }
                yield Element.of(tag, vr, (MARK + MARK).getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    @Test
    void nothingOfAllAttributesAtOnceIsFoundInTheBytesOfTheFile() throws IOException {
        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LE, TransferSyntax.of("1.2.840.10008.1.2"))) {
            DicomFile file = new DicomFile(syntax);
            for (ActionTable.Row row : ActionTable.rows()) {
                if (tag(row) >>> 16 > 4 && vr(row) != Vr.SQ) {
                    file.dataSet().put(original(row));
                }
            }
            file.dataSet().setString(0x00189999, Vr.LO, MARK);
            file.dataSet().setString(0x0018AAAA, Vr.PN, MARK);
            assertThat(bytes(file)).contains(MARK).contains("20010203");
            new BasicProfile(Set.of(), UIDS, SECRET).apply(file.dataSet());
            assertThat(bytes(file)).doesNotContain(MARK, OLD_UID, "20010203", "042Y");
        }
    }

    private static String bytes(DicomFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void saysWhatRanAndNothingElse() {
        DataSet image = new DataSet(true);
        image.setString(Tag.DeidentificationMethod, Vr.LO, "before");
        new BasicProfile(Set.of(), UIDS, SECRET).apply(image);
        assertThat(image.string(0x00120062)).contains("YES");
        assertThat(image.strings(Tag.DeidentificationMethod)).containsExactly("before", BasicProfile.NAME);
        assertThat(codes(image)).containsExactly("113100");
        assertThat(image.string(0x00280303)).contains("REMOVED");
        assertThat(image.strings(Tag.DeidentificationMethod)).allMatch(s -> s.length() <= 64);

        DataSet other = new DataSet(true);
        new BasicProfile(EnumSet.of(ProfileOption.UIDS, ProfileOption.SHIFTED), UIDS, SECRET).apply(other);
        assertThat(codes(other)).containsExactlyInAnyOrder("113100", "113110", "113107");
        assertThat(other.string(0x00280303)).contains("MODIFIED");
    }

    private static List<String> codes(DataSet image) {
        return image.items(Tag.DeidentificationMethodCodeSequence).stream()
                .map(i -> i.string(Tag.CodeValue).orElse(""))
                .toList();
    }

    @Test
    void keepsStandardUidsAndMapsTheOthersTheSameEverywhere() {
        DataSet image = new DataSet(true);
        image.setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4");
        image.setString(Tag.FrameOfReferenceUID, Vr.UI, "1.2.840.10008.1.4.1.1");
        image.setString(Tag.SOPInstanceUID, Vr.UI, OLD_UID);
        image.addItem(OUTER).setString(Tag.ReferencedSOPInstanceUID, Vr.UI, OLD_UID);
        new BasicProfile(Set.of(), UIDS, SECRET).apply(image);
        assertThat(image.string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.4");
        assertThat(image.string(Tag.FrameOfReferenceUID)).contains("1.2.840.10008.1.4.1.1");
        assertThat(image.string(Tag.SOPInstanceUID)).contains(UIDS.map(OLD_UID));
        assertThat(image.items(OUTER).getFirst().string(Tag.ReferencedSOPInstanceUID))
                .contains(UIDS.map(OLD_UID));
    }

    @Test
    void patientsStayTogetherAndApart() {
        assertThat(patient("A"))
                .isEqualTo(patient("A"))
                .isNotEqualTo(patient("B"))
                .matches("G[0-9A-F]{12}");
    }

    private static String patient(String id) {
        DataSet image = new DataSet(true);
        image.setString(Tag.PatientID, Vr.LO, id);
        new BasicProfile(Set.of(), UIDS, SECRET).apply(image);
        return image.string(Tag.PatientID).orElseThrow();
    }

    @Test
    void shiftedDatesKeepTheirDistanceWithinAPatientOnly() {
        DateShift a = new DateShift(SECRET, "A");
        DateShift b = new DateShift(SECRET, "B");
        assertThat(a.shifted("20240301")).isEqualTo(new DateShift(SECRET, "A").shifted("20240301"));
        assertThat(a.shifted("20240301")).isNotEqualTo(b.shifted("20240301"));
        var day = java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
        long apart = java.time.temporal.ChronoUnit.DAYS.between(
                java.time.LocalDate.parse(a.shifted("20240228").orElseThrow(), day),
                java.time.LocalDate.parse(a.shifted("20240301").orElseThrow(), day));
        assertThat(apart).isEqualTo(2);
        assertThat(a.shifted("2024")).isEmpty();
        assertThat(a.shifted("20241341")).isEmpty();
    }

    @Test
    void aCalibrationDateKeptForTheDeviceIsShiftedAllTheSame() {
        DataSet image = new DataSet(true);
        image.setString(0x00181200, Vr.DA, "20200101");
        new BasicProfile(EnumSet.of(ProfileOption.DEVICE, ProfileOption.SHIFTED), UIDS, SECRET).apply(image);
        assertThat(image.string(0x00181200).orElseThrow()).isNotEqualTo("20200101");
    }

    @Test
    void safePrivateAttributesStayWithTheirCreatorOnlyWhereTheyAreThat() {
        DataSet image = new DataSet(true);
        image.setString(0x00190010, Vr.LO, "SIEMENS MR HEADER");
        image.setString(0x0019100C, Vr.IS, "1000");
        image.setString(0x00191008, Vr.LO, MARK);
        image.setString(0x00190011, Vr.LO, "OTHER");
        image.setString(0x0019110C, Vr.LO, MARK);
        new BasicProfile(EnumSet.of(ProfileOption.PRIVATE), UIDS, SECRET).apply(image);
        assertThat(image.string(0x0019100C)).contains("1000");
        assertThat(image.contains(0x00190010)).isTrue();
        assertThat(image.contains(0x00191008)).isFalse();
        assertThat(image.contains(0x00190011)).isFalse();
        assertThat(image.contains(0x0019110C)).isFalse();
    }

    @Test
    void cleanedStructureLosesTextsNamesAndLocalCodes() {
        DataSet image = new DataSet(true);
        content(image, "TEXT", "DCM");
        content(image, "PNAME", "DCM");
        content(image, "CODE", "99LOCAL");
        content(image, "CODE", "SCT");
        content(image, "NUM", "UCUM");
        new BasicProfile(EnumSet.of(ProfileOption.STRUCTURED), UIDS, SECRET).apply(image);
        assertThat(image.items(0x0040A730).stream()
                        .map(i -> i.string(0x0040A040).orElse("")))
                .containsExactly("CODE", "NUM");
    }

    private static void content(DataSet image, String type, String scheme) {
        DataSet item = image.addItem(0x0040A730);
        item.setString(0x0040A040, Vr.CS, type);
        DataSet code = item.addItem(0x0040A043);
        code.setString(Tag.CodeValue, Vr.SH, "1");
        code.setString(Tag.CodingSchemeDesignator, Vr.SH, scheme);
    }

    @Test
    void cleanedDescriptionsKeepTechnicalWordsOnly() {
        assertThat(Cleaning.description(List.of("SAG T1 MPRAGE 1.0mm Dr. Miller 4711 post-contrast")))
                .isEqualTo("SAG T1 MPRAGE 1.0mm post contrast");
        assertThat(Cleaning.description(List.of("Jane Doe"))).isEmpty();
    }

    @Test
    void cleanedGraphicsLoseTheirTextsAndKeepTheirShapes() {
        DataSet image = new DataSet(true);
        DataSet annotation = image.addItem(0x00700001);
        annotation.addItem(0x00700008).setString(0x00700006, Vr.ST, MARK);
        annotation.addItem(0x00700009).setString(0x00700023, Vr.CS, "POLYLINE");
        new BasicProfile(EnumSet.of(ProfileOption.GRAPHICS), UIDS, SECRET).apply(image);
        assertThat(image.items(0x00700001).getFirst().contains(0x00700008)).isFalse();
        assertThat(image.items(0x00700001).getFirst().items(0x00700009)).hasSize(1);
    }

    @Test
    void whatMakesThePictureStays() {
        DataSet image = new DataSet(true);
        image.setNumbers(Tag.Rows, Vr.US, 2);
        image.setNumbers(Tag.SmallestImagePixelValue, Vr.US, 1);
        image.setString(Tag.ImagePositionPatient, Vr.DS, "1", "2", "3");
        image.setString(Tag.Modality, Vr.CS, "MR");
        image.setBytes(Tag.PixelData, Vr.OW, new byte[8]);
        image.addItem(Tag.SharedFunctionalGroupsSequence)
                .addItem(Tag.PlaneOrientationSequence)
                .setString(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0");
        List<Element> before = image.elements();
        new BasicProfile(Set.of(), UIDS, SECRET).apply(image);
        assertThat(image.elements()).containsAll(before);
    }

    @Test
    void groupLengthsGoSinceTheyWouldBeWrong() {
        DataSet image = new DataSet(true);
        image.setNumbers(0x00100000, Vr.UL, 20);
        new BasicProfile(Set.of(), UIDS, SECRET).apply(image);
        assertThat(image.contains(0x00100000)).isFalse();
    }

    @Test
    void warnsOfTextInThePixels() {
        DataSet image = new DataSet(true);
        assertThat(BasicProfile.warning(image)).isEmpty();
        image.setString(0x00280301, Vr.CS, "YES");
        assertThat(BasicProfile.warning(image).orElseThrow()).contains("(0028,0301)");
    }

    @Test
    void fullAndShiftedDatesContradictEachOther() {
        assertThatThrownBy(() -> new BasicProfile(EnumSet.of(ProfileOption.DATES, ProfileOption.SHIFTED), UIDS, SECRET))
                .hasMessageContaining("contradict");
    }
}
