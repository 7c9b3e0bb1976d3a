package org.guise.app.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.guise.io.file.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file with one JSON object a line, to which lines are only added: each in one write that is forced to disk, so that after a
 * power failure a line is whole, or the last one and torn. One process at a time; threads may share an object.
 */
public final class JsonLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    /** The file, which need not exist yet; its folder must. */
    public JsonLines(Path file) {
        this.file = file;
    }

    /**
     * The lines written so far; a torn last line is left out.
     *
     * @throws InputException if another line is no JSON object; one sentence
     */
    public List<JsonNode> read() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int start = 0; start < wholeLength(bytes); ) {
            int end = start;
            while (bytes[end] != '\n') {
                end++;
            }
            try {
                JsonNode line = JSON.readTree(bytes, start, end - start);
                if (!line.isObject()) {
                    throw broken(lines.size(), null);
                }
                lines.add(line);
            } catch (JacksonException e) {
                throw broken(lines.size(), e);
            }
            start = end + 1;
        }
        return lines;
    }

    private InputException broken(int before, @org.jspecify.annotations.Nullable Throwable cause) {
        String problem = "line " + (before + 1) + " is not the record of a run";
        String remedy = "restore the file, or move it away to start afresh";
        return cause == null ? new InputException(file, problem, remedy) : new InputException(file, problem, remedy, cause);
    }

    /** Cuts off the torn line that a killed process or a full disk left at the end. */
    public synchronized void mend() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int whole = wholeLength(bytes);
        if (whole < bytes.length) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(whole);
                out.force(true);
            }
        }
    }

    private static int wholeLength(byte[] bytes) {
        int n = bytes.length;
        while (n > 0 && bytes[n - 1] != '\n') {
            n--;
        }
        return n;
    }

    /** Adds a line for each object and forces them to disk. */
    public synchronized void append(List<?> objects) throws IOException {
        if (objects.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        objects.forEach(o -> text.append(JSON.writeValueAsString(o)).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }
}
