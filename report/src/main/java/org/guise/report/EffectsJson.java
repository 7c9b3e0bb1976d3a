package org.guise.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.guise.audit.effects.EffectsResult;

/** {@code effects.json}: the result under the name of its form, as {@link ReportJson} writes it. */
final class EffectsJson {
    /** Name of this form; a change that old readers would misread gets a new one. */
    static final String SCHEMA = "guise-effects-1";

    @JsonPropertyOrder({"schema", "effects"})
    private record Document(String schema, EffectsResult effects) {}

    private EffectsJson() {}

    /** The file's bytes: UTF-8, indented, with a line end. */
    static byte[] bytes(EffectsResult result) {
        return ReportJson.bytes(new Document(SCHEMA, result));
    }

    /** The same on one line without anything that a page could read as markup. */
    static String forPage(EffectsResult result) {
        return ReportJson.forPage(new Document(SCHEMA, result));
    }
}
