package org.guise.app.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.guise.app.run.LedgerEntry;

/** The page. */
public final class SummaryPage {
    private SummaryPage() {}

    /** Writes. */
    public static void write(Path restricted, Collection<LedgerEntry> entries) throws IOException {}
}
