package org.guise.app.dicom;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.guise.app.job.OpenScan;
import org.guise.app.job.ScanReader;
import org.guise.app.job.ScanTask;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SeriesImage;
import org.guise.dicom.series.SeriesWriter;
import org.guise.dicom.series.SortedSeries;

/**
 * Reads the series of a plan.
 *
 * @param series the files of each task
 * @param writer how their instances are written again
 */
public record DicomReader(Map<ScanTask, SeriesFiles> series, SeriesWriter writer) implements ScanReader {
    @Override
    public Optional<String> alreadyDone(ScanTask task) {
        return files(task).first().refaced()
                ? Optional.of("already refaced or defaced: its header says that its recognisable features were cleaned; use"
                        + " the original series")
                : Optional.empty();
    }

    @Override
    public OpenScan read(ScanTask task) throws IOException {
        return new DicomScan(SeriesImage.load(SortedSeries.of(files(task))), writer);
    }

    private SeriesFiles files(ScanTask task) {
        return Objects.requireNonNull(series.get(task), "a task of another plan");
    }
}
