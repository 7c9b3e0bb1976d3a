package org.guise.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Region;
import org.guise.core.kernel.DistanceTransform;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AtlasFamily;
import org.guise.core.reface.Method;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;
import org.guise.people.truth.AtlasSkin;
import org.guise.people.truth.SkinSurface;
import org.guise.people.truth.TruthScore;

/** Refaces every MR and CT with a face in a folder (INDEX.tsv names them) and Colin27, and measures the output itself. */
final class RealHeadsBench {
    private static final String USAGE =
            "real DIR [--only PART_OF_NAME] [--method reface|remove|shear|blur|pixelate|quickshear] [--quickshear COMMAND]"
                    + " [--threads 2] [--identity random] [--colin DIR] [-o FILE]";
    private static final String COLIN = "/usr/share/mricron/templates";
    private static final double SKIN_SEARCH_MM = 15;
    private static final long SEED = 1;

    private final Parallel par;
    private final AtlasFamily family;
    private final Map<String, SkinSurface> atlasSkin = new HashMap<>();
    private final RefaceOptions how;
    /** Judged in place of Guise's own methods, if there. */
    private final Optional<Quickshear> peer;

    private final Table table = new Table();

    private RealHeadsBench(Parallel par, RefaceOptions how, Optional<Quickshear> peer) {
        this.par = par;
        this.how = how;
        this.peer = peer;
        this.family = AtlasFamily.builtIn(par);
    }

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        if (options.plain().size() != 1) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Map<String, Path> scans = new LinkedHashMap<>();
        Path folder = Path.of(options.plain().getFirst());
        Path index = folder.resolve("INDEX.tsv");
        if (Files.isReadable(index)) {
            list(folder, index, scans);
        } else {
            System.out.println("skipped: there is no INDEX.tsv in " + folder.getFileName() + ", so no real heads");
        }
        Path colin = Path.of(options.text("colin", COLIN));
        if (Files.isReadable(colin.resolve("ch2.nii.gz"))) {
            scans.put("Colin27 ch2", colin.resolve("ch2.nii.gz"));
        } else {
            System.out.println("skipped: Colin27 (Debian package mricron-data) is not installed");
        }
        String only = options.text("only", "");
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            String method = options.text("method", "reface");
            Optional<Quickshear> peer =
                    method.equals("quickshear") ? Quickshear.find(options.text("quickshear", "")) : Optional.empty();
            if (method.equals("quickshear") && peer.isEmpty()) {
                throw new IllegalArgumentException("quickshear is not on the PATH and --quickshear names no command");
            }
            RefaceOptions how = new RefaceOptions(5, options.identity(), SEED);
            RealHeadsBench bench = new RealHeadsBench(
                    par,
                    peer.isPresent() ? how : how.withMethod(Method.valueOf(method.toUpperCase(Locale.ROOT))),
                    peer);
            bench.head();
            for (Map.Entry<String, Path> e : scans.entrySet()) {
                if (e.getKey().contains(only)) {
                    bench.one(e.getKey(), e.getValue(), colin);
                }
            }
            bench.table.save(options.output());
            if (peer.isPresent()) {
                peer.get().close();
            }
        }
    }

    private static void list(Path folder, Path index, Map<String, Path> scans) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(index)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] f = line.split("\t", -1);
                boolean scan = f.length > 4 && (f[1].startsWith("T") || f[1].equals("CT")) && f[0].endsWith(".nii.gz");
                if (scan && !f[4].startsWith("already") && !f[4].equals("no")) {
                    scans.put(f[0], folder.resolve(f[0]));
                }
            }
        }
    }

    private void head() {
        table.line("## Real heads");
        table.line("");
        table.line("Old skin: every point of the original's own surface that the fit puts into the inner frontal face,"
                + " against the surface of the output at the output's own threshold.");
        table.line("");
        table.header(
                "scan",
                "verdict",
                "guard voxels changed",
                "fitted brain voxels changed",
                "ch2bet changed, within 5 mm",
                "skin fit median / mean mm",
                "old skin median mm",
                "old skin < 1 mm",
                "points",
                "the engine's own median / < 1 mm",
                "read, fit, learn, replace s",
                "heap peak MiB",
                "reasons");
    }

    private void one(String name, Path file, Path colin) throws IOException {
        HeapPeak.reset();
        long t0 = System.nanoTime();
        Volume scan = NiftiFile.read(file).frame(0);
        double read = (System.nanoTime() - t0) / 1e9;
        RefaceResult r = cut(scan, family.reface(scan, how.forScan(scan)));
        long peak = HeapPeak.mebibytes();
        Grid g = scan.grid();
        long inGuard = 0;
        for (int p = 0; p < g.size(); p++) {
            boolean touched =
                    r.changed()[p] != 0 || Float.floatToIntBits(r.values()[p]) != Float.floatToIntBits(scan.data()[p]);
            inGuard += r.guard()[p] != 0 && touched ? 1 : 0;
        }
        long inBrain = brainChanged(r, g);
        String bet = name.startsWith("Colin") ? betChanged(colin.resolve("ch2bet.nii.gz"), r, g) : "–";
        Volume out = new Volume(g, r.values());
        SkinSurface before = SkinSurface.ofScan(scan, SurfaceThreshold.of(scan).value(), par);
        SkinSurface after = SkinSurface.visible(out, SurfaceThreshold.of(out).value(), par);
        List<Double> skin = new ArrayList<>(), old = new ArrayList<>();
        compare(r, before, after, skin, old);
        long near = old.stream().filter(d -> d < 1).count();
        Map<String, Double> s = r.stageSeconds();
        table.row(
                name,
                r.verdict(),
                inGuard,
                inBrain,
                bet,
                Table.number("%.2f", Table.quantile(skin, 0.5)) + " / " + Table.number("%.2f", Table.mean(skin)),
                Table.number("%.1f", Table.quantile(old, 0.5)),
                Table.percent(near / (double) Math.max(1, old.size())),
                old.size(),
                r.measures().containsKey("oldSkinNear") && peer.isEmpty()
                        ? Table.number("%.1f", r.measures().get("oldSkinMedianMm")) + " / "
                                + Table.percent(r.measures().get("oldSkinNear"))
                        : "–",
                String.format(
                        Locale.ROOT, "%.1f, %.1f, %.1f, %.1f", read, s.get("fit"), s.get("learn"), s.get("replace")),
                peak,
                String.join("; ", r.reasons()));
    }

    /** What quickshear makes of the same scan with the fitted brain as its mask, if it is asked for. */
    private RefaceResult cut(Volume scan, RefaceResult fitted) throws IOException {
        if (peer.isEmpty()) {
            return fitted;
        }
        Grid g = scan.grid();
        AtlasZone zone = family.of(fitted.fit()).zone();
        byte[] brain = new byte[g.size()];
        double[] y = new double[3];
        for (int p = 0; p < g.size(); p++) {
            double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
            fitted.fit().atlasPoint(x[0], x[1], x[2], y);
            brain[p] = (byte) (zone.regionAt(y[0], y[1], y[2]) == Region.BRAIN.code() ? 1 : 0);
        }
        float[] values = peer.get()
                .cut(scan, new LabelVolume(g, brain))
                .orElseThrow(() -> new IOException("quickshear failed on this scan"));
        // a program that encodes anew changes every voxel a little
        double least = 1e-3 * (fitted.fit().range()[1] - fitted.fit().range()[0]);
        byte[] changed = new byte[g.size()];
        for (int p = 0; p < changed.length; p++) {
            boolean same = Math.abs(values[p] - scan.data()[p]) <= least;
            changed[p] = (byte) (same ? 0 : 1);
            values[p] = same ? scan.data()[p] : values[p];
        }
        return new RefaceResult(
                fitted.verdict(),
                List.of(),
                changed,
                values,
                fitted.guard(),
                fitted.measures(),
                fitted.stageSeconds(),
                fitted.scanToAtlas(),
                fitted.faceToAtlas(),
                fitted.fit());
    }

    /** Distances of the old surface from the fitted atlas skin (whole head) and from the new surface (inner frontal face). */
    private void compare(RefaceResult r, SkinSurface before, SkinSurface after, List<Double> skin, List<Double> old) {
        HeadFit fit = r.fit();
        Atlas atlas = family.of(fit).model().atlas();
        AtlasZone zone = family.of(fit).zone();
        SkinSurface atlasSkin = this.atlasSkin.computeIfAbsent(fit.atlasId(), id -> AtlasSkin.of(atlas, par));
        double perMm = 1 / r.scanToAtlas().columnLength(0);
        double[] y = new double[3];
        for (int i = 0; i < before.size(); i++) {
            double x = before.coordinate(i, 0), yy = before.coordinate(i, 1), z = before.coordinate(i, 2);
            fit.atlasPoint(x, yy, z, y);
            int q = atlasSkin.nearest(y[0], y[1], y[2], SKIN_SEARCH_MM);
            if (q < 0) {
                continue;
            }
            double[] under = new double[3];
            for (int a = 0; a < 3; a++) {
                under[a] = atlasSkin.coordinate(q, a) + 2 * atlasSkin.normal(q, a);
            }
            Region region = Region.of(zone.regionAt(under[0], under[1], under[2]));
            double off = atlasSkin.distance(y[0], y[1], y[2], SKIN_SEARCH_MM);
            double along = 0;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    along += perMm * atlasSkin.normal(q, a) * fit.affine().get(a, b) * before.normal(i, b);
                }
            }
            // the walls of mouth, nose and windpipe are not skin and mostly look the other way
            if (along < 0.6 || region == Region.NONE || region == Region.NECK || region == Region.DEEP) {
                continue;
            }
            skin.add(perMm * off);
            if (off < 4
                    && TruthScore.frontal(region)
                    && zone.rimDistance(under[0], under[1], under[2]) > TruthScore.INNER_MM) {
                double[] inward = {before.normal(i, 0), before.normal(i, 1), before.normal(i, 2)};
                old.add(after.distanceFacing(x, yy, z, inward, SKIN_SEARCH_MM));
            }
        }
    }

    /** Changed voxels that the fit puts into the atlas's brain, without the margin of the guard. */
    private long brainChanged(RefaceResult r, Grid g) {
        AtlasZone zone = family.of(r.fit()).zone();
        double[] y = new double[3];
        long n = 0;
        for (int p = 0; p < g.size(); p++) {
            if (r.changed()[p] != 0) {
                double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
                r.fit().atlasPoint(x[0], x[1], x[2], y);
                n += zone.regionAt(y[0], y[1], y[2]) == Region.BRAIN.code() ? 1 : 0;
            }
        }
        return n;
    }

    /** Changed voxels in the independent brain mask, and within 5 mm of it. */
    private String betChanged(Path file, RefaceResult r, Grid g) throws IOException {
        if (!Files.isReadable(file)) {
            return "–";
        }
        Volume bet = NiftiFile.read(file).frame(0);
        if (!bet.grid().equals(g)) {
            return "other grid";
        }
        float[] d = DistanceTransform.distance(
                g.nx(),
                g.ny(),
                g.nz(),
                new double[] {g.spacingMm(0), g.spacingMm(1), g.spacingMm(2)},
                p -> bet.data()[p] > 0,
                par);
        long in = 0, close = 0;
        for (int p = 0; p < d.length; p++) {
            in += d[p] == 0 && r.changed()[p] != 0 ? 1 : 0;
            close += d[p] <= 5 && r.changed()[p] != 0 ? 1 : 0;
        }
        return in + ", " + close;
    }
}
