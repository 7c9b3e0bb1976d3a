package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.HeadFit;
import org.guise.core.register.HeadFitter;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.guise.people.truth.Cohort;
import org.guise.people.truth.Condition;
import org.guise.people.truth.Subject;

/**
 * From how far off the fit still finds the head. The header is turned by up to ±30° about every axis, shifted by up to
 * ±40 mm along each and scaled by 0.9 to 1.1; the samples stay. A start succeeds if brain points land within 2 mm (mean) of
 * where the fit from the true header puts them.
 */
final class CaptureBench {
    private static final String USAGE =
            "capture [DIR] [--starts 10] [--persons 1] [--only NAME] [--threads 2] [--seed 7] [-o FILE]";
    private static final double GOOD_MM = 2;
    private static final List<String> REAL = List.of("headext_T1.nii.gz", "head_T2w.nii.gz", "decubitus_HFS_T1.nii.gz");

    private record Start(Affine map, String words) {}

    private CaptureBench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        Atlas atlas = AtlasFile.builtIn();
        Table table = new Table();
        table.line("## Capture range");
        table.line("");
        table.line(
                "±30° about each axis, ±40 mm along each, scale 0.9–1.1; success: mean shift of brain points in view ≤ 2 mm.");
        table.line("");
        table.header(
                "scan",
                "successes",
                "mean error of the starts, mm",
                "worst start",
                "s a fit",
                "error of the unperturbed fit to the truth, mm");
        String only = options.text("only", "");
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            HeadFitter fitter = new HeadFitter(new AtlasModel(atlas, par), par);
            List<Start> starts = starts(options.number("starts", 10));
            if (options.plain().isEmpty()) {
                System.out.println("skipped: no folder of real heads was named");
            }
            for (String name : options.plain().isEmpty() ? List.<String>of() : REAL) {
                Path file = Path.of(options.plain().getFirst(), name);
                if (!Files.isReadable(file)) {
                    System.out.println("skipped: there is no " + name);
                } else if (name.contains(only)) {
                    Volume v = NiftiFile.read(file).frame(0);
                    HeadFit still = fitter.fit(v);
                    row(table, name, v, still, brain(still, atlas, v.grid()), "–", fitter, starts);
                }
            }
            Cohort cohort = Cohort.load(MakeHuman.locate(Path.of("")), atlas, options.number("seed", 7));
            for (int person = 0; person < options.number("persons", 1); person++) {
                Subject s = cohort.subject(person);
                for (Contrast c : Contrast.values()) {
                    String name = "synthetic " + s.name() + " " + c;
                    if (!name.contains(only)) {
                        continue;
                    }
                    Acquisition a = Condition.PLAIN.of(s, c, 100L * person);
                    SyntheticScan scan = ScanSynthesizer.scan(s.person(), a);
                    HeadFit still = fitter.fit(scan.image());
                    row(
                            table,
                            name,
                            scan.image(),
                            still,
                            brain(still, atlas, scan.image().grid()),
                            Table.number("%.2f", truth(s, still)),
                            fitter,
                            starts);
                }
            }
        }
        table.save(options.output());
    }

    private static List<Start> starts(int n) {
        Random random = new Random(1);
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] u = new double[7];
            for (int k = 0; k < 7; k++) {
                u[k] = 2 * random.nextDouble() - 1;
            }
            double s = 1 + 0.1 * u[6];
            Affine map = Affine.shift(40 * u[3], 40 * u[4], 40 * u[5])
                    .after(Affine.rotation(
                            Math.toRadians(30 * u[0]), Math.toRadians(30 * u[1]), Math.toRadians(30 * u[2])))
                    .after(Affine.scaleShift(s, s, s, 0, 0, 0));
            starts.add(new Start(
                    map,
                    String.format(
                            java.util.Locale.ROOT,
                            "%.0f° %.0f° %.0f°, %.0f %.0f %.0f mm, %.2f",
                            30 * u[0],
                            30 * u[1],
                            30 * u[2],
                            40 * u[3],
                            40 * u[4],
                            40 * u[5],
                            s)));
        }
        return starts;
    }

    /** Brain points of the unperturbed fit inside the field of view, scan world. */
    private static List<double[]> brain(HeadFit fit, Atlas atlas, Grid scan) {
        Grid g = atlas.region().grid();
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < g.nz(); k += 9) {
            for (int j = 0; j < g.ny(); j += 9) {
                for (int i = 0; i < g.nx(); i += 9) {
                    if (atlas.region().data()[g.index(i, j, k)] == Region.BRAIN.code()) {
                        double[] x = fit.scanPoint(g.voxelToWorld().apply(i, j, k));
                        double[] v = scan.worldToVoxel().apply(x);
                        if (v[0] >= 0
                                && v[1] >= 0
                                && v[2] >= 0
                                && v[0] <= scan.nx() - 1
                                && v[1] <= scan.ny() - 1
                                && v[2] <= scan.nz() - 1) {
                            points.add(x);
                        }
                    }
                }
            }
        }
        return points;
    }

    private static void row(
            Table table,
            String name,
            Volume scan,
            HeadFit still,
            List<double[]> points,
            String truth,
            HeadFitter fitter,
            List<Start> starts) {
        List<Double> errors = new ArrayList<>();
        int good = 0;
        String worst = "";
        long t0 = System.nanoTime();
        for (Start s : starts) {
            Grid g = scan.grid();
            Grid turned = new Grid(g.nx(), g.ny(), g.nz(), s.map.after(g.voxelToWorld()));
            HeadFit fit = fitter.fit(new Volume(turned, scan.data()));
            double error = 0;
            double[] a = new double[3], b = new double[3];
            for (double[] x : points) {
                double[] m = s.map.apply(x);
                still.atlasPoint(x[0], x[1], x[2], a);
                fit.atlasPoint(m[0], m[1], m[2], b);
                error += Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]) / points.size();
            }
            good += error <= GOOD_MM ? 1 : 0;
            worst = errors.isEmpty() || error > Table.most(errors) ? s.words : worst;
            errors.add(error);
        }
        table.row(
                name,
                good + "/" + starts.size(),
                Table.number("%.2f", Table.mean(errors)),
                Table.number("%.1f mm at ", Table.most(errors)) + worst,
                Table.number("%.1f", (System.nanoTime() - t0) / 1e9 / starts.size()),
                truth);
    }

    /** Mean landmark error in mm: a plain scan's world is the head frame. */
    private static double truth(Subject s, HeadFit fit) {
        double sum = 0;
        Map<org.guise.core.anatomy.Landmark, double[]> atlas =
                AtlasFile.builtIn().landmarks();
        for (var e : s.landmarks().entrySet()) {
            double[] got = fit.scanPoint(atlas.get(e.getKey())), want = e.getValue();
            sum += Math.hypot(Math.hypot(got[0] - want[0], got[1] - want[1]), got[2] - want[2])
                    / s.landmarks().size();
        }
        return sum;
    }
}
