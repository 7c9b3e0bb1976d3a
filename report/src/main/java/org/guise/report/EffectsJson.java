package org.guise.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import org.guise.audit.effects.EffectsResult;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code effects.json}: fields in the order of the records, six significant digits, {@code "NaN"} for what does not exist. */
final class EffectsJson {
    /** Name of this form; a change that old readers would misread gets a new one. */
    static final String SCHEMA = "guise-effects-1";

    @JsonPropertyOrder({"schema", "effects"})
    private record Document(String schema, EffectsResult effects) {}

    private EffectsJson() {}

    /** The file's bytes: UTF-8, indented, with a line end. */
    static byte[] bytes(EffectsResult result) {
        JsonMapper json = mapper().enable(SerializationFeature.INDENT_OUTPUT).build();
        return (json.writeValueAsString(new Document(SCHEMA, result)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The same on one line without anything that a page could read as markup. */
    static String forPage(EffectsResult result) {
        return mapper().enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build()
                .writeValueAsString(new Document(SCHEMA, result))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addModule(new RoundedFigures())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }
}
