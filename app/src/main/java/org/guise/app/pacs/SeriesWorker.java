package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.guise.app.job.ScanOutcome.Status;

/** Refaces one series; knows nothing of servers. One at a time. */
public interface SeriesWorker extends AutoCloseable {
    /**
     * How it went.
     *
     * @param status PASS and REVIEW with files in the folder {@code out}; FAIL and SKIP without
     * @param reasons one sentence each, without anything that identifies a patient
     * @param seriesUid Series Instance UID of the result; empty where there is none
     */
    record Result(Status status, List<String> reasons, String seriesUid) {}

    /**
     * Refaces a series. The same files and generation must give the same files with the same UIDs, since a series whose
     * storing was broken off is stored again.
     *
     * @param name for records and pictures; tells series apart and nobody who they are of
     * @param in folder of the series' DICOM files, nothing else in it; not modified
     * @param out empty folder for the result's files
     * @param generation 1, and one more each time that the series has grown: results of different generations must not
     *     share a Series or SOP Instance UID
     * @throws IOException if files cannot be read or written; tried again later
     */
    Result reface(String name, Path in, Path out, int generation) throws IOException;

    @Override
    void close();
}
