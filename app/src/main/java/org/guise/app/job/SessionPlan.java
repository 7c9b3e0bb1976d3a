package org.guise.app.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.core.volume.Grid;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;

/**
 * Sorts the scans of a run into sessions and says which one of each should lead.
 *
 * @param sessions in the order in which their first scans were given
 * @param leftOut scans that are not refaced unless asked for
 */
public record SessionPlan(List<Session> sessions, List<ScanTask> leftOut) {
    /** Why echo-planar images are left out. */
    public static final String EPI_REASON = "an echo-planar image shows hardly any face and was left out; --epi refaces"
            + " it with the fit of its session's lead";

    /** How scans are put together. */
    public enum Grouping {
        /** By their BIDS names; other names stand alone. */
        NAMES,
        /** All scans are one session. */
        ONE,
        /** Every scan stands alone. */
        NONE
    }

    /**
     * A plan. Of sessions of several scans the headers are read.
     *
     * @param leads scans that shall lead, at most one of a session
     * @param epi whether echo-planar images are refaced too
     * @throws UsageException if a lead is none of the scans, or leads nothing
     */
    public static SessionPlan of(List<ScanTask> tasks, Grouping grouping, List<Path> leads, boolean epi) {
        List<ScanTask> leftOut = new ArrayList<>();
        Map<Object, List<ScanTask>> groups = new LinkedHashMap<>();
        for (ScanTask task : tasks) {
            if (!epi
                    && ImageKind.of(task.input()) == ImageKind.EPI
                    && SessionKey.of(task.input()).isPresent()) {
                leftOut.add(task);
                continue;
            }
            groups.computeIfAbsent(key(task, grouping), k -> new ArrayList<>()).add(task);
        }
        Map<Object, Path> chosen = new HashMap<>();
        for (Path lead : leads) {
            ScanTask task = tasks.stream()
                    .filter(t -> same(t.input(), lead))
                    .findFirst()
                    .orElseThrow(() -> new UsageException(
                            "--lead " + lead + ": it is none of the scans given; name it among them too"));
            if (leftOut.contains(task)) {
                throw new UsageException("--lead " + lead + ": an echo-planar image can lead only with --epi");
            }
            Path other = chosen.putIfAbsent(key(task, grouping), task.input());
            if (other != null) {
                throw new UsageException(
                        "--lead " + lead + ": " + other.getFileName() + " already leads this session; choose one");
            }
        }
        List<Session> sessions = new ArrayList<>();
        groups.forEach((key, group) ->
                sessions.add(new Session(List.copyOf(group), ranked(group, Optional.ofNullable(chosen.get(key))))));
        return new SessionPlan(List.copyOf(sessions), List.copyOf(leftOut));
    }

    private static Object key(ScanTask task, Grouping grouping) {
        return switch (grouping) {
            case ONE -> "one";
            case NONE -> task;
            case NAMES -> SessionKey.of(task.input()).<Object>map(k -> k).orElse(task);
        };
    }

    private static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private static List<ScanTask> ranked(List<ScanTask> group, Optional<Path> lead) {
        if (group.size() == 1) {
            return List.copyOf(group);
        }
        Map<ScanTask, LeadRank> ranks = new HashMap<>();
        group.forEach(t ->
                ranks.put(t, rank(t.input(), lead.isPresent() && lead.get().equals(t.input()))));
        return group.stream()
                .sorted(Comparator.comparing((ScanTask t) -> ranks.getOrDefault(t, LeadRank.unread(false))))
                .toList();
    }

    private static LeadRank rank(Path file, boolean chosen) {
        try {
            var header = NiftiFile.readHeader(file);
            Grid g = header.grid();
            int kind = ImageKind.of(file).sliced(LeadRank.thickestMm(g)).ordinal();
            return LeadRank.of(chosen, kind, header.frames() > 1, g);
        } catch (InputException e) {
            return LeadRank.unread(chosen);
        }
    }
}
