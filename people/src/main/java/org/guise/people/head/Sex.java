package org.guise.people.head;

/** Sex as the morph targets model it. */
public enum Sex {
    FEMALE,
    MALE;

    /** The name in the target files. */
    String key() {
        return this == MALE ? "male" : "female";
    }
}
