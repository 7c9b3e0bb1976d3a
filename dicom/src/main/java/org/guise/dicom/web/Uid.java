package org.guise.dicom.web;

import java.util.regex.Pattern;

/** Unique identifiers as they may stand in an address (PS3.5, section 9). */
final class Uid {
    private static final Pattern FORM = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final int LONGEST = 64;

    private Uid() {}

    /** The same text. @throws IllegalArgumentException if it is no UID, and could be something else in an address */
    static String checked(String uid) {
        if (uid.length() > LONGEST || !FORM.matcher(uid).matches()) {
            throw new IllegalArgumentException(
                    "not a DICOM UID: only digits with dots between them, at most 64 characters");
        }
        return uid;
    }
}
