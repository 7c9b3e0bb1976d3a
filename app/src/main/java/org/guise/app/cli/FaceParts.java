package org.guise.app.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guise.app.job.UsageException;
import org.guise.core.reface.FacePart;

/** The parts of the face named after {@code --keep}. */
final class FaceParts {
    private FaceParts() {}

    /** @throws UsageException if there is no part of such a name */
    static Set<FacePart> of(List<String> names) {
        Set<FacePart> parts = EnumSet.noneOf(FacePart.class);
        for (String name : names) {
            parts.add(Stream.of(FacePart.values())
                    .filter(p -> p.key().equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--keep " + name
                            + ": there is no such part of the face; expected "
                            + Stream.of(FacePart.values()).map(FacePart::key).collect(Collectors.joining(", ")))));
        }
        return parts;
    }
}
