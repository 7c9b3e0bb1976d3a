package org.guise.app.verify;

import java.util.Locale;

/**
 * One finding. It says what kind of thing stands there, never the value itself: the list of findings may be shown to who must
 * not see the person.
 *
 * @param file relative to the tree, with forward slashes
 * @param why half a sentence: what is wrong
 * @param remedy half a sentence: what to do
 */
public record Leak(String file, Kind kind, Gravity gravity, String why, String remedy) {
    /** What sort of thing leaks. */
    public enum Kind {
        /** A scan in which a face can be recognised. */
        FACE,
        /** A mark of de-facing that is not true of the scan it stands beside. */
        FALSE_MARK,
        /** A scan from before de-facing. */
        ORIGINAL,
        /** A transform or warp: the shape of the person's head. */
        TRANSFORM,
        /** A change mask that follows the person's outline. */
        MASK,
        /** A picture of a face, or one made for checking. */
        PICTURE,
        /** A file that belongs into the restricted tree. */
        RESTRICTED,
        /** Text in a NIfTI or gzip header. */
        HEADER,
        /** A field of a JSON file. */
        JSON,
        /** A column or cell of a table, or a line of text. */
        TABLE,
        /** An attribute of a DICOM file. */
        DICOM,
        /** The name of a file or folder. */
        NAME,
        /** A file whose content cannot be judged. */
        UNREAD;

        /** As it is printed. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What follows from a finding. */
    public enum Gravity {
        /** The tree must not be shared as it is. */
        LEAK,
        /** A person has to look. */
        DOUBT,
        /** The file could not be read, so nothing is known. */
        UNREADABLE
    }

    static Leak leak(Entry entry, Kind kind, String why, String remedy) {
        return new Leak(entry.name(), kind, Gravity.LEAK, why, remedy);
    }

    static Leak doubt(Entry entry, Kind kind, String why, String remedy) {
        return new Leak(entry.name(), kind, Gravity.DOUBT, why, remedy);
    }

    /** The line that is printed. */
    public String line() {
        return gravity + "  " + file + ": " + kind.key() + ": " + why + "; " + remedy;
    }
}
