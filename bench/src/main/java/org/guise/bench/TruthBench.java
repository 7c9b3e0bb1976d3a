package org.guise.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.Verdict;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.guise.people.truth.AtlasSkin;
import org.guise.people.truth.Cohort;
import org.guise.people.truth.Condition;
import org.guise.people.truth.SkinSurface;
import org.guise.people.truth.Subject;
import org.guise.people.truth.TruthScore;

/**
 * Refaces synthetic persons under hard conditions and compares with the truth. Every person is scanned in every contrast,
 * each time under the next condition of the list, so that all pairs of contrast and condition occur.
 */
final class TruthBench {
    private static final long SEED = 1;
    private static final String USAGE = "truth [--persons 40] [--contrasts T1,T2,PD,CT] [--conditions all]"
            + " [--only PERSON:CONTRAST:CONDITION] [--margin 5] [--threads 2] [--seed 7] [-o FILE]";

    private record Case(int person, Contrast contrast, Condition condition) {
        String name() {
            return person + ":" + contrast + ":" + condition.key();
        }
    }

    private record Outcome(
            Case which, String subject, TruthScore score, Verdict verdict, List<String> reasons, double seconds) {}

    private final Options options;
    private final Table table = new Table();
    private final List<Outcome> outcomes = new ArrayList<>();

    private TruthBench(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException {
        new TruthBench(Options.of(args, USAGE)).run();
    }

    private void run() throws IOException {
        Atlas atlas = AtlasFile.builtIn();
        Cohort cohort = Cohort.load(MakeHuman.locate(Path.of("")), atlas, options.number("seed", 7));
        RefaceOptions how = new RefaceOptions(options.number("margin", 5), options.identity(), SEED);
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            Refacer refacer = new Refacer(atlas, par);
            SkinSurface atlasSkin = AtlasSkin.of(atlas, par);
            int last = -1;
            Subject subject = null;
            for (Case c : cases()) {
                if (subject == null || c.person != last) {
                    subject = cohort.subject(c.person);
                    last = c.person;
                }
                Acquisition a = c.condition.of(subject, c.contrast, 100L * c.person + c.contrast.ordinal());
                SyntheticScan scan = ScanSynthesizer.scan(subject.person(), a);
                long t0 = System.nanoTime();
                RefaceResult r = refacer.reface(scan.image(), how.forScan(scan.image()));
                double seconds = (System.nanoTime() - t0) / 1e9;
                TruthScore score = TruthScore.of(subject, a, scan, r, refacer, atlasSkin, par);
                Outcome o = new Outcome(c, subject.name(), score, r.verdict(), r.reasons(), seconds);
                outcomes.add(o);
                System.err.println(line(o));
            }
        }
        report();
        table.save(options.output());
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String only = options.text("only", "");
        if (!only.isEmpty()) {
            for (String one : only.split(",")) {
                String[] p = one.split(":");
                cases.add(new Case(Integer.parseInt(p[0]), Contrast.valueOf(p[1]), condition(p[2])));
            }
            return cases;
        }
        List<Condition> conditions = new ArrayList<>();
        String chosen = options.text("conditions", "all");
        for (Condition c : Condition.values()) {
            if (chosen.equals("all") || List.of(chosen.split(",")).contains(c.key())) {
                conditions.add(c);
            }
        }
        String[] contrasts = options.text("contrasts", "T1,T2,PD,CT").split(",");
        for (int person = 0; person < options.number("persons", 40); person++) {
            for (int c = 0; c < contrasts.length; c++) {
                // Walks through the conditions; the last term keeps a contrast from meeting the same ones again.
                int turn = person * contrasts.length + c + person / conditions.size();
                cases.add(new Case(person, Contrast.valueOf(contrasts[c]), conditions.get(turn % conditions.size())));
            }
        }
        return cases;
    }

