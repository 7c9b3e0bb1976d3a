package org.guise.app.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.guise.app.Version;
import org.guise.app.audit.AuditJob;
import org.guise.app.job.OutputTrees;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.LedgerEntry;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recognisers;
import org.guise.core.render.RenderPreset;
import org.guise.io.bids.BidsFile;
import org.guise.io.bids.BidsName;
import org.guise.io.file.AtomicFile;

/**
 * The audit of a data set whose persons have two visits: the scans of the first, before and after, are matched with the original
 * scans of the second. Everything it writes stays in the restricted folder.
 */
public final class GroupAudit {
    /** With fewer persons nothing can be concluded. */
    private static final int LEAST_PERSONS = 5;
    /** What shows the face best, first. */
    private static final List<String> SUFFIXES = List.of("T1w", "UNIT1", "T2w", "FLAIR", "ct", "PDw");

    private record Visits(BidsFile first, String refaced, BidsFile second) {}

    private GroupAudit() {}

    /** Why there can be no audit; empty if there can. */
    public static Optional<String> obstacle(GroupRun.Found found) {
        Map<String, Visits> persons = persons(found);
        if (persons.size() < LEAST_PERSONS) {
            return Optional.of(
                    "no audit: it needs " + LEAST_PERSONS + " persons with the same kind of scan from two visits,"
                            + " and the data set has " + persons.size());
        }
        if (!Recognisers.installed(Recognisers.locate(Path.of("")))) {
            return Optional.of("no audit: the face models are not installed; guise demo or guise audit fetches them");
        }
        return Optional.empty();
    }

    /**
     * Runs the audit; a stopped one goes on.
     *
     * @return where its report is
     */
    public static Path run(GroupRun.Found found, int threads, Consumer<String> progress) throws IOException {
        Path folder = found.trees().restricted().resolve("audit");
        Path tables = found.trees().restricted().resolve("audit-restricted");
        Files.createDirectories(folder);
        Files.createDirectories(tables);
        StringBuilder cohort = new StringBuilder("person\tscan\tphotos\tscan2\n");
        StringBuilder refaced = new StringBuilder("person\tscan\n");
        persons(found).forEach((person, v) -> {
            cohort.append(String.join(
                            "\t",
                            person,
                            v.first.file().toAbsolutePath().toString(),
                            "",
                            v.second.file().toAbsolutePath().toString()))
                    .append('\n');
            refaced.append(person)
                    .append('\t')
                    .append(found.trees().open().resolve(v.refaced))
                    .append('\n');
        });
        Path cohortFile = tables.resolve("cohort.tsv"), refacedFile = tables.resolve("refaced.tsv");
        write(cohortFile, cohort);
        write(refacedFile, refaced);
        AuditJob.Settings settings = new AuditJob.Settings(
                cohortFile,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(new AuditJob.Given("refaced", refacedFile)),
                RenderPreset.of("audit-10"),
                256,
                PhotoTreatment.AS_IS,
                List.of(),
                List.of(),
                Map.of(),
                false,
                1,
                threads);
        AuditJob.run(settings, OutputTrees.of(folder, Optional.of(tables)), "Guise " + Version.number(), progress);
        return folder.resolve("report.html");
    }

    private static void write(Path file, StringBuilder text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** For each person with two visits a refaced scan of one and an original of another, all of the same kind. */
    private static Map<String, Visits> persons(GroupRun.Found found) {
        Map<String, LedgerEntry> entries = new HashMap<>();
        found.entries().forEach(e -> entries.put(e.path(), e));
        Map<String, Visits> best = Map.of();
        for (String suffix : SUFFIXES) {
            Map<String, Map<String, BidsFile>> visits = new TreeMap<>();
            for (BidsFile file : found.files()) {
                Optional<BidsName> name = file.name().filter(n -> n.suffix().equals(suffix));
                boolean done = Optional.ofNullable(entries.get(file.path()))
                        .filter(e -> e.status() == EntryStatus.PASS || e.status() == EntryStatus.REVIEW)
                        .isPresent();
                if (file.role() == BidsFile.Role.IMAGE && name.isPresent() && done) {
                    name.get()
                            .session()
                            .ifPresent(session -> visits.computeIfAbsent(
                                            "sub-" + name.get().subject(), p -> new LinkedHashMap<>())
                                    .putIfAbsent(session, file));
                }
            }
            Map<String, Visits> persons = new TreeMap<>();
            visits.forEach((person, of) -> {
                if (of.size() > 1) {
                    List<BidsFile> two = List.copyOf(of.values());
                    LedgerEntry entry = entries.get(two.get(0).path());
                    String refaced = entry == null
                            ? ""
                            : entry.outputs().keySet().iterator().next();
                    persons.put(person, new Visits(two.get(0), refaced, two.get(1)));
                }
            });
            best = persons.size() > best.size() ? persons : best;
        }
        return best;
    }
}
