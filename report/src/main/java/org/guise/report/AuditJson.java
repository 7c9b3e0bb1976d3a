package org.guise.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import org.guise.audit.result.AuditResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code audit.json}: the result under the name of its form. Fields stand in the order of the records; a figure that does
 * not exist is the string {@code "NaN"}. Figures have six significant digits, points of curves five decimal places: more
 * than an audit can know, and half the size.
 */
public final class AuditJson {
    /** Name of this form; a change that old readers would misread gets a new one. */
    public static final String SCHEMA = "guise-audit-1";

    private static final JsonMapper JSON =
            mapper().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper FOR_PAGE =
            mapper().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @JsonPropertyOrder({"schema", "audit"})
    private record Document(String schema, AuditResult audit) {}

    private AuditJson() {}

    /** The file's bytes: UTF-8, indented, with a line end. */
    public static byte[] bytes(AuditResult result) {
        return (JSON.writeValueAsString(new Document(SCHEMA, result)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same on one line, to stand inside of a page: all that HTML or XML could read as markup, such as the end of a
     * script or the start of a comment, is escaped, and so is what is not ASCII.
     */
    static String forPage(AuditResult result) {
        return FOR_PAGE.writeValueAsString(new Document(SCHEMA, result))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addModule(new RoundedFigures())
                // Else a p that a file lacks would be read as 0.
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }

    /**
     * The result in a file's bytes.
     *
     * @throws IllegalArgumentException if they are not JSON of this form
     */
    public static AuditResult read(byte[] bytes) {
        Document document;
        try {
            document = JSON.readValue(bytes, Document.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an audit.json: " + e.getOriginalMessage(), e);
        }
        if (!SCHEMA.equals(document.schema())) {
            throw new IllegalArgumentException(
                    "audit.json of schema " + document.schema() + ": this version of Guise reads " + SCHEMA);
        }
        return document.audit();
    }
}
