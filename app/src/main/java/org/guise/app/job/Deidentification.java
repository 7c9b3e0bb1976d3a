package org.guise.app.job;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What BIDS metadata say of steps of de-identification. */
public final class Deidentification {
    /** Steps in words. */
    static final String METHOD = "DeidentificationMethod";
    /** Steps as codes of DICOM. */
    static final String CODES = "DeidentificationMethodCodeSequence";
    /** The code of PS3.16 CID 7050 for a face that was taken care of. */
    static final String FACE_CODE = "113102";

    /** The fields. */
    public static final List<String> FIELDS = List.of(METHOD, CODES);

    private static final Pattern ALREADY = Pattern.compile("refac|defac|guise", Pattern.CASE_INSENSITIVE);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Deidentification() {}

    /** Whether metadata say that the face was taken care of, in words or by the code. */
    public static boolean isDone(Map<String, Object> metadata) {
        return isDone(JSON.<JsonNode>valueToTree(metadata));
    }

    static boolean isDone(JsonNode metadata) {
        for (JsonNode code : metadata.path(CODES)) {
            if (code.path("CodeValue").asString("").equals(FACE_CODE)) {
                return true;
            }
        }
        return ALREADY.matcher(metadata.path(METHOD).toString()).find();
    }
}
