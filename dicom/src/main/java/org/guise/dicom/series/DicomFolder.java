package org.guise.dicom.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.io.file.InputException;

/**
 * What a folder holds, with the folders in it: every file is looked at, whatever its name, and a DICOMDIR is not needed.
 *
 * @param series in the order of their numbers
 * @param others how many files are no DICOM files
 * @param unreadable sentences on DICOM files that cannot be read
 */
public record DicomFolder(List<SeriesFiles> series, int others, List<String> unreadable) {
    /**
     * Looks through a folder, or at one file.
     *
     * @param localizers whether localizers are taken for slices of volumes too
     * @throws IOException if the folder cannot be read; what a file holds is no reason
     */
    public static DicomFolder scan(Path folder, boolean localizers) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Collected> bySeries = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        int others = 0;
        for (Path file : files) {
            if (!DicomFile.looksLikeOne(file)) {
                others++;
                continue;
            }
            try {
                DicomFile header = DicomFile.readHeader(file);
                String uid = header.dataSet().string(Tag.SeriesInstanceUID).orElse("");
                bySeries.computeIfAbsent(uid, u -> new Collected(localizers)).add(header, file);
            } catch (InputException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        List<SeriesFiles> series = new ArrayList<>();
        bySeries.values().forEach(c -> series.add(c.files()));
        series.sort(Comparator.comparing((SeriesFiles s) -> s.first().studyUid())
                .thenComparingInt(s -> s.first().seriesNumber())
                .thenComparing(s -> s.first().seriesUid()));
        return new DicomFolder(List.copyOf(series), others, List.copyOf(unreadable));
    }

    /** One series while files are found. */
    private static final class Collected {
        private final List<Instance> all = new ArrayList<>();
        private final Map<Instance, List<Plane>> planes = new LinkedHashMap<>();
        private final Map<InstanceKind, List<Instance>> leftOut = new EnumMap<>(InstanceKind.class);
        private final List<String> problems = new ArrayList<>();
        private final Set<String> uids = new HashSet<>();

        private final boolean localizers;

        Collected(boolean localizers) {
            this.localizers = localizers;
        }

        void add(DicomFile header, Path file) {
            Instance instance = Instance.of(header, file);
            all.add(instance);
            boolean slice =
                    instance.kind() == InstanceKind.SLICE || localizers && instance.kind() == InstanceKind.LOCALIZER;
            if (!slice) {
                leftOut.computeIfAbsent(instance.kind(), k -> new ArrayList<>()).add(instance);
                return;
            }
            if (!uids.add(instance.sopInstanceUid())) {
                problems.add(instance.name() + ": the same instance as another file of its series; remove one");
            }
            try {
                planes.put(instance, PlaneReader.read(header.dataSet(), instance));
            } catch (InputException e) {
                problems.add(String.valueOf(e.getMessage()));
                planes.put(instance, List.of());
            }
        }

        SeriesFiles files() {
            List<Instance> instances = planes.keySet().stream()
                    .sorted(Comparator.comparingInt(Instance::instanceNumber).thenComparing(Instance::sopInstanceUid))
                    .toList();
            List<Plane> sorted = new ArrayList<>();
            instances.forEach(i -> sorted.addAll(planes.getOrDefault(i, List.of())));
            Instance first = instances.isEmpty() ? all.getFirst() : instances.getFirst();
            String label = String.format(
                    Locale.ROOT,
                    "series %d (%s, %d %s)",
                    first.seriesNumber(),
                    first.modality().isEmpty() ? "no modality" : first.modality(),
                    all.size(),
                    all.size() == 1 ? "file" : "files");
            return new SeriesFiles(label, first, instances, sorted, leftOut, List.copyOf(problems));
        }
    }
}
