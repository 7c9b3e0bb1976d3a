package org.guise.dicom.profile;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Dictionary;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;
import org.guise.dicom.edit.HeaderProfile;
import org.guise.dicom.edit.UidMap;

/**
 * The Basic Application Level Confidentiality Profile with options (PS3.15 section E.2 and E.3, edition 2025a). Attributes
 * of the table are treated as it says, at any depth; others stay, except person names, and attributes that are in no
 * dictionary, which are removed. Says in the header what was done. Thread-safe.
 */
public final class BasicProfile implements HeaderProfile {
    /** The name and edition, as they stand in (0012,0063). */
    public static final String NAME = "DICOM PS3.15 " + ActionTable.EDITION + " Annex E Basic Profile";

    private static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
    private static final int TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
    private static final int BURNED_IN_ANNOTATION = 0x00280301;
    private static final int ISSUER_OF_PATIENT_ID = 0x00100021;
    private static final String STANDARD_ROOT = "1.2.840.10008.";

    private final Set<ProfileOption> options;
    private final UidMap uids;
    private final byte[] secret;

    /**
     * A profile.
     *
     * @param options any but both of {@link ProfileOption#DATES} and {@link ProfileOption#SHIFTED}
     * @param uids new UIDs for old ones
     * @param secret from which date shifts and patient ids are drawn, at least 16 bytes; without it nobody finds the way back
     * @throws IllegalArgumentException if the options contradict each other; one sentence
     */
    public BasicProfile(Set<ProfileOption> options, UidMap uids, byte[] secret) {
        if (options.contains(ProfileOption.DATES) && options.contains(ProfileOption.SHIFTED)) {
            throw new IllegalArgumentException("retain dates and retain shifted contradict each other; give one");
        }
        if (secret.length < 16) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes, expected 16 or more");
        }
        this.options = options.isEmpty() ? EnumSet.noneOf(ProfileOption.class) : EnumSet.copyOf(options);
        this.uids = uids;
        this.secret = secret.clone();
    }

    /** Whether the profile itself gives new UIDs. */
    public boolean mapsUids() {
        return !options.contains(ProfileOption.UIDS);
    }

    /** What no change of headers mends; one sentence. */
    public static Optional<String> warning(DataSet image) {
        String burned = image.string(BURNED_IN_ANNOTATION).orElse("");
        return burned.equals("YES")
                ? Optional.of("(0028,0301) says that text is burned into the pixels, which this profile does not touch;"
                        + " look at the pictures before you share them")
                : Optional.empty();
    }

    @Override
    public void apply(DataSet image) {
        String patient = image.string(Tag.PatientID).orElse("") + "\\"
                + image.string(ISSUER_OF_PATIENT_ID).orElse("");
        if (patient.length() == 1) {
            patient = image.string(Tag.StudyInstanceUID).orElse("");
        }
        treat(image, new Patient(new DateShift(secret, patient), pseudonym(patient)));
        label(image);
    }

    @Override
    public void applyTo(DicomFile file) {
        file.clearSurroundings();
        apply(file.dataSet());
    }

    /**
     * What is drawn for one patient.
     *
     * @param pseudonym stands for the Patient ID, so that what belongs together stays together
     */
    private record Patient(DateShift shift, String pseudonym) {}

    private String pseudonym(String patient) {
        byte[] hash = DateShift.mac(secret, "patient id " + patient);
        return "G" + HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(hash, 6));
    }

    private void treat(DataSet set, Patient patient) {
        Set<Integer> safe = options.contains(ProfileOption.PRIVATE) ? SafePrivate.tags(set) : Set.of();
        for (Element e : set.elements()) {
            Optional<ActionTable.Row> row = ActionTable.row(e.tag());
            if (isGroupLength(e.tag())) {
                // Retired, and wrong once an element of its group has another length (PS3.5 section 7.2).
                set.remove(e.tag());
            } else if (safe.contains(e.tag())) {
                keep(e, patient);
            } else if (row.isPresent()) {
                act(set, e, row.get(), patient);
            } else if (e.vr() == Vr.PN) {
                set.put(empty(e));
            } else if (Dictionary.vr(e.tag()) == Vr.UN) {
                set.remove(e.tag());
            } else {
                keep(e, patient);
            }
        }
    }

    private static boolean isGroupLength(int tag) {
        return (tag & 0xFFFF) == 0 && tag >>> 16 > 2;
    }

    private void keep(Element e, Patient patient) {
        e.items().forEach(item -> treat(item, patient));
    }

    private void act(DataSet set, Element e, ActionTable.Row row, Patient patient) {
        Action basic = Action.of(row.basic(), e);
        if (options.contains(ProfileOption.SHIFTED) && row.options().containsKey(ProfileOption.SHIFTED)) {
            // Before all others: one true date, kept for the device's sake, would give the shift away.
            if (!shift(set, e, patient.shift())) {
                replace(set, e, basic, patient);
            }
            return;
        }
        Optional<ProfileOption> cleans = Optional.empty();
        for (ProfileOption option : options) {
            String entry = row.options().get(option);
            if (entry != null && entry.equals("K")) {
                keep(e, patient);
                return;
            }
            cleans = entry == null ? cleans : Optional.of(option);
        }
        if (cleans.isEmpty() || !clean(set, e, cleans.get(), patient)) {
            replace(set, e, basic, patient);
        }
    }

    private void replace(DataSet set, Element e, Action action, Patient patient) {
        switch (action) {
            case X -> set.remove(e.tag());
            case Z -> set.put(empty(e));
            case D ->
                set.put(
                        e.tag() == Tag.PatientID
                                ? Element.of(e.tag(), Vr.LO, patient.pseudonym())
                                : Dummy.of(e, set.isExplicit()));
            case U -> set.put(mapped(e));
            case K, XZU -> keep(e, patient);
            case C -> throw new IllegalStateException("the basic profile cleans nothing");
        }
    }

    /** Cleans an attribute. @return false where nothing but the basic action is safe */
    private boolean clean(DataSet set, Element e, ProfileOption option, Patient patient) {
        return switch (option) {
            case DESCRIPTORS -> {
                String text = Cleaning.description(e.strings());
                if (!text.isEmpty()) {
                    set.setString(e.tag(), e.vr(), text);
                }
                yield !text.isEmpty();
            }
            case STRUCTURED -> {
                Cleaning.structure(e);
                keep(e, patient);
                yield !e.items().isEmpty();
            }
            case GRAPHICS -> {
                boolean annotation = e.vr() == Vr.SQ;
                if (annotation) {
                    Cleaning.graphics(e);
                    keep(e, patient);
                }
                yield annotation;
            }
            default -> false;
        };
    }

    private static boolean shift(DataSet set, Element e, DateShift shift) {
        if (e.vr() == Vr.TM) {
            return true;
        }
        if (e.vr() != Vr.DA && e.vr() != Vr.DT) {
            return false;
        }
        List<Optional<String>> values = e.strings().stream().map(shift::shifted).toList();
        if (values.isEmpty() || !values.stream().allMatch(Optional::isPresent)) {
            return false;
        }
        set.setString(
                e.tag(), e.vr(), values.stream().map(Optional::orElseThrow).toArray(String[]::new));
        return true;
    }

    private Element mapped(Element e) {
        if (e.strings().isEmpty()) {
            return e;
        }
        return Element.of(
                e.tag(),
                e.vr(),
                e.strings().stream()
                        .map(u -> u.isEmpty() || u.startsWith(STANDARD_ROOT) ? u : uids.map(u))
                        .toArray(String[]::new));
    }

    private static Element empty(Element e) {
        return e.vr() == Vr.SQ
                ? new Element(e.tag(), e.vr(), new Element.Sequence(List.of()))
                : Element.of(e.tag(), e.vr(), new byte[0]);
    }

    /** Says in the header what ran (PS3.15 section E.1.1, steps 6 and 7). */
    private void label(DataSet image) {
        image.setString(PATIENT_IDENTITY_REMOVED, Vr.CS, "YES");
        String[] methods = java.util.stream.Stream.concat(
                        image.strings(Tag.DeidentificationMethod).stream(), java.util.stream.Stream.of(NAME))
                .distinct()
                .toArray(String[]::new);
        image.setString(Tag.DeidentificationMethod, Vr.LO, methods);
        addCode(image, "113100", "Basic Application Confidentiality Profile");
        options.forEach(o -> addCode(image, o.code(), o.meaning()));
        String dates = options.contains(ProfileOption.DATES)
                ? "UNMODIFIED"
                : options.contains(ProfileOption.SHIFTED) ? "MODIFIED" : "REMOVED";
        image.setString(TEMPORAL_INFORMATION_MODIFIED, Vr.CS, dates);
    }

    private static void addCode(DataSet image, String value, String meaning) {
        boolean there = image.items(Tag.DeidentificationMethodCodeSequence).stream()
                .anyMatch(i -> i.string(Tag.CodeValue).orElse("").equals(value));
        if (!there) {
            DataSet item = image.addItem(Tag.DeidentificationMethodCodeSequence);
            item.setString(Tag.CodeValue, Vr.SH, value);
            item.setString(Tag.CodingSchemeDesignator, Vr.SH, "DCM");
            item.setString(Tag.CodeMeaning, Vr.LO, meaning);
        }
    }
}
