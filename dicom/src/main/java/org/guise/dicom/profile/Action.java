package org.guise.dicom.profile;

import java.util.Map;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Vr;

/** What is done to an attribute (PS3.15 Table E.1-1a). */
enum Action {
    /** Gets a dummy value. */
    D,
    /** Becomes empty. */
    Z,
    /** Is removed. */
    X,
    /** Stays; sequences are cleaned inside. */
    K,
    /** Is cleaned: what that means depends on the option. */
    C,
    /** Gets a new UID, the same for the same old one. */
    U,
    /** Is removed, emptied or kept with new UIDs inside: always the last here. */
    XZU;

    /*
     * A compound action leaves the choice to whether the attribute is of type 3, 2 or 1 in the IOD, which differs between
     * IODs and depends on conditions. The choice here is right for each of them: a dummy is allowed in all types and an
     * empty value in types 2 and 3, so the strongest requirement that the compound names is met. Nothing of the old value
     * is in either. Sequences, for which there is no dummy that fits all types, become empty where that is allowed.
     */
    private static final Map<String, Action> PLAIN =
            Map.of("D", D, "Z", Z, "X", X, "K", K, "C", C, "U", U, "X/Z/U*", XZU);

    /** The action of a table's entry, such as {@code X/Z/D}, for a given element. */
    static Action of(String entry, Element element) {
        Action plain = PLAIN.get(entry);
        if (plain != null) {
            return plain;
        }
        boolean sequence = element.vr() == Vr.SQ;
        return switch (entry) {
            case "X/Z" -> Z;
            case "X/D" -> sequence ? X : dummy(element);
            case "Z/D", "X/Z/D" -> sequence ? Z : dummy(element);
            default -> throw new IllegalStateException("action " + entry + " in the table");
        };
    }

    /** What was empty was not of type 1, and stays empty. */
    private static Action dummy(Element element) {
        return element.length() == 0 ? Z : D;
    }
}
