package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sidecar of a scan says about its face, and whether the scan bears it out. A mark of Guise holds the hash of the file
 * it was written for. That finds marks that got beside another scan by accident; it is no signature, and who wants to deceive can
 * write a right hash under an original.
 */
enum Mark {
    /** No word about the face. */
    NONE,
    /** Guise's, and the scan is the one it was written for. */
    PROVEN,
    /** As {@link #PROVEN}, but the run's verdict was REVIEW or parts were kept on purpose. */
    PROVEN_REVIEW,
    /** Guise's, but written for another file. */
    OTHER_FILE,
    /** Another program's, which replaces faces: a face is to be expected. */
    REPLACED,
    /** Another program's, which removes or blurs faces. */
    REMOVED;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern REPLACES = Pattern.compile("refac|replac|substitut|synthetic|average face|populat");
    private static final Pattern FACE =
            Pattern.compile("fac|skull|shear|brain extract|anon|113102|recognizable|visual");
    private static final Pattern MARKED_NAME = Pattern.compile("(?:^|[_-])(?:desc-)?(?:refaced|reface)(?:[_.-]|$)");

    /** What the sidecar beside a NIfTI file says. */
    static Mark of(Entry entry) throws IOException {
        Optional<Path> sidecar = entry.sidecar();
        if (sidecar.isEmpty()) {
            return MARKED_NAME.matcher(entry.lower()).find() ? REPLACED : NONE;
        }
        return read(sidecar.get(), hashes -> fits(entry, hashes));
    }

    /** Whether a scan is the one that some hashes were written for. */
    interface Fits {
        boolean test(JsonNode hashes) throws IOException;
    }

    /** What a sidecar says. */
    static Mark read(Path sidecar, Fits fits) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(sidecar));
        } catch (JacksonException e) {
            return NONE;
        }
        JsonNode guise = root.path("Guise");
        JsonNode hashes = guise.path("Hashes");
        if (hashes.isObject()) {
            if (!fits.test(hashes)) {
                return OTHER_FILE;
            }
            boolean pass = guise.path("Verdict").asString("").equals("PASS")
                    && !guise.path("Parameters").has("Kept")
                    && !guise.path("Parameters").has("KeptRadiusMm");
            return pass ? PROVEN : PROVEN_REVIEW;
        }
        Mark said = ofWords(root.path("DeidentificationMethod") + " " + root.path("DeidentificationMethodCodeSequence")
                + " " + root.path("Defaced") + root.path("DefacingMethod"));
        return said == NONE && root.path("Defaced").asBoolean(false) ? REMOVED : said;
    }

    /** What the words of another program mean. */
    static Mark ofWords(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        if (REPLACES.matcher(said).find()) {
            return REPLACED;
        }
        return FACE.matcher(said).find() ? REMOVED : NONE;
    }

    private static boolean fits(Entry entry, JsonNode hashes) throws IOException {
        Path data = entry.path();
        if (entry.ends(".hdr", ".hdr.gz")) {
            data = data.resolveSibling(NiftiNames.stem(data) + (entry.ends(".gz") ? ".img.gz" : ".img"));
        }
        if (Files.isRegularFile(data)
                && Hashes.file(data).equals(hashes.path("OutputFile").asString(""))) {
            return true;
        }
        // compressed again, or its header edited: the samples tell
        String samples = hashes.path("OutputSamples").asString("");
        return !samples.isEmpty()
                && Hashes.samples(NiftiFile.read(entry.path())).equals(samples);
    }

    /** Whether the name or the sidecar of a scan says that its face was treated. */
    boolean isSet() {
        return this != NONE;
    }
}
