package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.guise.dicom.web.OrthancClient;

/** Stores results in the server that is followed, and lets it send them on to a modality that it knows. */
final class ModalityTarget implements ResultTarget {
    private final OrthancClient orthanc;
    private final String alias;

    ModalityTarget(OrthancClient orthanc, String alias) {
        this.orthanc = orthanc;
        this.alias = alias;
    }

    @Override
    public Optional<String> store(List<Path> files) throws IOException {
        String series = OrthancTarget.upload(orthanc, files);
        int sent = orthanc.sendToModality(alias, series);
        if (sent != files.size()) {
            throw new IOException(
                    orthanc.name() + ": only " + sent + " of " + files.size() + " instances were sent to " + alias);
        }
        return Optional.of(series);
    }

    @Override
    public String describe() {
        return "stored there as new series and sent to " + alias;
    }
}
