package org.guise.dicom.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shifts dates back by whole weeks, 26 to 520 of them, drawn for each patient from a secret: intervals within a patient
 * stay, and the day of the week; the time of day stays too.
 */
final class DateShift {
    private static final DateTimeFormatter DA = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final int FEWEST_WEEKS = 26;
    private static final int MOST_WEEKS = 520;
    private static final int DATE_LENGTH = 8;

    private final int days;

    /** The shift for a patient. @param patient what tells patients apart, such as the Patient ID with its issuer */
    DateShift(byte[] secret, String patient) {
        this.days = -7
                * (FEWEST_WEEKS + Math.floorMod(hash(secret, "date shift " + patient), MOST_WEEKS - FEWEST_WEEKS + 1));
    }

    private static int hash(byte[] secret, String text) {
        return ByteBuffer.wrap(mac(secret, text)).getInt();
    }

    static byte[] mac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** A DA or DT shifted; of a DT what follows the date stays. Empty for what has no full date, and so cannot be. */
    Optional<String> shifted(String value) {
        if (value.length() < DATE_LENGTH
                || !DATE.matcher(value.substring(0, DATE_LENGTH)).matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(value.substring(0, DATE_LENGTH), DA);
            return Optional.of(date.plusDays(days).format(DA) + value.substring(DATE_LENGTH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
