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
     * person. The same arguments give the same bytes. Comparisons of fewer than five persons stand in the restricted page only;
     * where there are no others, nothing is written into {@code open}.
     *
     * @return the public page; the restricted one if there is none
     * @throws IllegalArgumentException if there is nothing to report or the date cannot be read
     * @throws org.guise.io.file.OutputException if a file cannot be written
     */
    public static Path write(EffectsResult result, PersonValues persons, Path open, Path restricted)
            throws IOException {
        SequencedMap<Path, IoConsumer<OutputStream>> files = new LinkedHashMap<>();
        byte[] dots = new EffectsPage(result, persons).html().getBytes(StandardCharsets.UTF_8);
        Path all = restricted.resolve("effects-persons.html"), page = open.resolve("effects.html");
        files.put(all, out -> out.write(dots));
        EffectsResult shared = Publishable.of(result);
        if (!shared.effects().isEmpty()) {
            byte[] json = EffectsJson.bytes(shared);
            byte[] summary = new EffectsPage(shared, PersonValues.NONE).html().getBytes(StandardCharsets.UTF_8);
            files.put(open.resolve("effects.json"), out -> out.write(json));
            files.put(page, out -> out.write(summary));
            Files.createDirectories(open);
        }
        Files.createDirectories(restricted);
        AtomicFile.writeAll(files);
        return shared.effects().isEmpty() ? all : page;
    }
}
