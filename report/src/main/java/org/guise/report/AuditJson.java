package org.guise.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.charset.StandardCharsets;
import org.guise.audit.result.AuditResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code audit.json}: the result as it is, under the name of its form. Fields stand in the order of the records; a figure
 * that does not exist is the string {@code "NaN"}.
 */
public final class AuditJson {
    /** Name of this form; a change that old readers would misread gets a new one. */
    public static final String SCHEMA = "guise-audit-1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    @JsonPropertyOrder({"schema", "audit"})
    private record Document(String schema, AuditResult audit) {}

    private AuditJson() {}

    /** The file's bytes: UTF-8, indented, with a line end. */
    public static byte[] bytes(AuditResult result) {
        return (JSON.writeValueAsString(new Document(SCHEMA, result)) + "\n").getBytes(StandardCharsets.UTF_8);
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
