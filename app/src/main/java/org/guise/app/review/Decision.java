package org.guise.app.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a person decided on one result.
 *
 * @param path of the scan in the data set
 * @param result hash of the refaced scan that was looked at: another result of the same scan is not decided by it
 * @param choice what was decided
 * @param note free text, may be empty
 */
public record Decision(String path, String result, Choice choice, String note) {
    /** The choices. */
    public enum Choice {
        /** Not decided, or no longer. */
        UNDECIDED,
        /** May be shared. */
        ACCEPT,
        /** Must not be shared. */
        REJECT;

        /** The word in files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("path", path);
        line.put("result", result);
        line.put("decision", choice.key());
        line.put("note", note);
        line.put("decided", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return line;
    }

    /** @throws IllegalArgumentException if the choice is none */
    static Decision of(JsonNode line) {
        return new Decision(
                line.path("path").asString(""),
                line.path("result").asString(""),
                Choice.valueOf(line.path("decision").asString("").toUpperCase(Locale.ROOT)),
                line.path("note").asString(""));
    }
}
