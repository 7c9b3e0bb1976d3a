package org.guise.app.pacs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.WebException;

/**
 * How a series is known to need no refacing: by the DICOM attributes that say so, and by marks in Orthanc's own metadata,
 * which outlive the state folder.
 */
final class Marks {
    private static final int RESULT_KEY = 10302;
    private static final int SOURCE_KEY = 10303;
    private static final String RESULT = "made by guise pacs";
    /** CID 7050: Clean Recognizable Visual Features Option. */
    private static final String FACE_CODE = "113102";

    private final OrthancClient orthanc;

    Marks(OrthancClient orthanc) {
        this.orthanc = orthanc;
    }

    /** Hash of which instances a series has, in any order. */
    static String fingerprint(List<String> instances) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String id : new TreeSet<>(instances)) {
                digest.update(id.getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Why the series counts as a result already; empty if it does not. */
    Optional<String> whyResult(OrthancClient.Series series) throws IOException {
        if (orthanc.seriesMetadata(series.id(), RESULT_KEY).isPresent()) {
            return Optional.of("made by guise pacs earlier");
        }
        if (series.instances().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> tags = orthanc.instanceTags(series.instances().getFirst());
        if (tags.getOrDefault("0028,0302", "").strip().equals("NO")) {
            return Optional.of("it says that no face can be recognised, (0028,0302) is NO");
        }
        if (tags.getOrDefault("0012,0064", "").contains(FACE_CODE)) {
            return Optional.of("it says that its face was removed, (0012,0064) has 113102");
        }
        return Optional.empty();
    }

    /** The result of a series that an earlier link has refaced with these very instances, by its Series Instance UID. */
    Optional<String> doneAs(OrthancClient.Series series) throws IOException {
        String start = fingerprint(series.instances()) + " ";
        return orthanc.seriesMetadata(series.id(), SOURCE_KEY)
                .filter(m -> m.startsWith(start))
                .map(m -> m.substring(start.length()));
    }

    /**
     * Marks both series.
     *
     * @param result Orthanc's id of the result; empty if it is elsewhere
     * @return whether the server let us
     */
    boolean set(SeriesState done, Optional<String> result) throws IOException {
        try {
            if (result.isPresent()) {
                orthanc.markSeries(result.get(), RESULT_KEY, RESULT);
            }
            orthanc.markSeries(done.id(), SOURCE_KEY, done.fingerprint() + " " + done.result());
            return true;
        } catch (WebException e) {
            if (e.isPassing()) {
                throw e;
            }
            return false;
        }
    }
}
