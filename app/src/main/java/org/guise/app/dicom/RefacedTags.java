package org.guise.app.dicom;

import java.util.Locale;
import org.guise.app.Version;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.dicom.edit.RefacedHeader;

/** The words that a run puts into headers. */
public final class RefacedTags {
    private static final int SH_LENGTH = 16;

    private RefacedTags() {}

    /** What the headers of a run with these options say. */
    public static RefacedHeader of(RefaceOptions options) {
        String kept = options.kept().isNothing() ? "" : " (part of the face kept)";
        String what = options.method() == Method.REFACE
                ? "Face replaced by the face of a synthetic person"
                : "Face " + options.method().done();
        return new RefacedHeader(
                "Guise " + Version.number() + " " + options.method().key() + kept,
                what + kept + " (Guise " + Version.number() + ")",
                options.kept().isNothing());
    }

    /** Implementation Version Name, an SH of at most 16 characters. */
    public static String implementationVersion() {
        String name = "GUISE_" + Version.number().toUpperCase(Locale.ROOT).replace("-SNAPSHOT", "");
        return name.substring(0, Math.min(name.length(), SH_LENGTH));
    }
}
