package org.guise.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.guise.audit.recognise.FaceFinder;
import org.guise.audit.recognise.FaceImage;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.recognise.Recognisers;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Refacer;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.RenderedView;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;

/**
 * The faces of all scans below a folder as the recognisers see them: a contact sheet with the landmarks that were found, and
 * whether scans of one person are more alike than scans of different persons.
 */
final class FacesBench {
    private static final String USAGE = "faces DIR [--same PREFIX] [--most N] [--sheet FILE.png] [-o FILE]";
    private static final int SIZE = 256, SEED = 1, COLUMNS = 6;
    private static final double DOT = 2.2;

    private final FaceFinder finder;
    private final List<Recogniser> recognisers;
    private final Refacer refacer;
    private final Parallel par;

    private FacesBench(FaceFinder finder, List<Recogniser> recognisers, Refacer refacer, Parallel par) {
        this.finder = finder;
        this.recognisers = recognisers;
        this.refacer = refacer;
        this.par = par;
    }

    /**
     * One head.
     *
     * @param templates [recogniser][view], without components where no face was found
     * @param views the pictures with their faces
     */
    private record Head(String name, float[][][] templates, List<Optional<FaceImage>> views, BufferedImage front) {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        if (options.plain().size() != 1) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Path folder = Path.of(options.plain().getFirst());
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: there is no folder " + folder.getFileName() + ", so no heads");
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(p -> p.toString().endsWith(".nii.gz"))
                    .sorted()
                    .limit(options.number("most", 1000))
                    .toList();
        }
        Path models = Recognisers.locate(Path.of(""));
        List<Recogniser> all = Recognisers.builtIn(models, ModelCache.defaultFolder());
        Table table = new Table();
        try (FaceFinder finder = FaceFinder.load(models, FaceFinder.STANDARD_THRESHOLD);
                Parallel par = new Parallel(2)) {
            FacesBench bench = new FacesBench(finder, all, new Refacer(AtlasFile.builtIn(), par), par);
            List<Head> heads = new ArrayList<>();
            for (Path file : files) {
                heads.add(bench.head(file));
                System.err.println(file.getFileName());
            }
            bench.found(heads, table);
            bench.alike(bench.centred(heads), options.text("same", "decubitus"), table);
            String sheet = options.text("sheet", "");
            if (!sheet.isEmpty()) {
                ImageIO.write(sheet(heads), "png", Path.of(sheet).toFile());
            }
        } finally {
            all.forEach(Recogniser::close);
        }
        table.save(options.output());
    }

    private Head head(Path file) throws IOException {
        Volume scan = NiftiFile.read(file).frame(0);
        HeadFrame frame = HeadFrame.fitted(
                refacer.fit(scan).affine(), refacer.model().atlas().landmarks());
        List<Optional<FaceImage>> views = new ArrayList<>();
        BufferedImage front = null;
        for (RenderedView view : HeadRenders.of(scan, frame, RenderPreset.AUDIT_10, SIZE, SEED, par.threads())) {
            front = front == null ? view.picture() : front;
            views.add(finder.find(view.picture()));
        }
        float[][][] templates = new float[recognisers.size()][views.size()][];
        for (int r = 0; r < templates.length; r++) {
            for (int v = 0; v < views.size(); v++) {
                Optional<FaceImage> face = views.get(v);
                templates[r][v] = face.isPresent() ? recognisers.get(r).template(face.get()) : new float[0];
            }
        }
        return new Head(String.valueOf(file.getFileName()), templates, views, Objects.requireNonNull(front));
    }

    private void found(List<Head> heads, Table table) {
        table.line("## Faces found in the renders of each head");
        table.line("");
        table.header("scan", "views with a face", "score of the first");
        for (Head h : heads) {
            table.row(
                    h.name(),
                    h.views().stream().filter(Optional::isPresent).count() + " of "
                            + h.views().size(),
                    text(h.views().getFirst().map(FaceImage::score).orElse(0.0)));
        }
        table.line("");
    }

    /** Mean similarity of all pairs of views, for pairs of heads of one person and of different ones. */
    private void alike(List<Head> heads, String prefix, Table table) {
        List<Head> with = heads.stream()
                .filter(h -> h.views().stream().anyMatch(Optional::isPresent))
                .toList();
        table.line("## Scans of one person (`" + prefix + "*`) against scans of different persons");
        table.line("");
        table.header(
                "recogniser", "pairs of one person", "least", "median", "other pairs", "greatest", "median", "AUC");
        for (int r = 0; r < recognisers.size(); r++) {
            List<Double> same = new ArrayList<>(), other = new ArrayList<>();
            for (int i = 0; i < with.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double s = similarity(r, with.get(i), with.get(j));
                    boolean one = with.get(i).name().startsWith(prefix)
                            && with.get(j).name().startsWith(prefix);
                    (one ? same : other).add(s);
                }
            }
            if (same.isEmpty() || other.isEmpty()) {
                table.line("skipped: no pair to compare");
                return;
            }
            same.sort(null);
            other.sort(null);
            double above = 0;
            for (double s : same) {
                for (double o : other) {
                    above += s > o ? 1 : s == o ? 0.5 : 0;
                }
            }
            table.row(
                    recognisers.get(r).id(),
                    same.size(),
                    text(same.getFirst()),
                    text(same.get(same.size() / 2)),
                    other.size(),
                    text(other.getLast()),
                    text(other.get(other.size() / 2)),
                    text(above / same.size() / other.size()));
        }
    }

    private static String text(double x) {
        return String.format(Locale.ROOT, "%.3f", x);
    }

    /** Vector templates of length 1 less their mean over the heads, as an attacker with several scans would compare them. */
    private List<Head> centred(List<Head> heads) {
        for (int r = 0; r < recognisers.size(); r++) {
            if (!recognisers.get(r).isVector()) {
                continue;
            }
            int recogniser = r;
            List<float[]> all = heads.stream()
                    .flatMap(h -> Arrays.stream(h.templates()[recogniser]))
                    .filter(t -> t.length > 0)
                    .toList();
            double[] mean = new double[all.isEmpty() ? 0 : all.getFirst().length];
            for (float[] t : all) {
                unit(t);
                for (int c = 0; c < mean.length; c++) {
                    mean[c] += t[c] / all.size();
                }
            }
            for (float[] t : all) {
                for (int c = 0; c < mean.length; c++) {
                    t[c] -= (float) mean[c];
                }
                unit(t);
            }
        }
        return heads;
    }

    private static void unit(float[] t) {
        double squares = 0;
        for (float x : t) {
            squares += x * x;
        }
        for (int c = 0; c < t.length; c++) {
            t[c] /= (float) Math.sqrt(squares);
        }
    }

    private double similarity(int r, Head a, Head b) {
        double sum = 0;
        int n = 0;
        for (float[] x : a.templates()[r]) {
            for (float[] y : b.templates()[r]) {
                if (x.length > 0 && y.length > 0) {
                    sum += recognisers.get(r).similarity(x, y);
                    n++;
                }
            }
        }
        return sum / n;
    }

    private static BufferedImage sheet(List<Head> heads) {
        int rows = (heads.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * SIZE, rows * SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < heads.size(); i++) {
            int x = i % COLUMNS * SIZE, y = i / COLUMNS * SIZE;
            pen.drawImage(heads.get(i).front(), x, y, null);
            pen.setColor(new Color(0xD7301F));
            double[][] marks =
                    heads.get(i).views().getFirst().map(FaceImage::landmarks).orElse(new double[0][]);
            Arrays.stream(marks)
                    .forEach(m -> pen.fill(new Ellipse2D.Double(x + m[0] - DOT / 2, y + m[1] - DOT / 2, DOT, DOT)));
        }
        pen.dispose();
        return sheet;
    }
}
