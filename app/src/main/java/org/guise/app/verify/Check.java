package org.guise.app.verify;

import java.io.IOException;
import java.util.List;

/** Looks at one file for one sort of leak. */
interface Check {
    /** Whether this file is any of its business; cheap. */
    boolean concerns(Entry entry);

    /**
     * What it finds, nothing for a clean file.
     *
     * @throws IOException if the file cannot be read
     */
    List<Leak> look(Entry entry) throws IOException;
}
