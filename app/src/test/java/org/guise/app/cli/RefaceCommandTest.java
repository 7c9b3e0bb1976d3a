package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guise.app.job.FakeEngine;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RefaceCommandTest {
    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final FakeEngine engine = new FakeEngine();

    private int run(Object... args) {
        Wiring fake = new Wiring(
                (atlas, threads) -> engine, (qc, threads) -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
        String[] words = Stream.of(args).map(String::valueOf).toArray(String[]::new);
        return new GuiseCli(fake, new PrintStream(out, true), new PrintStream(err, true)).run(words);
    }

    private Path scan(String name, int code, int frames) throws IOException {
        Grid grid = new Grid(6, 5, 4, Affine.identity());
        List<Volume> all = Stream.generate(() -> {
                    float[] data = new float[grid.size()];
                    for (int i = 0; i < data.length; i++) {
                        data[i] = i == 0 ? code : i * 3;
                    }
                    return new Volume(grid, data);
                })
                .limit(frames)
                .toList();
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

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,3", "2,4", "3,5", "4,4"})
    void exitCodeTellsTheVerdict(int seeded, int expected) throws IOException {
        assertThat(run("reface", scan("a.nii.gz", seeded, 1), "-o", dir.resolve("out")))
                .isEqualTo(expected);
    }

    @Test
    void failWinsOverUnreadableOverReview() throws IOException {
        Path gone = dir.resolve("gone.nii");
        Path review = scan("r.nii", 1, 1);
        assertThat(run("reface", gone, review, "-o", dir.resolve("o"))).isEqualTo(5);
        assertThat(run("reface", gone, review, scan("f.nii", 2, 1), "-o", dir.resolve("o")))
                .isEqualTo(4);
        assertThat(files(dir.resolve("o"))).containsExactly("r_refaced.json", "r_refaced.nii");
    }

    @Test
    void putsWhatShowsTheFaceIntoTheRestrictedTreeOnly() throws IOException {
        run("reface", scan("sub-01_T1w.nii.gz", 0, 1), "-o", dir.resolve("out"));
        assertThat(files(dir.resolve("out")))
                .containsExactly("sub-01_desc-refaced_T1w.json", "sub-01_desc-refaced_T1w.nii.gz");
        assertThat(files(dir.resolve("out-restricted"))).containsExactly("run.jsonl", "sub-01_desc-refaced_T1w_qc.png");
    }

    @Test
    void rewritesOnlyTheMaskInEveryFrame() throws IOException {
        Path in = scan("a.nii.gz", 0, 3);
        assertThat(run("reface", in, "-o", dir.resolve("out"), "--mask")).isZero();
        NiftiImage before = NiftiFile.read(in);
        NiftiImage after = NiftiFile.read(dir.resolve("out/a_refaced.nii.gz"));
        byte[] mask = NiftiFile.read(dir.resolve("out/a_defacemask.nii.gz")).samples();
        assertThat(Hashes.outsideMask(after, mask)).isEqualTo(Hashes.outsideMask(before, mask));
        for (int t = 0; t < 3; t++) {
            for (int i = 0; i < mask.length; i++) {
                boolean rewritten = i >= mask.length - mask.length / 4;
                assertThat(mask[i] != 0 || !rewritten).isTrue();
                float expected = rewritten ? 7 : before.frame(t).data()[i];
                assertThat(after.frame(t).data()[i]).isEqualTo(expected);
            }
        }
    }

    @Test
    void sidecarProvesTheOutputAndLeaksNothing() throws IOException {
        run("reface", scan("a.nii.gz", 1, 1), "-o", dir.resolve("out"), "--identity", "random", "--seed", "987654321");
        String text = Files.readString(dir.resolve("out/a_refaced.json"));
        JsonNode json = JsonMapper.shared().readTree(text);
        assertThat(json.at("/DeidentificationMethod/0").asString()).startsWith("Guise");
        assertThat(json.at("/DeidentificationMethodCodeSequence/0/CodeValue").asString())
                .isEqualTo("113102");
        assertThat(json.at("/DeidentificationMethodCodeSequence/0/CodingSchemeDesignator")
                        .asString())
                .isEqualTo("DCM");
        assertThat(json.at("/Guise/Verdict").asString()).isEqualTo("REVIEW");
        assertThat(json.at("/Guise/AtlasId").asString()).isEqualTo("fake-atlas");
        JsonNode hashes = json.at("/Guise/Hashes");
        assertThat(hashes.get("InputOutsideMask")).isEqualTo(hashes.get("OutputOutsideMask"));
        assertThat(hashes.get("OutputFile").asString()).isEqualTo(Hashes.file(dir.resolve("out/a_refaced.nii.gz")));
        assertThat(text).doesNotContain("12.345", "987654321", dir.toString());
    }

    @Test
    void anotherMethodIsNamedInFileSidecarAndRecord() throws IOException {
        assertThat(run("reface", scan("sub-1_T1w.nii", 0, 1), "-o", dir.resolve("out"), "--method", "shear"))
                .isZero();
        assertThat(files(dir.resolve("out")))
                .containsExactly("sub-1_desc-sheared_T1w.json", "sub-1_desc-sheared_T1w.nii");
        JsonNode json = JsonMapper.shared().readTree(Files.readString(dir.resolve("out/sub-1_desc-sheared_T1w.json")));
        assertThat(json.at("/Guise/Parameters/Method").asString()).isEqualTo("shear");
        assertThat(json.at("/Guise/Parameters").has("Identity")).isFalse();
        assertThat(json.at("/DeidentificationMethod/0").asString()).contains("plane");
        JsonNode line = JsonMapper.shared().readTree(Files.readString(dir.resolve("out-restricted/run.jsonl")));
        assertThat(line.get("method").asString()).isEqualTo("shear");
        assertThat(line.has("identity")).isFalse();
    }

    @Test
    void withoutAWordTheFaceIsAMadeUpOneAndMeanIsForTheAverage() throws IOException {
        Path in = scan("a.nii.gz", 0, 1);
        assertThat(run("reface", in, "-o", dir.resolve("one"))).isZero();
        assertThat(run("reface", in, "-o", dir.resolve("two"), "--identity", "mean"))
                .isZero();
        assertThat(identity("one")).isEqualTo("random");
        assertThat(identity("two")).isEqualTo("mean");
        assertThat(run("reface", in, "-o", dir.resolve("three"), "--identity", "mean", "--seed", "3"))
                .isEqualTo(2);
    }

    private String identity(String folder) throws IOException {
        String json = Files.readString(dir.resolve(folder).resolve("a_refaced.json"));
        return JsonMapper.shared()
                .readTree(json)
                .at("/Guise/Parameters/Identity")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({"--identity,mean", "--identity,random", "--seed,3"})
    void anIdentityIsForRefacingOnly(String option, String value) throws IOException {
        Path o = dir.resolve("out");
        assertThat(run("reface", scan("a.nii", 0, 1), "-o", o, "--method", "blur", option, value))
                .isEqualTo(2);
        assertThat(err()).contains(option + " is for --method reface");
        assertThat(o).doesNotExist();
        assertThat(run("reface", scan("a.nii", 0, 1), "-o", o, "--method", "melt"))
                .isEqualTo(2);
    }

    private Path mask(String name, int... marked) throws IOException {
        Grid grid = new Grid(12, 10, 8, Affine.scaleShift(0.5, 0.5, 0.5, 0, 0, 0));
        byte[] data = new byte[grid.size()];
        for (int p : marked) {
            data[p] = 1;
        }
        Path file = dir.resolve(name);
        NiftiWriter.write(file, new LabelVolume(grid, data));
        return file;
    }

    @Test
    void whatIsKeptStandsInTheRecordsAndTheMaskDoesNot() throws IOException {
        Path mask = mask("secret-lesion.nii.gz", 500);
        assertThat(run(
                        "reface",
                        scan("a.nii", 0, 1),
                        "-o",
                        dir.resolve("out"),
                        "--keep",
                        "Nose,ears",
                        "--keep-radius",
                        "7.5",
                        "--around",
                        mask))
                .isZero();
        String text = Files.readString(dir.resolve("out/a_refaced.json"));
        JsonNode json = JsonMapper.shared().readTree(text);
        assertThat(json.at("/Guise/Parameters/Kept").values().stream().map(JsonNode::asString))
                .containsExactly("nose", "ears");
        assertThat(json.at("/Guise/Parameters/KeptRadiusMm").asDouble()).isEqualTo(7.5);
        assertThat(json.at("/DeidentificationMethod/0").asString())
                .endsWith("kept on purpose: nose, ears, 7.5 mm round a marked region");
        assertThat(json.has("DeidentificationMethodCodeSequence")).isFalse();
        JsonNode line = JsonMapper.shared().readTree(Files.readString(dir.resolve("out-restricted/run.jsonl")));
        assertThat(line.at("/kept/1").asString()).isEqualTo("ears");
        assertThat(line.get("keptRadiusMm").asDouble()).isEqualTo(7.5);
        assertThat(text + line).doesNotContain("secret");
    }

    @Test
    void partsAndMasksThatCannotBeKeptAreRefusedInOneSentence() throws IOException {
        Path a = scan("a.nii", 0, 1), o = dir.resolve("out");
        Path good = mask("good.nii", 500),
                empty = mask("empty.nii"),
                full = mask("full.nii", IntStream.range(0, 900).toArray());
        refused(2, "beard: there is no such part of the face; expected forehead, eyes", a, "--keep", "ears,beard");
        refused(2, "--keep-radius is for --around", a, "--keep-radius", "5");
        refused(2, "--around is for --keep-radius", a, "--around", good);
        refused(2, "expected 0 to 50 mm", a, "--keep-radius", "51", "--around", good);
        refused(2, "--keep: --method shear", a, "--keep", "ears", "--method", "shear");
        refused(2, "--around: --method shear", a, "--keep-radius", "5", "--around", good, "--method", "shear");
        refused(5, "empty.nii: marks nothing", a, "--keep-radius", "5", "--around", empty);
        refused(5, "full.nii: marks 94 % of its voxels", a, "--keep-radius", "5", "--around", full);
        refused(5, "b.nii: has 2 frames", a, "--keep-radius", "5", "--around", scan("b.nii", 0, 2));
        refused(5, "none.nii: no such file", a, "--keep-radius", "5", "--around", dir.resolve("none.nii"));
        assertThat(o).doesNotExist();
    }

    private void refused(int code, String words, Path in, Object... options) {
        err.reset();
        Object[] all = Stream.concat(Stream.of("reface", in, "-o", dir.resolve("out")), Stream.of(options))
                .toArray();
        assertThat(run(all)).as("%s", err()).isEqualTo(code);
        assertThat(err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(err().lines().filter(l -> l.startsWith("guise: "))).hasSize(1);
    }

    @Test
    void aMaskBesideTheScanFailsThatScan() throws IOException {
        Grid far = new Grid(2, 2, 2, Affine.shift(80, 0, 0));
        Path mask = dir.resolve("far.nii");
        NiftiWriter.write(mask, new LabelVolume(far, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
        assertThat(run("reface", scan("a.nii", 0, 1), "-o", dir.resolve("o"), "--keep-radius", "9", "--around", mask))
                .isEqualTo(4);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("outside this scan");
        assertThat(files(dir.resolve("o"))).isEmpty();
    }

    @Test
    void failAndErrorsLeaveAnEarlierResultAsItWas() throws IOException {
        run("reface", scan("a.nii", 0, 1), "-o", dir.resolve("out"));
        byte[] earlier = Files.readAllBytes(dir.resolve("out/a_refaced.nii"));
        assertThat(run("reface", scan("a.nii", 2, 1), "-o", dir.resolve("out"))).isEqualTo(4);
        Files.write(dir.resolve("a.nii"), new byte[100]);
        assertThat(run("reface", dir.resolve("a.nii"), "-o", dir.resolve("out")))
                .isEqualTo(5);
        assertThat(Files.readAllBytes(dir.resolve("out/a_refaced.nii"))).isEqualTo(earlier);
        assertThat(err().lines()).hasSize(1).allMatch(l -> l.startsWith("guise: a.nii: "));
    }

    @Test
    void refusesAScanThatSaysItIsRefaced() throws IOException {
        Path in = scan("a.nii", 0, 1);
        Files.writeString(dir.resolve("a.json"), "{\"DeidentificationMethod\": [\"Guise 0.1 reface\"]}");
        assertThat(run("reface", in, "-o", dir.resolve("out"))).isEqualTo(4);
        assertThat(files(dir.resolve("out"))).isEmpty();
    }

    @Test
    void refusesImpossibleRequestsBeforeWritingAnything() throws IOException {
        Path a = scan("one/a.nii", 0, 1);
        Path b = scan("two/a.nii", 0, 1);
        Path o = dir.resolve("out");
        assertThat(run("reface", a, b, "-o", o)).isEqualTo(2);
        assertThat(run("reface", a, "-o", o, "--restricted", o.resolve("in"))).isEqualTo(2);
        assertThat(run("reface", a)).isEqualTo(2);
        assertThat(run("reface", a, "-o", o, "--brain-margin", "99")).isEqualTo(2);
        assertThat(run("reface", dir.resolve("one"), "-o", o)).isEqualTo(2);
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(o).doesNotExist();
        assertThat(err()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void scansOfASessionShareLeadAndFaceAndOtherSessionsDoNot() throws IOException {
        Path a = scan("sub-1_ses-1_T2w.nii", 0, 1), b = scan("sub-1_ses-1_T1w.nii", 1, 1);
        Path c = scan("sub-1_ses-2_T1w.nii", 0, 2), d = scan("plain.nii", 0, 1);
        assertThat(run("reface", a, b, c, d, "-o", dir.resolve("out"), "--seed", "4"))
                .isEqualTo(3);
        // T1 leads, and its samples decide on the face of both
        assertThat(engine.seeds).hasSize(4);
        assertThat(engine.seeds.get(0)).isEqualTo(engine.seeds.get(1));
        assertThat(engine.seeds.get(2)).isNotEqualTo(engine.seeds.get(0));
        assertThat(lead("sub-1_ses-1_desc-refaced_T1w.json")).isEqualTo("this scan");
        assertThat(lead("sub-1_ses-1_desc-refaced_T2w.json")).isEqualTo("sub-1_ses-1_T1w.nii");
        assertThat(lead("sub-1_ses-2_desc-refaced_T1w.json")).isEmpty();
        assertThat(lead("plain_refaced.json")).isEmpty();
        // reported in the order given
        assertThat(text().lines().filter(l -> l.contains(" -> ")).map(l -> l.substring(8, l.indexOf(" -> "))))
                .containsExactly("sub-1_ses-1_T2w.nii", "sub-1_ses-1_T1w.nii", "sub-1_ses-2_T1w.nii", "plain.nii");
        JsonNode frames = JsonMapper.shared()
                .readTree(Files.readString(dir.resolve("out/sub-1_ses-2_desc-refaced_T1w.json")))
                .at("/Guise/Frames");
        assertThat(frames.get("Count").asInt()).isEqualTo(2);
        assertThat(frames.get("LargestMotionMm").asDouble()).isEqualTo(0.3);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String lead(String sidecar) throws IOException {
        String json = Files.readString(dir.resolve("out").resolve(sidecar));
        return JsonMapper.shared().readTree(json).at("/Guise/Lead").asString("");
    }

    @Test
    void eachStandsAloneWithEachAndAllAreOneWithSession() throws IOException {
        Path a = scan("sub-1_T1w.nii", 0, 1), b = scan("sub-1_T2w.nii", 1, 1);
        assertThat(run("reface", a, b, "-o", dir.resolve("out"), "--each")).isEqualTo(3);
        assertThat(engine.seeds.get(0)).isNotEqualTo(engine.seeds.get(1));
        assertThat(lead("sub-1_desc-refaced_T1w.json")).isEmpty();
        engine.seeds.clear();
        Path mary = scan("mary_T1.nii", 0, 1), second = scan("two.nii", 1, 1);
        assertThat(run("reface", second, mary, "-o", dir.resolve("out"), "--session"))
                .isEqualTo(3);
        assertThat(engine.seeds.get(0)).isEqualTo(engine.seeds.get(1));
        assertThat(lead("two_refaced.json")).isEqualTo("another scan of the session");
        refused(2, "--session and --each", a, "--session", "--each");
        refused(2, "--lead is for sessions", a, "--each", "--lead", a);
        refused(2, "none of the scans given", a, "--lead", b);
    }

    @Test
    void ifTheLeadFailsTheNextLeadsAndHelpsIt() throws IOException {
        Path t1 = scan("sub-1_T1w.nii", 2, 1), t2 = scan("sub-1_T2w.nii", 0, 1), gone = dir.resolve("sub-1_CT.nii");
        assertThat(run("reface", t1, gone, t2, "-o", dir.resolve("out"))).isEqualTo(5);
        assertThat(lead("sub-1_desc-refaced_T1w.json")).isEqualTo("sub-1_T2w.nii");
        assertThat(lead("sub-1_desc-refaced_T2w.json")).isEqualTo("this scan");
        assertThat(Files.readAllLines(dir.resolve("out-restricted/run.jsonl"))).hasSize(3);
        Path lone = scan("sub-2_T1w.nii", 2, 1), ct = scan("sub-2_CT.nii", 2, 1);
        assertThat(run("reface", lone, ct, "-o", dir.resolve("two"))).isEqualTo(4);
        assertThat(files(dir.resolve("two"))).isEmpty();
        assertThat(Files.readAllLines(dir.resolve("two-restricted/run.jsonl"))).hasSize(2);
    }

    @Test
    void echoPlanarImagesAreLeftOutWithAReason() throws IOException {
        Path t1 = scan("sub-1_T1w.nii", 0, 1), bold = scan("sub-1_task-rest_bold.nii", 0, 3);
        assertThat(run("reface", bold, t1, "-o", dir.resolve("out"))).isZero();
        assertThat(text()).contains("SKIP    sub-1_task-rest_bold.nii (nothing written)", "--epi");
        assertThat(files(dir.resolve("out"))).hasSize(2);
        assertThat(Files.readString(dir.resolve("out-restricted/run.jsonl"))).contains("\"status\":\"SKIP\"");
        assertThat(run("reface", bold, t1, "-o", dir.resolve("out"), "--epi")).isZero();
        assertThat(lead("sub-1_task-rest_desc-refaced_bold.json")).isEqualTo("sub-1_T1w.nii");
        assertThat(run("reface", bold, "-o", dir.resolve("alone"), "--epi")).isEqualTo(ExitCode.REVIEW);
        assertThat(text()).contains("together with a structural image");
        Path other = scan("sub-1_task-move_bold.nii", 0, 3);
        assertThat(run("reface", bold, other, "-o", dir.resolve("both"), "--epi"))
                .isEqualTo(ExitCode.REVIEW);
        assertThat(text()).contains("2 scans: 2 REVIEW");
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        assertThat(run("reface", scan("a.nii", 1, 1), "-o", dir.resolve("out"), "--dry-run"))
                .isEqualTo(3);
        assertThat(files(dir)).containsExactly("a.nii");
    }

    @Test
    void ledgerHasOneLineAScan() throws IOException {
        run("reface", scan("a.nii", 0, 1), scan("b.nii", 2, 1), "-o", dir.resolve("out"));
        List<String> lines = Files.readAllLines(dir.resolve("out-restricted/run.jsonl"));
        assertThat(lines).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(first.get("status").asString()).isEqualTo("PASS");
        assertThat(first.at("/stageSeconds").propertyNames())
                .contains("read", "fit", "rewrite", "prove", "qc", "write");
        assertThat(first.get("peakMemoryMiB").asLong()).isPositive();
    }
}
