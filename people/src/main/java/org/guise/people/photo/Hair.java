package org.guise.people.photo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The hair styles of the MakeHuman team that leave both eyes free. */
public enum Hair {
    AFRO("afro01", "afro_diffuse"),
    LONG("long01", "long01_diffuse"),
    PONYTAIL("ponytail01", "ponytail01_diffuse"),
    SHORT_CURLED("short01", "short01_diffuse"),
    SHORT_COMBED("short02", "short02_diffuse"),
    SHORT_WAVED("short04", "short04_diffuse"),
    /** Shaved or bald: what the skin texture shows. */
    NONE("", "");

    private final String key;
    private final String picture;

    Hair(String key, String picture) {
        this.key = key;
        this.picture = picture;
    }

    /** The name users give, e.g. {@code short-waved}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The style of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Hair of(String id) {
        for (Hair h : values()) {
            if (h.id().equals(id.toLowerCase(Locale.ROOT))) {
                return h;
            }
        }
        throw new IllegalArgumentException("there is no hair " + id + "; expected one of "
                + Arrays.stream(values()).map(Hair::id).collect(Collectors.joining(", ")));
    }

    /** Folder and mesh in the package. */
    String key() {
        return key;
    }

    /** Name of its texture. */
    String picture() {
        return picture;
    }
}
