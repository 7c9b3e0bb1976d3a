package org.guise.core.reface;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is done to the face. {@link #REFACE} is Guise's own; the others are simple versions of what the field's de-facing
 * tools do, on Guise's fit and behind its brain guard, so that an audit can compare them. By published evidence they
 * protect less: a cut-off face can be guessed from what remains, a blur can be undone, and blocks keep the coarse shape.
 */
public enum Method {
    /** The face is replaced by a made-up one. */
    REFACE("refaced"),
    /** The whole face zone becomes air, as pydeface and mri_deface do. */
    REMOVE("removed"),
    /** Everything in front of one plane becomes air, as quickshear does. */
    SHEAR("sheared"),
    /** The surface of the head is blurred inside the face zone, as mask_face does. */
    BLUR("blurred"),
    /** The surface of the head becomes coarse blocks inside the face zone, as faces in photographs are pixelated. */
    PIXELATE("pixelated");

    private final String done;

    Method(String done) {
        this.done = done;
    }

    /** The word on the command line and in records: {@code reface}, {@code remove}, {@code shear}, {@code blur}, {@code pixelate}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * All words by which file names say that a scan was de-faced: those of the methods, and {@code defaced}, which other tools
     * write.
     */
    public static List<String> doneWords() {
        return Stream.concat(Stream.of(values()).map(Method::done), Stream.of("defaced"))
                .toList();
    }

    /** The word in file names: {@code refaced}, {@code removed}, {@code sheared}, {@code blurred}, {@code pixelated}. */
    public String done() {
        return done;
    }
}
