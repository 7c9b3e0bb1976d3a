package org.guise.app.effects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.guise.audit.effects.MeasureColumn;
import org.guise.audit.effects.MeasureTable;
import org.guise.core.measure.BrainMeasurer;
import org.guise.core.measure.BrainMeasurer.Kind;
import org.guise.core.measure.BrainMeasurer.Measured;
import org.guise.core.measure.Measure;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiNames;

/** Measures scans one by one, each as if it were the only one, or takes what an earlier run kept. */
final class MeasureRun {
    private final BrainMeasurer measurer;
    private final MeasureStore store;
    private final boolean allPet;
    private final Consumer<String> progress;
    private final List<String> failed = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean unreadable;
    private int done;

    /** @param allPet whether all scans are PET; else those whose name ends with {@code _pet} */
    MeasureRun(BrainMeasurer measurer, MeasureStore store, boolean allPet, Consumer<String> progress) {
        this.measurer = measurer;
        this.store = store;
        this.allPet = allPet;
        this.progress = progress;
    }

    /** Sentences on scans without measures; they name files. */
    List<String> failed() {
        return failed;
    }

    /** Sentences on doubtful measures; they name files. */
    List<String> notes() {
        return notes;
    }

    /** What the public page says of doubtful measures: how many, and no name. */
    List<String> doubts() {
        return notes.isEmpty()
                ? List.of()
                : List.of("The measures of " + notes.size()
                        + (notes.size() == 1 ? " scan are" : " scans are")
                        + " doubtful: grey and white matter hardly differ there.");
    }

    /** Whether a file could not be read. */
    boolean unreadable() {
        return unreadable;
    }

    /**
     * Measures.
     *
     * @param total scans of the whole run, for the progress
     * @throws IOException if measures cannot be kept
     */
    MeasureTable table(Map<String, Path> scans, int total) throws IOException {
        Map<String, List<Measure>> measured = new LinkedHashMap<>();
        for (Map.Entry<String, Path> e : scans.entrySet()) {
            Path file = e.getValue();
            progress.accept("measuring " + ++done + " of " + total + ": " + file.getFileName());
            try {
                measured.put(e.getKey(), measure(file));
            } catch (InputException problem) {
                unreadable = true;
                failed.add(String.valueOf(problem.getMessage()));
            } catch (IllegalArgumentException problem) {
                failed.add(file.getFileName() + ": not measured: " + problem.getMessage());
            }
        }
        Map<MeasureColumn, Integer> columns = new LinkedHashMap<>();
        measured.values().forEach(list -> list.forEach(m -> columns.putIfAbsent(column(m), columns.size())));
        Map<String, double[]> rows = new LinkedHashMap<>();
        measured.forEach((key, list) -> {
            double[] row = new double[columns.size()];
            Arrays.fill(row, Double.NaN);
            list.forEach(m -> row[columns.getOrDefault(column(m), 0)] = m.value());
            rows.put(key, row);
        });
        return new MeasureTable(List.copyOf(columns.keySet()), rows);
    }

    private static MeasureColumn column(Measure m) {
        return new MeasureColumn(m.group(), m.name(), m.unit());
    }

    private List<Measure> measure(Path file) throws IOException {
        boolean named = NiftiNames.stem(file).toLowerCase(Locale.ROOT).matches(".*_pet(_[a-z]+)?");
        Kind kind = allPet || named ? Kind.PET : Kind.STRUCTURAL;
        NiftiImage image = NiftiFile.read(file);
        Path kept = store.file(image, kind);
        Optional<Measured> known = store.read(kept);
        Measured measured = known.orElseGet(() -> measurer.measure(frame(image, kind), kind));
        if (known.isEmpty()) {
            store.write(kept, measured);
        }
        measured.notes().forEach(n -> notes.add(file.getFileName() + ": " + n));
        return measured.measures();
    }

    /** The first frame; of PET the mean of all, for frames are seconds of one scan. */
    private static Volume frame(NiftiImage image, Kind kind) {
        Volume first = image.frame(0);
        if (kind != Kind.PET || image.frames() == 1) {
            return first;
        }
        float[] mean = new float[first.data().length];
        for (int t = 0; t < image.frames(); t++) {
            float[] data = image.frame(t).data();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += data[i] / image.frames();
            }
        }
        return new Volume(first.grid(), mean);
    }
}
