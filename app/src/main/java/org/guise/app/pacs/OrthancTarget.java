package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guise.dicom.web.OrthancClient;

/** Stores results in an Orthanc server: the one that is followed, or another. */
final class OrthancTarget implements ResultTarget {
    private final OrthancClient orthanc;
    private final boolean followed;

    /** @param followed whether this is the server that is followed */
    OrthancTarget(OrthancClient orthanc, boolean followed) {
        this.orthanc = orthanc;
        this.followed = followed;
    }

    @Override
    public Optional<String> store(List<Path> files) throws IOException {
        String series = upload(orthanc, files);
        return followed ? Optional.of(series) : Optional.empty();
    }

    /** Uploads the files and looks whether all are there. @return the id of their series */
    static String upload(OrthancClient orthanc, List<Path> files) throws IOException {
        Set<String> series = new HashSet<>();
        Set<String> instances = new HashSet<>();
        for (Path file : files) {
            OrthancClient.Upload upload = orthanc.upload(file);
            series.add(upload.series());
            instances.add(upload.instance());
        }
        if (series.size() != 1 || instances.size() != files.size()) {
            throw new IOException(orthanc.name() + ": the " + files.size() + " files of a result became "
                    + instances.size() + " instances of " + series.size() + " series");
        }
        String id = series.iterator().next();
        if (!orthanc.series(id).map(s -> s.instances().containsAll(instances)).orElse(false)) {
            throw new IOException(
                    orthanc.name() + ": a series was sent, but is not there in full; it will be sent again");
        }
        return id;
    }

    @Override
    public String describe() {
        return followed ? "stored there as new series" : "stored in the Orthanc server " + orthanc.name();
    }
}
