package org.guise.app.effects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guise.core.measure.BrainMeasurer;
import org.guise.core.measure.BrainMeasurer.Kind;
import org.guise.core.measure.BrainMeasurer.Measured;
import org.guise.core.measure.Measure;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiImage;

/** Measures of scans on disk, by the content of the scan, so that nothing is measured twice. Belongs in the restricted tree. */
final class MeasureStore {
    private static final String NOTE = "note";

    private final Path folder;
    private final String head;

    /** A store in a folder, which is made; what another version or atlas measured is not used. */
    MeasureStore(Path folder, String atlasId) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.head = "guise-measures\t" + BrainMeasurer.VERSION + "\t" + atlasId;
    }

    /** Where the measures of a scan are kept: by the hash of its decompressed bytes. */
    Path file(NiftiImage image, Kind kind) {
        String hash = Hashes.outsideMask(image, new byte[image.grid().size()]);
        return folder.resolve(hash + "-" + kind.name().toLowerCase(Locale.ROOT) + ".tsv");
    }

    /** What was kept; empty if there is nothing, or it is damaged or of another version. */
    Optional<Measured> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2 || !lines.getFirst().equals(head)) {
                return Optional.empty();
            }
            List<Measure> measures = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] f = line.split("\t", -1);
                if (f.length == 2 && f[0].equals(NOTE)) {
                    notes.add(f[1]);
                } else if (f.length == 4) {
                    measures.add(new Measure(f[0], f[1], f[2], Double.parseDouble(f[3])));
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Measured(measures, notes));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(Path file, Measured measured) throws IOException {
        StringBuilder text = new StringBuilder(head).append('\n');
        for (Measure m : measured.measures()) {
            text.append(String.join("\t", m.group(), m.name(), m.unit(), Double.toString(m.value())))
                    .append('\n');
        }
        measured.notes().forEach(n -> text.append(NOTE).append('\t').append(n).append('\n'));
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
