package org.guise.app.dicom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.app.job.LeadRank;
import org.guise.app.job.OutputNames;
import org.guise.app.job.ScanTask;
import org.guise.app.job.Session;
import org.guise.dicom.series.Instance;
import org.guise.dicom.series.InstanceKind;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SortedSeries;
import org.guise.io.file.InputException;

/**
 * What is done with the series of a folder.
 *
 * @param sessions series of one study and person, which are fitted together
 * @param series the files of each task
 * @param leftOut what is not refaced, and why
 * @param copies what is copied without being refaced
 */
public record DicomPlan(
        List<Session> sessions, Map<ScanTask, SeriesFiles> series, List<LeftOut> leftOut, List<Copy> copies) {
    private static final double THICK_MM = 3;

    /**
     * A series, or some instances of one, that are left out.
     *
     * @param task for the record
     * @param reason one sentence
     */
    public record LeftOut(ScanTask task, String reason) {}

    /**
     * Instances of a series that are copied although they may show the face.
     *
     * @param task for the record; its output is a folder
     * @param reason one sentence
     */
    public record Copy(ScanTask task, String reason, List<Instance> instances) {}

    /** A plan that copies nothing. */
    public static DicomPlan of(List<SeriesFiles> found, boolean all) {
        return of(found, all, Set.of());
    }

    /**
     * Plans a run.
     *
     * @param all whether echo-planar series are refaced too
     * @param copied kinds of instances that are copied as they are
     */
    public static DicomPlan of(List<SeriesFiles> found, boolean all, Set<InstanceKind> copied) {
        Map<String, Integer> studies = new LinkedHashMap<>();
        found.forEach(s -> studies.putIfAbsent(s.first().studyUid(), studies.size() + 1));
        Map<ScanTask, SeriesFiles> series = new LinkedHashMap<>();
        Map<String, List<ScanTask>> groups = new LinkedHashMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<Copy> copies = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SeriesFiles s : found) {
            String study = studies.size() > 1
                    ? "study-" + studies.getOrDefault(s.first().studyUid(), 0) + "/"
                    : "";
            ScanTask task = task(s, study, taken);
            if (!all && !s.instances().isEmpty() && s.first().echoPlanar()) {
                leftOut.add(new LeftOut(
                        task, "an echo-planar series shows hardly any face and was left out; --all refaces it too"));
                continue;
            }
            s.leftOut().forEach((kind, instances) -> {
                if (copied.contains(kind)) {
                    copies.add(copy(s, task, kind, instances));
                } else {
                    leftOut.add(new LeftOut(task, reason(kind, instances.size(), "left out")));
                }
            });
            if (!s.instances().isEmpty()) {
                series.put(task, s);
                groups.computeIfAbsent(s.first().studyUid() + "|" + s.first().person(), k -> new ArrayList<>())
                        .add(task);
            }
        }
        Map<ScanTask, LeadRank> ranks = new HashMap<>();
        series.forEach((task, s) -> ranks.put(task, rank(s)));
        List<Session> sessions = new ArrayList<>();
        for (List<ScanTask> group : groups.values()) {
            List<ScanTask> leads = group.stream()
                    .sorted(Comparator.comparing(t -> ranks.getOrDefault(t, LeadRank.unread(false))))
                    .toList();
            sessions.add(new Session(List.copyOf(group), leads));
        }
        return new DicomPlan(List.copyOf(sessions), series, List.copyOf(leftOut), List.copyOf(copies));
    }

    private static ScanTask task(SeriesFiles s, String study, Set<String> taken) {
        String base =
                study + String.format(Locale.ROOT, "%04d", Math.max(0, s.first().seriesNumber()));
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return task(s, name);
    }

    private static ScanTask task(SeriesFiles s, String name) {
        OutputNames names = new OutputNames(
                name, Optional.empty(), name + ".json", Optional.empty(), name.replace('/', '_') + "_qc.png");
        return new ScanTask(Path.of(s.label()), names);
    }

    private static Copy copy(SeriesFiles s, ScanTask task, InstanceKind kind, List<Instance> instances) {
        String name =
                task.names().scan() + "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Copy(task(s, name), reason(kind, instances.size(), "copied, not refaced"), List.copyOf(instances));
    }

    private static String reason(InstanceKind kind, int count, String fate) {
        return count + (count == 1 ? " instance was " : " instances were ") + fate + ": " + kind.words();
    }

    /** MR before CT before thick slices of either, before PET and the rest. */
    private static LeadRank rank(SeriesFiles files) {
        try {
            SortedSeries series = SortedSeries.of(files);
            boolean thick = LeadRank.thickestMm(series.grid()) > THICK_MM;
            int kind = switch (files.first().modality()) {
                case "MR" -> thick ? 2 : 0;
                case "CT" -> thick ? 3 : 1;
                default -> 4;
            };
            return LeadRank.of(false, kind, series.volumes().size() > 1, series.grid());
        } catch (InputException e) {
            return LeadRank.unread(false);
        }
    }
}
