package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AtlasFamily;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Verdict;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Contrast;
import org.guise.people.truth.Awkward;
import org.guise.people.truth.AwkwardScan;
import org.guise.people.truth.Cohort;
import org.guise.people.truth.DefaceScore;
import org.guise.people.truth.DefaceTruth;

/**
 * The failure table: awkward synthetic scans, de-faced by every method on one fit and by quickshear where it is at hand, judged
 * by the truth in the form of Gao et al. 2023 (success, face kept, brain cut).
 */
final class FailuresBench {
    private static final String USAGE =
            "failures [--scans 200] [--only KEY[:CONTRAST[:PERSON]],…] [--quickshear COMMAND]"
                    + " [--methods reface,remove,shear,blur,pixelate] [--part 1/2] [--keep DIR] [--threads 2] [--seed 7] [-o FILE]";
    private static final long SEED = 1;

    private record Case(Awkward awkward, Contrast contrast, int person) {
        String name() {
            return awkward.key() + ":" + contrast + ":" + person;
        }
    }

    /** @param verdict null for a program that gives none */
    private record Row(Case which, Verdict verdict, List<String> reasons, DefaceScore score, boolean keptStray) {
        boolean refused() {
            return verdict == Verdict.FAIL;
        }

        boolean wrong() {
            return !refused() && (score.cutBrain() || score.keptFace() || keptStray);
        }

        boolean silent() {
            return wrong() && verdict != Verdict.REVIEW;
        }
    }

    private final Options options;
    private final Table table = new Table();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    private FailuresBench(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException {
        new FailuresBench(Options.of(args, USAGE)).run();
    }

    private void run() throws IOException {
        Atlas atlas = AtlasFile.builtIn();
        Cohort cohort = Cohort.load(MakeHuman.locate(Path.of("")), atlas, options.number("seed", 7));
        Optional<Quickshear> peer = Quickshear.find(options.text("quickshear", ""));
        if (peer.isEmpty()) {
            table.line("quickshear: skipped, it is not on the PATH and --quickshear names none");
        }
        RefaceOptions how = new RefaceOptions(5, RefaceOptions.Identity.RANDOM, SEED);
        List<Method> methods = Arrays.stream(options.text("methods", "reface,remove,shear,blur,pixelate")
                        .split(","))
                .map(m -> Method.valueOf(m.toUpperCase(Locale.ROOT)))
                .toList();
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            AtlasFamily family = AtlasFamily.builtIn(par);
            for (Case c : cases()) {
                AwkwardScan a = c.awkward.of(cohort, c.person, c.contrast, 1000L * c.person + c.awkward.ordinal());
                Volume image = a.scan().image();
                DefaceTruth truth =
                        DefaceTruth.of(image, a.scan().tissue(), a.scan().region(), a.size(), par);
                HeadFit fit = family.fit(image);
                for (Method m : methods) {
                    RefaceResult r =
                            family.of(fit).reface(image, fit, how.withMethod(m).forScan(image));
                    DefaceScore score = truth.judge(r.values(), 0);
                    add(m.name().toLowerCase(Locale.ROOT), c, a, r.verdict(), r.reasons(), score);
                    if (m == Method.REFACE) {
                        keep(c, a, r);
                        if (options.named().containsKey("debug")) {
                            System.err.println("    " + new TreeMap<>(r.measures()));
                        }
                    }
                }
                if (peer.isPresent()) {
                    Optional<float[]> out = peer.get().cut(image, brain(a));
                    if (out.isPresent()) {
                        add("quickshear", c, a, null, List.of(), truth.judge(out.get(), 1e-3 * spread(fit)));
                    } else {
                        add(
                                "quickshear",
                                c,
                                a,
                                Verdict.FAIL,
                                List.of("stopped with an error"),
                                truth.judge(image.data(), 0));
                    }
                }
            }
        } finally {
            if (peer.isPresent()) {
                peer.get().close();
            }
        }
        report();
        table.save(options.output());
    }

    private static double spread(HeadFit fit) {
        return fit.range()[1] - fit.range()[0];
    }

    private static LabelVolume brain(AwkwardScan a) {
        byte[] mask = new byte[a.scan().region().data().length];
        for (int p = 0; p < mask.length; p++) {
            mask[p] = (byte) (a.scan().region().data()[p] == Region.BRAIN.code() ? 1 : 0);
        }
        return new LabelVolume(a.scan().image().grid(), mask);
    }

    /** Situations in turn, each in all its contrasts; the person changes with every scan and every round. */
    private List<Case> cases() {
        List<Case> all = new ArrayList<>();
        int most = options.number("scans", 200);
        String only = options.text("only", "");
        for (int round = 0, turn = 0; all.size() < most; round++) {
            int before = all.size();
            for (Awkward a : Awkward.values()) {
                for (Contrast c : a.contrasts()) {
                    Case one = new Case(a, c, (turn++ + round) % 168);
                    if (only.isEmpty() && all.size() < most) {
                        all.add(one);
                    }
                    for (String o : only.split(",")) {
                        String[] p = o.split(":");
                        if (p[0].equals(a.key()) && (p.length < 2 || p[1].equals(c.name()))) {
                            all.add(p.length < 3 ? one : new Case(a, c, Integer.parseInt(p[2])));
                        }
                    }
                }
            }
            if (!only.isEmpty() || all.size() == before) {
                break;
            }
        }
        String[] part = options.text("part", "1/1").split("/");
        int own = Integer.parseInt(part[0]) - 1, parts = Integer.parseInt(part[1]);
        return IntStream.range(0, all.size())
                .filter(i -> i % parts == own)
                .mapToObj(all::get)
                .toList();
    }

