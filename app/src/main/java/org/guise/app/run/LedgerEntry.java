package org.guise.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the ledger says of one file.
 *
 * @param path relative to the data set, with slashes
 * @param status how it stands
 * @param reasons one sentence each
 * @param input hash of its content; empty where it was not read
 * @param key hash of all that its outputs depend on: content, options, and for a scan the content of its session
 * @param outputs hash of each file written for it in the public folder, by its path there
 * @param restricted the same for the restricted folder
 * @param lead whose fit a scan got; empty for a scan of no session
 * @param picture path of the before/after picture in the restricted folder
 */
public record LedgerEntry(
        String path,
        EntryStatus status,
        List<String> reasons,
        Optional<FileHash> input,
        String key,
        Map<String, String> outputs,
        Map<String, String> restricted,
        Optional<String> lead,
        Optional<String> picture) {
    /** An entry of a file for which nothing was written. */
    public static LedgerEntry without(String path, EntryStatus status, List<String> reasons) {
        return new LedgerEntry(
                path, status, reasons, Optional.empty(), "", Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** The line of the ledger, to which more may be added. */
    public Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("path", path);
        line.put("status", status.name());
        line.put("reasons", reasons);
        input.ifPresent(i -> {
            line.put("size", i.size());
            line.put("modified", i.modified());
            line.put("sha256", i.sha256());
        });
        line.put("key", key);
        line.put("outputs", outputs);
        line.put("restrictedOutputs", restricted);
        lead.ifPresent(l -> line.put("lead", l));
        picture.ifPresent(p -> line.put("picture", p));
        return line;
    }

    /** The entry of a line; empty for a line that is about no file of a data set. */
    static Optional<LedgerEntry> of(JsonNode line) {
        if (!line.has("path") || !line.has("key")) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        line.path("reasons").forEach(r -> reasons.add(r.asString("")));
        return Optional.of(new LedgerEntry(
                line.path("path").asString(""),
                EntryStatus.valueOf(line.path("status").asString("")),
                List.copyOf(reasons),
                line.has("sha256")
                        ? Optional.of(new FileHash(
                                line.path("size").asLong(0),
                                line.path("modified").asLong(0),
                                line.path("sha256").asString("")))
                        : Optional.empty(),
                line.path("key").asString(""),
                hashes(line.path("outputs")),
                hashes(line.path("restrictedOutputs")),
                text(line, "lead"),
                text(line, "picture")));
    }

    private static Optional<String> text(JsonNode line, String field) {
        return line.has(field) ? Optional.of(line.path(field).asString("")) : Optional.empty();
    }

    private static Map<String, String> hashes(JsonNode node) {
        Map<String, String> out = new LinkedHashMap<>();
        node.properties().forEach(e -> out.put(e.getKey(), e.getValue().asString("")));
        return out;
    }
}
