package org.guise.app.effects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.UsageException;
import org.guise.audit.effects.Effects;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.MeasureColumn;
import org.guise.audit.effects.MeasureTable;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.measure.BrainMeasurer;
import org.guise.core.parallel.Parallel;
import org.guise.io.file.AtomicFile;
import org.guise.report.EffectsReport;
import org.guise.report.PersonValues;

/** From scans, or tables of another program's measures, to the report on what de-facing costs the brain. */
public final class EffectsJob {
    private static final int NAMED = 5;

    private EffectsJob() {}

    /**
     * Scans to measure.
     *
     * @param rescan second, original scans; empty for none
     * @param pet whether all are PET
     */
    public record Scans(List<Path> before, List<Path> after, List<Path> rescan, boolean pet, int threads) {}

    /**
     * What came of it.
     *
     * @param page the report that may be shared; the restricted one if persons were too few for that
     * @param notes sentences for the terminal, which name files
     * @param failed sentences on scans without measures
     * @param unreadable whether one of them could not be read
     */
    public record Outcome(
            EffectsResult result, Path page, List<String> notes, List<String> failed, boolean unreadable) {}

    /** Tables of measures under each condition. */
    public record Tables(MeasureTable before, MeasureTable after, Optional<MeasureTable> rescan) {}

    /**
     * Measures scans, compares, and writes the report. What an earlier run measured is not measured again.
     *
     * @param clinical table of clinical variables
     * @throws UsageException if no scan has a partner
     */
    public static Outcome run(
            Scans scans, Optional<Path> clinical, OutputTrees trees, String tool, Consumer<String> progress)
            throws IOException {
        ScanSet before = ScanSet.of("--before", scans.before());
        ScanSet after = ScanSet.of("--after", scans.after());
        List<String> notes = new ArrayList<>();
        Map<String, Path> afters = before.partners(after, false);
        if (afters.isEmpty()) {
            throw new UsageException(
                    "--after: none of its scans belongs to one of --before; the de-faced name.nii.gz must be"
                            + " called name.nii.gz, name_refaced.nii.gz or sub-…_desc-refaced_….nii.gz");
        }
        Map<String, Path> befores = new LinkedHashMap<>(before.scans());
        befores.keySet().retainAll(afters.keySet());
        left("--before", "--after", before.scans().keySet(), afters, notes);
        Map<String, Path> rescans = Map.of();
        if (!scans.rescan().isEmpty()) {
            ScanSet second = ScanSet.of("--rescan", scans.rescan());
            rescans = new ScanSet("--before", befores).partners(second, true);
            if (rescans.isEmpty() && befores.size() == 1 && second.scans().size() == 1) {
                rescans = Map.of(
                        befores.keySet().iterator().next(),
                        second.scans().values().iterator().next());
            }
            if (rescans.isEmpty()) {
                throw new UsageException(
                        "--rescan: none of its scans belongs to one of --before; they must have the same names,"
                                + " apart from session (ses-…) and run (run-…)");
            }
            left("--before", "--rescan", befores.keySet(), rescans, notes);
        }
        progress.accept("loading the atlas");
        try (Parallel parallel = new Parallel(scans.threads())) {
            Atlas atlas = AtlasFile.builtIn();
            MeasureRun run = new MeasureRun(
                    new BrainMeasurer(atlas, parallel),
                    new MeasureStore(trees.restricted().resolve("measures"), atlas.id()),
                    scans.pet(),
                    progress);
            int total = befores.size() + afters.size() + rescans.size();
            MeasureTable first = run.table(befores, total), second = run.table(afters, total);
            Optional<MeasureTable> third =
                    rescans.isEmpty() ? Optional.empty() : Optional.of(run.table(rescans, total));
            notes.addAll(run.notes());
            String source = "Guise measured each file on its own: it fitted its atlas (" + atlas.id()
                    + ") to the brain of that file, told tissues apart by that file’s signal, and summed by the"
                    + " atlas’s parts. Nothing that refacing knew is used, and nothing is passed from one file to"
                    + " another. Lobes are divided by planes in proportional coordinates [7]; tissues by"
                    + " expectation–maximisation with partial volumes and neighbours [5, 6]. Thickness is a proxy:"
                    + " twice the grey volume over the area of both its surfaces.";
            Tables tables = new Tables(first, second, third);
            EffectsResult result = compared(tables, source, clinical, tool, run.doubts());
            return new Outcome(result, written(result, tables, trees), notes, run.failed(), run.unreadable());
        }
    }

