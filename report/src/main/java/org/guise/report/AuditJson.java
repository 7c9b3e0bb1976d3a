package org.guise.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.guise.audit.result.AuditResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code audit.json}: the result under the name of its form, as {@link ReportJson} writes it.
 */
public final class AuditJson {
    /** Name of this form; a change that old readers would misread gets a new one. */
    public static final String SCHEMA = "guise-audit-1";

    // Else a p that a file lacks would be read as 0.
    private static final JsonMapper READER = ReportJson.mapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    @JsonPropertyOrder({"schema", "audit"})
    private record Document(String schema, AuditResult audit) {}

    private AuditJson() {}

    /** The file's bytes: UTF-8, indented, with a line end. */
    public static byte[] bytes(AuditResult result) {
        return ReportJson.bytes(new Document(SCHEMA, result));
    }

    /**
     * The same on one line, to stand inside of a page: all that HTML or XML could read as markup, such as the end of a
     * script or the start of a comment, is escaped, and so is what is not ASCII.
     */
    static String forPage(AuditResult result) {
        return ReportJson.forPage(new Document(SCHEMA, result));
    }

    /**
     * The result in a file's bytes.
     *
     * @throws IllegalArgumentException if they are not JSON of this form
     */
    public static AuditResult read(byte[] bytes) {
        Document document;
        try {
            document = READER.readValue(bytes, Document.class);
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
