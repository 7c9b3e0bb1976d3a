package org.guise.app.verify;

/** What the renderings and the geometry of a scan say about a face. */
enum Sighting {
    /** A face can be recognised. */
    FACE,
    /** Skin stands where a face has it, or a detector fires, but not both. */
    PERHAPS,
    /** No face, or no head. */
    NONE
}