    /** Compares tables of another program and writes the report. */
    public static Outcome run(Tables tables, Optional<Path> clinical, OutputTrees trees, String tool)
            throws IOException {
        List<String> notes = new ArrayList<>();
        left(
                "--before-table",
                "--after-table",
                tables.before().rows().keySet(),
                tables.after().rows(),
                notes);
        String source = "The measures were taken by another program and read from its tables; Guise compared them.";
        EffectsResult result = compared(tables, source, clinical, tool, List.of());
        return new Outcome(result, written(result, tables, trees), notes, List.of(), false);
    }

    private static void left(
            String these, String those, Iterable<String> keys, Map<String, ?> found, List<String> notes) {
        List<String> alone = new ArrayList<>();
        keys.forEach(k -> {
            if (!found.containsKey(k)) {
                alone.add(k);
            }
        });
        if (!alone.isEmpty()) {
            notes.add(alone.size() + " of " + these + " without a partner in " + those + ", left out: "
                    + String.join(", ", alone.subList(0, Math.min(NAMED, alone.size())))
                    + (alone.size() > NAMED ? ", …" : ""));
        }
    }

    private static EffectsResult compared(
            Tables tables, String source, Optional<Path> clinical, String tool, List<String> doubts) {
        EffectsResult result;
        try {
            result = Effects.compare(
                    tool,
                    OffsetDateTime.now(ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString(),
                    source,
                    tables.before(),
                    tables.after(),
                    tables.rescan(),
                    clinical.map(c -> clinical(
                            MeasureTable.read(c), tables.before().rows().keySet(), c)),
                    doubts);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        if (result.effects().isEmpty()) {
            throw new UsageException("no measure has a value both before and after; there is nothing to compare");
        }
        return result;
    }

    /** Writes the rows of persons and the report; returns its page. */
    private static Path written(EffectsResult result, Tables tables, OutputTrees trees) throws IOException {
        writeRows(trees.restricted().resolve("measures.tsv"), tables);
        return EffectsReport.write(result, persons(tables), trees.open(), trees.restricted());
    }

    /** The clinical table under the keys of the scans: a person's scans start with the person's name. */
    private static MeasureTable clinical(MeasureTable table, Iterable<String> keys, Path file) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (String key : keys) {
            table.rows().forEach((person, row) -> {
                String name = person.toLowerCase(Locale.ROOT);
                if (key.toLowerCase(Locale.ROOT).equals(name)
                        || key.toLowerCase(Locale.ROOT).startsWith(name + "_")) {
                    rows.put(key, row);
                }
            });
        }
        if (rows.isEmpty()) {
            throw new UsageException("--clinical " + file.getFileName()
                    + ": none of its persons is one of the scans; its first column must hold what scan names start"
                    + " with, such as sub-01");
        }
        return new MeasureTable(table.columns(), rows);
    }

    private static void writeRows(Path file, Tables tables) throws IOException {
        List<MeasureColumn> columns = tables.before().columns();
        StringBuilder text = new StringBuilder("person\tcondition");
        for (MeasureColumn c : columns) {
            text.append('\t').append(c.group()).append(": ").append(c.name());
            text.append(c.unit().isEmpty() ? "" : " (" + c.unit() + ")");
        }
        text.append('\n');
        Map<String, MeasureTable> all = new LinkedHashMap<>();
        all.put("before", tables.before());
        all.put("after", tables.after());
        tables.rescan().ifPresent(r -> all.put("rescan", r));
        all.forEach((condition, table) -> table.rows().forEach((person, row) -> {
            text.append(person).append('\t').append(condition);
            for (MeasureColumn c : columns) {
                int at = table.columns().indexOf(c);
                text.append('\t').append(at < 0 || Double.isNaN(row[at]) ? "n/a" : Double.toString(row[at]));
            }
            text.append('\n');
        }));
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static PersonValues persons(Tables tables) {
        return new PersonValues(
                pairs(tables.before(), tables.after()),
                tables.rescan().map(r -> pairs(tables.before(), r)).orElse(Map.of()));
    }

    private static Map<MeasureColumn, double[][]> pairs(MeasureTable first, MeasureTable second) {
        Map<MeasureColumn, double[][]> out = new LinkedHashMap<>();
        for (MeasureColumn c : first.columns()) {
            int a = first.columns().indexOf(c), b = second.columns().indexOf(c);
            if (b < 0) {
                continue;
            }
            List<double[]> both = new ArrayList<>();
            first.rows().forEach((person, row) -> {
                double[] other = second.rows().get(person);
                if (other != null && Double.isFinite(row[a] + other[b])) {
                    both.add(new double[] {row[a], other[b]});
                }
            });
            double[][] pair = new double[2][both.size()];
            for (int i = 0; i < both.size(); i++) {
                pair[0][i] = both.get(i)[0];
                pair[1][i] = both.get(i)[1];
            }
            out.put(c, pair);
        }
        return out;
    }
}
