package org.guise.core.reface;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of the face is left as it is on purpose, at the price that the person may be recognised by it.
 *
 * @param parts named parts of the face
 * @param around the surroundings of marked voxels
 */
public record Kept(Set<FacePart> parts, Optional<Surroundings> around) {
    /** Nothing: the whole face goes. */
    public static final Kept NOTHING = new Kept(Set.of(), Optional.empty());

    /** Copies the set, in the order of {@link FacePart}. */
    public Kept {
        Set<FacePart> ordered = EnumSet.noneOf(FacePart.class);
        ordered.addAll(parts);
        parts = Collections.unmodifiableSet(ordered);
    }

    /** The words for the parts, see {@link FacePart#key()}. */
    public List<String> names() {
        return parts.stream().map(FacePart::key).toList();
    }

    /** Whether the whole face goes. */
    public boolean isNothing() {
        return parts.isEmpty() && around.isEmpty();
    }
}
