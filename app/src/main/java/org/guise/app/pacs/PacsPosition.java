package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guise.app.job.UsageException;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The place in the server's log of changes, {@code position.json}: written whole or not at all. */
final class PacsPosition {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final String server;
    private long since;

    /**
     * Reads the place; 0 if there is none.
     *
     * @throws UsageException if the folder belongs to another server
     */
    PacsPosition(Path state, String server) throws IOException {
        this.file = state.resolve("position.json");
        this.server = server;
        if (!Files.exists(file)) {
            return;
        }
        try {
            JsonNode n = JSON.readTree(Files.readAllBytes(file));
            if (!n.path("server").asString("").equals(server)) {
                throw new UsageException(
                        "--state " + state.getFileName() + ": this folder belongs to another server than " + server
                                + "; give each server a folder of its own");
            }
            since = n.path("since").asLong(0);
        } catch (JacksonException e) {
            throw new InputException(
                    file, "not JSON", "delete it: all series will then be looked at again, none refaced twice", e);
        }
    }

    long since() {
        return since;
    }

    /** Remembers the place durably. */
    void save(long place) throws IOException {
        if (place == since && Files.exists(file)) {
            return;
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("server", server);
        content.put("since", place);
        byte[] bytes = JSON.writeValueAsBytes(content);
        AtomicFile.write(file, out -> out.write(bytes));
        since = place;
    }
}
