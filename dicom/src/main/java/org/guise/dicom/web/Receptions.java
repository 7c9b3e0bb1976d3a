package org.guise.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done with answers: JSON of bounded size into memory, everything else into files of bounded size. */
final class Receptions {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_JSON_BYTES = 1 << 26;

    private Receptions() {}

    /** Reads JSON; a missing node where the answer is empty (204). */
    static WebClient.Reception<JsonNode> json(WebClient web, String what) {
        return (info, in) -> {
            byte[] bytes = in.readNBytes(MOST_JSON_BYTES + 1);
            if (bytes.length > MOST_JSON_BYTES) {
                throw WebException.ofAnswer(
                        web.name(),
                        what,
                        "its answer is larger than " + (MOST_JSON_BYTES >> 20) + " MiB; ask for less");
            }
            if (bytes.length == 0) {
                return JSON.missingNode();
            }
            try {
                return JSON.readTree(bytes);
            } catch (JacksonException e) {
                throw WebException.ofAnswer(
                        web.name(), what, "its answer is not JSON; is this the address of such a server?");
            }
        };
    }

    /** Reads and forgets. */
    static WebClient.Reception<Boolean> nothing() {
        return (info, in) -> {
            in.skip(MOST_JSON_BYTES);
            return true;
        };
    }

    /**
     * Copies all of {@code in} to a new file, or over an old one.
     *
     * @param most bytes that may come
     * @return how many came
     * @throws FileSystemException if the file cannot be written
     * @throws WebException if more came
     * @throws IOException if {@code in} fails
     */
    static long copy(InputStream in, Path file, long most, WebClient web, String what) throws IOException {
        byte[] buffer = new byte[MultipartReader.BUFFER];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > most) {
                    throw WebException.ofAnswer(web.name(), what, "it sends more than the " + most + " bytes expected");
                }
                write(out, buffer, n, file);
            }
        }
        return total;
    }

    private static void write(OutputStream out, byte[] buffer, int n, Path file) throws FileSystemException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
        }
    }
}
