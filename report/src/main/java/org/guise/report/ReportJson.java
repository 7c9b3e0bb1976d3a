package org.guise.report;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results as JSON: fields in the order of the records; a figure that does not exist is the string {@code "NaN"}. Figures have
 * six significant digits, points of curves five decimal places: more than the results can know, and half the size.
 */
final class ReportJson {
    private static final JsonMapper FILE =
            mapper().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper FOR_PAGE =
            mapper().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ReportJson() {}

    static JsonMapper.Builder mapper() {
        return JsonMapper.builder()
                .addModule(new RoundedFigures())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }

    /** A file's bytes: UTF-8, indented, with a line end. */
    static byte[] bytes(Object document) {
        return (FILE.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The same on one line, to stand inside of a page: all that HTML or XML could read as markup, such as the end of a
     * script or the start of a comment, is escaped, and so is what is not ASCII.
     */
    static String forPage(Object document) {
        return FOR_PAGE.writeValueAsString(document)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
