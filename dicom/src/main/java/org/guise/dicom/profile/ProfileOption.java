package org.guise.dicom.profile;

import java.util.Locale;

/** The options of the basic profile that work on the header (PS3.15 section E.3), each with its code of CID 7050. */
public enum ProfileOption {
    /** Private attributes known to hold no identity stay (E.3.10). */
    PRIVATE(true, "113111", "Retain Safe Private Option"),
    /** UIDs stay (E.3.9). */
    UIDS(true, "113110", "Retain UIDs Option"),
    /** What tells the device apart stays (E.3.8). */
    DEVICE(true, "113109", "Retain Device Identity Option"),
    /** What tells the institution apart stays (E.3.11). */
    INSTITUTION(true, "113112", "Retain Institution Identity Option"),
    /** Sex, age, size, weight and the like stay (E.3.7). */
    PATIENT(true, "113108", "Retain Patient Characteristics Option"),
    /** Dates and times stay (E.3.6). */
    DATES(true, "113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    /** Dates are shifted, for each patient by a secret number of days (E.3.6). */
    SHIFTED(true, "113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    /** Descriptions keep their technical words (E.3.5). */
    DESCRIPTORS(false, "113105", "Clean Descriptors Option"),
    /** Structured content keeps numbers and standard codes (E.3.4). */
    STRUCTURED(false, "113104", "Clean Structured Content Option"),
    /** Graphic annotations keep their shapes, without any text (E.3.3). */
    GRAPHICS(false, "113103", "Clean Graphics Option");

    private final boolean retain;
    private final String code;
    private final String meaning;

    ProfileOption(boolean retain, String code, String meaning) {
        this.retain = retain;
        this.code = code;
        this.meaning = meaning;
    }

    /** The word by which the command line and the table name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is one that retains; else it is one that cleans. */
    public boolean isRetain() {
        return retain;
    }

    /** Its code in CID 7050, coding scheme DCM. */
    public String code() {
        return code;
    }

    /** Its meaning in CID 7050. */
    public String meaning() {
        return meaning;
    }
}
