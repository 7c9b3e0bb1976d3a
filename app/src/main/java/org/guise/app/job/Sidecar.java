package org.guise.app.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guise.app.Version;
import org.guise.core.reface.Kept;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public JSON beside a refaced scan: the BIDS fields on de-identification, what was done with which parameters, and
 * the hashes that prove that nothing outside the change mask changed. It carries nothing of the fit (the fit is the
 * person's shape), no seed and no path.
 */
final class Sidecar {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern ALREADY = Pattern.compile("refac|defac|guise", Pattern.CASE_INSENSITIVE);

    private static final String METHOD = "DeidentificationMethod", CODES = "DeidentificationMethodCodeSequence";
    /** The code of PS3.16 CID 7050 for a face that was taken care of. */
    private static final String FACE_CODE = "113102";

    private Sidecar() {}

    /**
     * The SHA-256 sums that prove that nothing outside the mask changed.
     *
     * @param inputOutsideMask of the input's decompressed bytes outside the mask
     * @param outputOutsideMask of the output's decompressed bytes outside the mask, equal to the first
     */
    record Proof(String inputOutsideMask, String outputOutsideMask) {}

    /**
     * What the scan was fitted with.
     *
     * @param lead whose fit it got; empty for a scan of no session
     * @param frames number of frames, 1 for a single one
     * @param motionMm largest movement between them
     * @param followed whether frames were followed one by one
     */
    record Fitted(Optional<String> lead, int frames, double motionMm, boolean followed) {}

    /**
     * The text of the sidecar.
     *
     * @param metadata the fields of the input's own sidecar, which stay; what they say of earlier steps of de-identification is
     *     kept in front
     * @param outsidePublicMask SHA-256 of the output's decompressed bytes outside the widened public mask: who has only the
     *     public files can recompute it; empty where that mask is not written
     * @param outputFile SHA-256 of the output file as it lies on disk (of a pair the samples)
     * @param outputSamples SHA-256 of the output's raw samples, by which {@code guise verify} knows the scan that this belongs to
     *     when it was compressed again
     */
    static byte[] bytes(
            Map<String, Object> metadata,
            RefaceOptions options,
            RefaceResult result,
            Fitted fitted,
            String atlasId,
            Proof proof,
            Optional<String> outsidePublicMask,
            String outputFile,
            String outputSamples) {
        Map<String, Object> root = new LinkedHashMap<>(metadata);
        root.put(
                METHOD,
                after(
                        metadata.get(METHOD),
                        "Guise " + Version.number() + " " + options.method().key() + ": " + sentence(options.method())
                                + exception(options.kept())));
        root.remove("Guise");
        if (options.kept().isNothing()) {
            // PS3.16 CID 7050: the code of the PS3.15 option this does; where a part is kept, it is not done.
            Map<String, Object> code = new LinkedHashMap<>();
            code.put("CodeValue", FACE_CODE);
            code.put("CodingSchemeDesignator", "DCM");
            code.put("CodeMeaning", "Clean Recognizable Visual Features Option");
            root.put(CODES, after(metadata.get(CODES), code));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("Method", options.method().key());
        if (options.method() == Method.REFACE) {
            parameters.put("Identity", options.identity().name().toLowerCase(Locale.ROOT));
        }
        parameters.put("BrainMarginMm", options.brainMarginMm());
        if (!options.kept().names().isEmpty()) {
            parameters.put("Kept", options.kept().names());
        }
        options.kept().around().ifPresent(s -> parameters.put("KeptRadiusMm", s.radiusMm()));
        Map<String, Object> hashes = new LinkedHashMap<>();
        hashes.put("Algorithm", "SHA-256");
        hashes.put("InputOutsideMask", proof.inputOutsideMask());
        hashes.put("OutputOutsideMask", proof.outputOutsideMask());
        outsidePublicMask.ifPresent(h -> hashes.put("OutputOutsidePublicMask", h));
        hashes.put("OutputFile", outputFile);
        hashes.put("OutputSamples", outputSamples);
        Map<String, Object> guise = new LinkedHashMap<>();
        guise.put("Version", Version.number());
        guise.put("Parameters", parameters);
        guise.put("AtlasId", atlasId);
        fitted.lead().ifPresent(l -> guise.put("Lead", l));
        if (fitted.frames() > 1) {
            Map<String, Object> frames = new LinkedHashMap<>();
            frames.put("Count", fitted.frames());
            frames.put("LargestMotionMm", Math.round(10 * fitted.motionMm()) / 10.0);
            frames.put("FollowedOneByOne", fitted.followed());
            guise.put("Frames", frames);
        }
        guise.put("Verdict", result.verdict().name());
        guise.put("Reasons", result.reasons());
        guise.put("Hashes", hashes);
        root.put("Guise", guise);
        return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What is said of earlier steps, then that of this one. */
    private static List<Object> after(@Nullable Object earlier, Object step) {
        List<Object> steps = new ArrayList<>();
        if (earlier instanceof List<?> several) {
            steps.addAll(several);
        } else if (earlier != null) {
            steps.add(earlier);
        }
        steps.add(step);
        return steps;
    }

    private static String sentence(Method method) {
        return switch (method) {
            case REFACE -> "face replaced by the face of a synthetic person";
            case REMOVE -> "face removed";
            case SHEAR -> "everything in front of a plane through the face removed";
            case BLUR -> "surface of the face blurred";
            case PIXELATE -> "surface of the face pixelated";
        };
    }

    /** What was kept, in words; nothing of the mask but the radius. */
    private static String exception(Kept kept) {
        if (kept.isNothing()) {
            return "";
        }
        List<String> what = new ArrayList<>(kept.names());
        kept.around().ifPresent(s -> what.add(s.radiusMm() + " mm round a marked region"));
        return "; kept on purpose: " + String.join(", ", what);
    }

    /** Why a scan with this JSON beside it must not be refaced again; empty if it may. */
    static Optional<String> alreadyDone(Path inputSidecar) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(inputSidecar));
        } catch (JacksonException e) {
            // A broken sidecar of the user's says nothing about the face; the scan itself is judged as usual.
            return Optional.empty();
        }
        return isDeidentified(root)
                ? Optional.of("already refaced or defaced: the DeidentificationMethod in " + inputSidecar.getFileName()
                        + " says so; use the original scan")
                : Optional.empty();
    }

    /** Whether metadata say that the face was taken care of, in words or by the DICOM code. */
    static boolean isDeidentified(JsonNode metadata) {
        for (JsonNode code : metadata.path(CODES)) {
            if (code.path("CodeValue").asString("").equals(FACE_CODE)) {
                return true;
            }
        }
        return ALREADY.matcher(metadata.path(METHOD).toString()).find();
    }
}
