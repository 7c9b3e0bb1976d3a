package org.guise.people.photo;

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

    /** Folder and mesh in the package. */
    String key() {
        return key;
    }

    /** Name of its texture. */
    String picture() {
        return picture;
    }
}