    private void add(String method, Case c, AwkwardScan a, Verdict verdict, List<String> reasons, DefaceScore score) {
        Row row = new Row(c, verdict, reasons, score, a.wrapped() && score.keptStray());
        rows.computeIfAbsent(method, m -> new ArrayList<>()).add(row);
        StringBuilder left = new StringBuilder();
        score.left()
                .forEach((r, v) -> left.append(
                        String.format(Locale.ROOT, " %s %.0f", r.name().toLowerCase(Locale.ROOT), 100 * v)));
        System.err.println(String.format(
                Locale.ROOT,
                "%-10s %-26s %s %-7s cut %d (%.2f ml) left %.1f%% median %.1f mm (%d;%s) stray %.0f ml %.0f%% %s%s",
                method,
                c.name(),
                a.subject().name(),
                verdict == null ? "-" : verdict,
                score.brainCut(),
                score.brainCutMl(),
                100 * score.skinLeft(),
                score.skinMedianMm(),
                score.skinPoints(),
                left,
                score.strayMl(),
                100 * score.strayLeft(),
                row.silent() ? "WRONG SILENT " : row.wrong() ? "WRONG " : "",
                String.join("; ", reasons)));
    }

    /** Writes the scan, its truth and the refaced scan for a look. */
    private void keep(Case c, AwkwardScan a, RefaceResult r) throws IOException {
        String dir = options.text("keep", "");
        if (dir.isEmpty()) {
            return;
        }
        Path folder = Path.of(dir);
        Files.createDirectories(folder);
        String name = c.name().replace(':', '_');
        NiftiWriter.write(folder.resolve(name + ".nii.gz"), a.scan().image(), DataType.FLOAT32);
        NiftiWriter.write(folder.resolve(name + "_tissue.nii.gz"), a.scan().tissue());
        NiftiWriter.write(folder.resolve(name + "_region.nii.gz"), a.scan().region());
        Volume out = new Volume(a.scan().image().grid(), r.values());
        NiftiWriter.write(folder.resolve(name + "_refaced.nii.gz"), out, DataType.FLOAT32);
    }

    private void report() {
        int scans = rows.values().stream().mapToInt(List::size).max().orElse(0);
        table.line("## Failures on awkward scans");
        table.line("");
        table.line("%d scans, seed %d.", scans, options.number("seed", 7));
        table.line("");
        table.header(
                "method",
                "scans",
                "success",
                "face kept",
                "brain cut",
                "refused",
                "wrong and PASS",
                "wrong and REVIEW",
                "right and REVIEW",
                "face skin left, median / worst",
                "brain cut, worst ml");
        rows.forEach((method, all) -> {
            List<Row> done = all.stream().filter(r -> !r.refused()).toList();
            table.row(
                    method,
                    all.size(),
                    done.stream().filter(r -> !r.wrong()).count(),
                    done.stream().filter(r -> r.score.keptFace() || r.keptStray).count(),
                    done.stream().filter(r -> r.score.cutBrain()).count(),
                    all.size() - done.size(),
                    done.stream().filter(r -> r.verdict != null && r.silent()).count(),
                    done.stream()
                            .filter(r -> r.wrong() && r.verdict == Verdict.REVIEW)
                            .count(),
                    done.stream()
                            .filter(r -> !r.wrong() && r.verdict == Verdict.REVIEW)
                            .count(),
                    Table.percent(Table.quantile(left(done), 0.5)) + " / " + Table.percent(Table.most(left(done))),
                    Table.number(
                            "%.2f",
                            Table.most(
                                    done.stream().map(r -> r.score.brainCutMl()).toList())));
        });
        table.line("");
        bySituation();
        reasons();
    }

    private static List<Double> left(List<Row> rows) {
        return rows.stream().map(r -> r.score.skinLeft()).toList();
    }

    private void bySituation() {
        List<String> columns = new ArrayList<>(List.of("situation", "scans"));
        columns.addAll(rows.keySet());
        table.line("Success / face kept / brain cut / refused:");
        table.line("");
        table.header(columns.toArray(String[]::new));
        for (Awkward a : Awkward.values()) {
            List<Object> cells = new ArrayList<>();
            cells.add(a.key());
            for (List<Row> all : rows.values()) {
                List<Row> here = all.stream().filter(r -> r.which.awkward == a).toList();
                if (cells.size() == 1) {
                    cells.add(here.size());
                }
                List<Row> done = here.stream().filter(r -> !r.refused()).toList();
                cells.add(done.stream().filter(r -> !r.wrong()).count() + " / "
                        + done.stream()
                                .filter(r -> r.score.keptFace() || r.keptStray)
                                .count() + " / "
                        + done.stream().filter(r -> r.score.cutBrain()).count() + " / "
                        + (here.size() - done.size()));
            }
            if (!cells.get(1).equals(0)) {
                table.row(cells);
            }
        }
        table.line("");
    }

    /** Every scan that the first method did not pass, or got wrong. */
    private void reasons() {
        rows.forEach((method, all) -> {
            if (method.equals(rows.keySet().iterator().next())) {
                table.header(method + ": scan", "verdict", "right?", "face skin left", "brain voxels cut", "reasons");
                for (Row r : all) {
                    boolean plain = r.verdict == Verdict.PASS && !r.wrong() && !r.which.awkward.headerLies();
                    if (!plain) {
                        table.row(
                                r.which.name(),
                                r.verdict,
                                r.refused() ? "nothing written" : r.wrong() ? "**wrong**" : "right",
                                Table.percent(r.score.skinLeft()),
                                r.score.brainCut(),
                                String.join("; ", r.reasons));
                    }
                }
                table.line("");
            }
        });
    }
}
