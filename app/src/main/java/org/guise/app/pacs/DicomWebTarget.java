package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.guise.dicom.web.DicomWebClient;
import org.guise.dicom.web.StoreReport;

/** Stores results in another server by STOW-RS. */
final class DicomWebTarget implements ResultTarget {
    private final DicomWebClient server;
    private final String name;

    DicomWebTarget(DicomWebClient server, String name) {
        this.server = server;
        this.name = name;
    }

    @Override
    public Optional<String> store(List<Path> files) throws IOException {
        StoreReport report = server.store(files);
        if (!report.failed().isEmpty() || report.stored().size() != files.size()) {
            throw new IOException(name + ": it confirmed " + report.stored().size() + " of " + files.size()
                    + " instances sent by STOW-RS"
                    + report.failed().values().stream()
                            .findFirst()
                            .map(r -> String.format(" (failure reason 0x%04X)", r))
                            .orElse(""));
        }
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "stored in " + name + " by DICOMweb";
    }
}
