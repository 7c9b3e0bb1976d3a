package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.series.DicomFolder;
import org.guise.dicom.series.InstanceKind;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SeriesImage;
import org.guise.dicom.series.SortedSeries;
import org.guise.io.file.InputException;

/** Looks for a face in DICOM series, and for instances beside the slices that may show one. */
final class SeriesCheck {
    private final Path tree;
    private final FaceWitness witness;

    SeriesCheck(Path tree, FaceWitness witness) {
        this.tree = tree;
        this.witness = witness;
    }

    /** What came of all series. @param scans how many had slices */
    record Outcome(int scans, List<Leak> leaks) {}

    Outcome run(Consumer<String> progress) throws IOException {
        progress.accept("sorting DICOM series");
        List<SeriesFiles> all = DicomFolder.scan(tree, false).series();
        List<Leak> found = new ArrayList<>();
        int scans = 0;
        for (SeriesFiles series : all) {
            Entry entry = new Entry(series.first().file(), name(series.first().file()), 0);
            for (InstanceKind other : series.leftOut().keySet()) {
                beside(entry, other, found);
            }
            if (!series.instances().isEmpty()) {
                progress.accept("series " + ++scans + " of " + all.size());
                found.addAll(look(entry, series));
            }
        }
        return new Outcome(scans, found);
    }

    private static void beside(Entry entry, InstanceKind kind, List<Leak> found) {
        if (kind.mayShowFace()) {
            boolean sure = kind == InstanceKind.RENDER || kind == InstanceKind.CAPTURE;
            found.add(
                    sure
                            ? Leak.leak(entry, Leak.Kind.DICOM, "its series holds " + kind.words(), "leave it out")
                            : Leak.doubt(
                                    entry,
                                    Leak.Kind.DICOM,
                                    "its series holds " + kind.words(),
                                    "leave it out, or look at it and accept it with --seen"));
        }
    }

    private List<Leak> look(Entry entry, SeriesFiles series) throws IOException {
        SeriesImage image;
        try {
            image = SeriesImage.load(SortedSeries.of(series));
        } catch (InputException e) {
            return List.of(Leak.doubt(
                    entry,
                    Leak.Kind.UNREAD,
                    "its series cannot be sorted into a volume, so nobody looked for a face",
                    "complete the series or leave it out"));
        }
        Mark mark = mark(entry, series, image);
        if (mark == Mark.PROVEN) {
            return List.of();
        }
        if (mark == Mark.PROVEN_REVIEW) {
            return List.of(ScanCheck.review(entry));
        }
        return ScanCheck.judged(entry, mark, witness.look(image.frame(image.frames() / 2)));
    }

    /** Guise writes the sidecar of a series beside its folder; without one the header's word is all there is. */
    private static Mark mark(Entry entry, SeriesFiles series, SeriesImage image) throws IOException {
        Path folder = entry.path().toAbsolutePath().getParent();
        Path json = folder == null ? entry.path() : folder.resolveSibling(folder.getFileName() + ".json");
        if (Files.isRegularFile(json)) {
            Mark mark = Mark.read(
                    json,
                    hashes -> image.hashOutside(new byte[image.grid().size()], true)
                            .equals(hashes.path("OutputSamples").asString("")));
            if (mark.isSet()) {
                return mark;
            }
        }
        if (!series.first().refaced()) {
            return Mark.NONE;
        }
        DataSet set = DicomFile.readHeader(entry.path()).dataSet();
        return Mark.ofWords(String.join(" ", set.strings(Tag.DeidentificationMethod))) == Mark.REPLACED
                ? Mark.REPLACED
                : Mark.REMOVED;
    }

    private String name(Path file) {
        return StreamSupport.stream(tree.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
