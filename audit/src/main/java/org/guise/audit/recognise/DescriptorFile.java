package org.guise.audit.recognise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model descriptor: a JSON object whose fields are read with errors that name the file and the field. */
record DescriptorFile(String file, JsonNode json) {

    /** A descriptor that comes with Guise. */
    static DescriptorFile builtIn(String name) throws IOException {
        try (InputStream in = DescriptorFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + ": no such built-in descriptor");
            }
            return new DescriptorFile(name, new JsonMapper().readTree(in));
        }
    }

    /** A user's descriptor. */
    static DescriptorFile read(Path path) throws IOException {
        try {
            JsonNode json = new JsonMapper().readTree(Files.readAllBytes(path));
            if (!json.isObject()) {
                throw new IOException(path + ": a descriptor is one JSON object");
            }
            return new DescriptorFile(path.toString(), json);
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": no such descriptor", e);
        } catch (JacksonException e) {
            throw new IOException(path + ": not JSON (" + e.getOriginalMessage() + ")", e);
        }
    }

    String text(String field) throws IOException {
        JsonNode v = field(field);
        if (!v.isString() || v.asString().isBlank()) {
            throw wrong(field, "expected a text");
        }
        return v.asString();
    }

    boolean has(String field) {
        return json.has(field);
    }

    double number(String field) throws IOException {
        JsonNode v = field(field);
        if (!v.isNumber()) {
            throw wrong(field, "expected a number");
        }
        return v.asDouble();
    }

    /** Numbers of a list. */
    double[] numbers(String field) throws IOException {
        JsonNode v = field(field);
        double[] n = new double[v.size()];
        for (int i = 0; i < n.length; i++) {
            if (!v.get(i).isNumber()) {
                throw wrong(field, "expected a list of numbers");
            }
            n[i] = v.get(i).asDouble();
        }
        return n;
    }

    /** Texts of a list. */
    List<String> texts(String field) throws IOException {
        List<String> t = new ArrayList<>();
        for (JsonNode v : field(field)) {
            t.add(v.asString());
        }
        return t;
    }

    String sha256(String field) throws IOException {
        String v = text(field);
        if (!v.matches("[0-9a-f]{64}")) {
            throw wrong(field, "expected the SHA-256 of the file, 64 digits 0-9 and a-f (sha256sum prints it)");
        }
        return v;
    }

    IOException wrong(String field, String remedy) {
        return new IOException(file + ": \"" + field + "\": " + remedy);
    }

    private JsonNode field(String field) throws IOException {
        JsonNode v = json.get(field);
        if (v == null) {
            throw wrong(field, "this field is missing");
        }
        return v;
    }
}
