package org.guise.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.guise.people.truth.AtlasSkin;
import org.guise.people.truth.Cohort;
import org.guise.people.truth.Condition;
import org.guise.people.truth.ShapeLeak;
import org.guise.people.truth.Subject;

/** Whether the faces that the engine puts in differ by person, and whether they lead back to the person. */
final class LeakBench {
    private static final String USAGE =
            "leak [--persons 8] [--contrast T1] [--condition plain] [--threads 2] [--seed 7] [-o FILE]";

    private LeakBench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        Contrast contrast = Contrast.valueOf(options.text("contrast", "T1"));
        Condition condition = Condition.valueOf(options.text("condition", "plain")
                .toUpperCase(java.util.Locale.ROOT)
                .replace('-', '_'));
        Atlas atlas = AtlasFile.builtIn();
        Cohort cohort = Cohort.load(MakeHuman.locate(Path.of("")), atlas, options.number("seed", 7));
        int n = options.number("persons", 8);
        Table table = new Table();
        List<ShapeLeak.Face> faces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            Refacer refacer = new Refacer(atlas, par);
            ShapeLeak leak = new ShapeLeak(refacer, AtlasSkin.of(atlas, par), par);
            for (int i = 0; i < n; i++) {
                Subject s = cohort.subject(i);
                SyntheticScan scan = ScanSynthesizer.scan(s.person(), condition.of(s, contrast, 100L * i));
                RefaceResult r = refacer.reface(scan.image(), RefaceOptions.averageFace());
                faces.add(leak.face(scan.image(), r));
                names.add(s.name());
            }
            report(leak, faces, names, contrast + ", " + condition.key(), table);
        }
        table.save(options.output());
    }

    private static void report(
            ShapeLeak leak, List<ShapeLeak.Face> faces, List<String> names, String what, Table table) {
        int n = faces.size();
        table.line("## Shape leak: %d persons, %s, `--identity mean`", n, what);
        table.line("");
        table.line("Inner frontal face, laid on the atlas by a similarity fitted to the face itself (7 numbers).");
        table.line("");
        table.header("refaced", "to the atlas face: median mm", "p95 mm");
        for (int i = 0; i < n; i++) {
            double[] d = leak.toAtlas(faces.get(i));
            table.row(names.get(i), at(d, 0.5), at(d, 0.95));
        }
        List<Double> p95 = new ArrayList<>();
        String worst = "";
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    double[] d = leak.between(faces.get(i), faces.get(j));
                    double v = d[(int) (0.95 * (d.length - 1))];
                    worst = p95.isEmpty() || v > Table.most(p95) ? names.get(i) + " – " + names.get(j) : worst;
                    p95.add(v);
                }
            }
        }
        table.line("");
        table.line(
                "Between persons, %d ordered pairs: 95th percentile of the distance is %.2f mm in the median pair, %.2f mm in the"
                        + " worst (%s); wanted at most 1 mm.",
                p95.size(), Table.quantile(p95, 0.5), Table.most(p95), worst);
        table.line("");
        double wins = 0, all = 0, first = 0;
        List<Double> own = new ArrayList<>(), other = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] d = new double[n];
            int better = 0;
            for (int j = 0; j < n; j++) {
                d[j] = leak.afterToBefore(faces.get(i), faces.get(j));
                (i == j ? own : other).add(d[j]);
            }
            for (int j = 0; j < n; j++) {
                better += j != i && d[j] < d[i] ? 1 : 0;
            }
            first += better == 0 ? 1 : 0;
        }
        for (double a : own) {
            for (double b : other) {
                wins += a < b ? 1 : a == b ? 0.5 : 0;
                all++;
            }
        }
        table.line(
                "Refaced against originals after rigid alignment: mean distance to the own original %.2f mm, to others %.2f mm;"
                        + " AUC %.2f (0.5 = no trace); own original is the nearest in %.0f of %d (chance 1).",
                Table.mean(own), Table.mean(other), wins / Math.max(1, all), first, n);
    }

    private static String at(double[] sorted, double q) {
        return Table.number("%.2f", sorted[(int) (q * (sorted.length - 1))]);
    }
}
