package org.guise.app.verify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what points at a person in a piece of text, by its form alone: there is no list of names to compare with. */
final class PersonalText {
    /** DICOM's form of a name (PS3.5 section 6.2, VR PN): family name, caret, given name. */
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}'. -]*\\^[\\p{L}]");

    private static final Pattern LABELLED = Pattern.compile(
            "(?i)(?:\\b(?:patient(?:'?s)?[ _]?(?:name|id)?|pat[ _]?name|surname|born|dob|birth[ _]?date|mrn)|(?:^|[;,])\\s*name)\\s*[:=]\\s*\\w");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]*\\w");
    /** A path into somebody's home, or from the root of a disk through two folders. */
    private static final Pattern PATH = Pattern.compile(
            "(?i)(?<![\\w.:/])/(?:home|users|root|mnt|media|data\\d*|scratch|work|srv|export|gpfs|lustre|nfs|net|projects?|storage|Volumes)/[\\w.@+-]+"
                    + "|\\bfile:///\\w|(?<![a-z])[a-z]:\\\\{1,2}[\\w.~ -]+|\\\\\\\\[\\w.-]+\\\\\\w");
    /** A year in which a living person can have been born or scanned; BIDS puts shifted dates before 1925. */
    private static final String YEAR = "(?:192[5-9]|19[3-9]\\d|20\\d\\d)";

    private static final String MONTH = "(?:0[1-9]|1[0-2])", DAY = "(?:0[1-9]|[12]\\d|3[01])";
    private static final Pattern DASHED =
            Pattern.compile("(?<!\\d)" + YEAR + "[-/.]" + MONTH + "[-/.]" + DAY + "(?!\\d)");
    private static final Pattern REVERSED = Pattern.compile(
            "(?<!\\d)(?:" + DAY + "[-/.]" + MONTH + "|" + MONTH + "[-/.]" + DAY + ")[-/.]" + YEAR + "(?!\\d)");
    private static final Pattern PACKED =
            Pattern.compile("(?<![\\d.])" + YEAR + MONTH + DAY + "(?=\\d{6}(?!\\d)|(?!\\d))");

    private PersonalText() {}

    /** What a text with any meaning holds: a person's name, a mail address or a path, in words; empty if nothing was seen. */
    static Optional<String> in(String text) {
        if (NAME.matcher(text).find()) {
            return Optional.of("a person's name in DICOM's form");
        }
        if (LABELLED.matcher(text).find()) {
            return Optional.of("a label such as name, patient or birth date with a value");
        }
        if (MAIL.matcher(text).find()) {
            return Optional.of("a mail address");
        }
        return hasPath(text)
                ? Optional.of("an absolute path, which names folders of the machine it was made on")
                : Optional.empty();
    }

    static boolean hasPath(String text) {
        return PATH.matcher(text).find();
    }

    /** Whether a name in DICOM's form occurs. */
    static boolean hasName(String text) {
        return NAME.matcher(text).find();
    }

    /** Whether there is a date that is not shifted, in any usual form. */
    static boolean hasDate(String text) {
        return DASHED.matcher(text).find()
                || REVERSED.matcher(text).find()
                || PACKED.matcher(text).find();
    }

    /** Whether the whole text is one such date, with or without a time. */
    static boolean isDate(String text) {
        String t = text.strip();
        for (Pattern p : new Pattern[] {DASHED, REVERSED, PACKED}) {
            Matcher m = p.matcher(t);
            if (m.lookingAt() && t.substring(m.end()).matches("|[T ]?[\\d:.]*(?:Z|[+-]\\d\\d:?\\d\\d)?")) {
                return true;
            }
        }
        return false;
    }
}
