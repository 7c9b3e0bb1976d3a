package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where refaced series go. */
public interface ResultTarget {
    /**
     * Stores the files of one series, and makes sure that they arrived. Files that are there already count as stored.
     *
     * @return the id of the new series on the server that is followed; empty if it went elsewhere
     * @throws IOException if any of them is not stored for certain
     */
    Optional<String> store(List<Path> files) throws IOException;

    /** In words, for the first line of a run. */
    String describe();
}