    private static Condition condition(String key) {
        return Condition.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String line(Outcome o) {
        TruthScore s = o.score;
        List<Double> marks = List.copyOf(s.landmarkMm().values());
        return String.format(
                Locale.ROOT,
                "%-26s %s guard %.3f%% changed %d dice %.3f marks %.1f/%.1f recall %.1f%% skin %.1f%% fit %.2f face %.2f"
                        + " old %.1f near %.1f%% (%d) %s %.1f s %s",
                o.which.name(),
                o.subject,
                100 * s.brainGuarded(),
                s.brainChanged(),
                s.brainDice(),
                Table.quantile(marks, 0.5),
                Table.most(marks),
                100 * s.faceRecall(),
                100 * s.faceSkinRecall(),
                s.fitSkinMm(),
                s.fitFaceSkinMm(),
                s.oldSkinMedianMm(),
                100 * s.oldSkinNear(),
                s.oldSkinPoints(),
                o.verdict,
                o.seconds,
                String.join("; ", o.reasons));
    }

    private void report() {
        table.line("## Synthetic persons against the truth");
        table.line("");
        table.line(
                "%d scans, seed %d, brain margin %d mm.",
                outcomes.size(), options.number("seed", 7), options.number("margin", 5));
        table.line("");
        groups("contrast", o -> o.which.contrast.name());
        groups("condition", o -> String.format("%02d %s", o.which.condition.ordinal(), o.which.condition.key()));
        landmarks();
        worst("least of the brain guarded", o -> -o.score.brainGuarded(), o -> Table.percent(o.score.brainGuarded()));
        worst("brain voxels changed", o -> o.score.brainChanged(), o -> "" + o.score.brainChanged());
        worst("largest landmark error mm", TruthBench::worstMark, o -> Table.number("%.1f", worstMark(o)));
        worst("least of the face replaced", o -> -o.score.faceRecall(), o -> Table.percent(o.score.faceRecall()));
        worst("old skin nearer than 1 mm", o -> o.score.oldSkinNear(), o -> Table.percent(o.score.oldSkinNear()));
        worst("fitted skin off by mm", o -> o.score.fitSkinMm(), o -> Table.number("%.2f", o.score.fitSkinMm()));
        worst("not PASS", o -> o.verdict.ordinal(), o -> o.verdict + " " + String.join("; ", o.reasons));
    }

    private static double worstMark(Outcome o) {
        return Table.most(List.copyOf(o.score.landmarkMm().values()));
    }

    private void groups(String title, Function<Outcome, String> by) {
        Map<String, List<Outcome>> groups = new TreeMap<>();
        for (Outcome o : outcomes) {
            groups.computeIfAbsent(by.apply(o), k -> new ArrayList<>()).add(o);
        }
        groups.put("~ all", outcomes);
        table.header(
                title,
                "n",
                "brain guarded least",
                "brain changed most",
                "brain Dice mean / least",
                "landmarks median / p95 mm",
                "face replaced mean / least",
                "outer 6 mm replaced mean / least",
                "fit skin mean / worst mm",
                "old skin median mm least",
                "old skin < 1 mm mean / worst",
                "PASS / REVIEW / FAIL",
                "s");
        groups.forEach((name, g) -> {
            List<Double> marks = new ArrayList<>();
            g.forEach(o -> marks.addAll(o.score.landmarkMm().values()));
            long[] verdicts = new long[3];
            g.forEach(o -> verdicts[o.verdict.ordinal()]++);
            table.row(
                    name.replaceFirst("^(\\d\\d|~) ", ""),
                    g.size(),
                    Table.number("%.3f %%", 100 * Table.least(all(g, o -> o.score.brainGuarded()))),
                    (long) Table.most(all(g, o -> o.score.brainChanged())),
                    pair("%.3f", all(g, o -> o.score.brainDice()), true),
                    Table.number("%.1f", Table.quantile(marks, 0.5)) + " / "
                            + Table.number("%.1f", Table.quantile(marks, 0.95)),
                    pair("%.1f %%", all(g, o -> 100 * o.score.faceRecall()), true),
                    pair("%.1f %%", all(g, o -> 100 * o.score.faceSkinRecall()), true),
                    pair("%.2f", all(g, o -> o.score.fitSkinMm()), false),
                    Table.number("%.1f", Table.least(all(g, o -> o.score.oldSkinMedianMm()))),
                    pair("%.1f %%", all(g, o -> 100 * o.score.oldSkinNear()), false),
                    verdicts[0] + " / " + verdicts[1] + " / " + verdicts[2],
                    Table.number("%.1f", Table.mean(all(g, o -> o.seconds))));
        });
        table.line("");
    }

    private static List<Double> all(List<Outcome> group, ToDoubleFunction<Outcome> value) {
        return group.stream().mapToDouble(value).boxed().toList();
    }

    private static String pair(String format, List<Double> values, boolean low) {
        return Table.number(format, Table.mean(values)) + " / "
                + Table.number(format, low ? Table.least(values) : Table.most(values));
    }

    private void landmarks() {
        table.header("landmark", "n", "median mm", "p95 mm", "worst mm");
        for (Landmark l : Landmark.values()) {
            List<Double> d = outcomes.stream()
                    .map(o -> o.score.landmarkMm().getOrDefault(l, Double.NaN))
                    .filter(v -> !v.isNaN())
                    .toList();
            table.row(
                    l,
                    d.size(),
                    Table.number("%.1f", Table.quantile(d, 0.5)),
                    Table.number("%.1f", Table.quantile(d, 0.95)),
                    Table.number("%.1f", Table.most(d)));
        }
        table.line("");
    }

    private void worst(String title, ToDoubleFunction<Outcome> badness, Function<Outcome, String> show) {
        table.line("**Worst: %s** (run one alone with `--only NAME`)", title);
        table.line("");
        outcomes.stream()
                .sorted(Comparator.comparingDouble(badness).reversed())
                .limit(6)
                .forEach(o -> table.line("- `" + o.which.name() + "` " + o.subject + ": " + show.apply(o)));
        table.line("");
    }
}
