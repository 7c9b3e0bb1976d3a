package org.guise.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.guise.audit.effects.EffectsResult;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.IoConsumer;

/** Writes what de-facing costs the brain's measures: {@code effects.html} and {@code effects.json}, and a page with dots. */
public final class EffectsReport {
    private EffectsReport() {}

    /**
     * Writes the public page and its figures into {@code open}, and into {@code restricted} the same page with a dot for every
     * person. The same arguments give the same bytes.
     *
     * @throws IllegalArgumentException if there is nothing to report or the date cannot be read
     * @throws org.guise.io.file.OutputException if a file cannot be written
     */
    public static void write(EffectsResult result, PersonValues persons, Path open, Path restricted)
            throws IOException {
        byte[] json = EffectsJson.bytes(result);
        byte[] page = new EffectsPage(result, PersonValues.NONE).html().getBytes(StandardCharsets.UTF_8);
        byte[] dots = new EffectsPage(result, persons).html().getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(open);
        Files.createDirectories(restricted);
        SequencedMap<Path, IoConsumer<OutputStream>> files = new LinkedHashMap<>();
        files.put(open.resolve("effects.json"), out -> out.write(json));
        files.put(open.resolve("effects.html"), out -> out.write(page));
        files.put(restricted.resolve("effects-persons.html"), out -> out.write(dots));
        AtomicFile.writeAll(files);
    }
}
