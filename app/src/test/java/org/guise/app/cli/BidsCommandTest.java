package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.Ledger;
import org.guise.app.run.LedgerEntry;
import org.guise.app.run.RunLock;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BidsCommandTest {
    private static final String T1 = "sub-01/anat/sub-01_T1w.nii.gz";

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private BidsSet set;

    @BeforeEach
    void makeSet() throws IOException {
        set = new BidsSet(dir.resolve("data")).scan(T1, 0, 6);
    }

    private int run(Object... args) {
        String[] words = Stream.concat(Stream.of("bids"), Stream.of(args).map(String::valueOf))
                .toArray(String[]::new);
        return new GuiseCli(BidsSet.FAKE, new PrintStream(out, true), new PrintStream(err, true)).run(words);
    }

    private int participant(Object... more) {
        return run(Stream.concat(Stream.of(set.root, dir.resolve("out"), "participant"), Stream.of(more))
                .toArray());
    }

    private int publish(Object... more) {
        return participant(
                Stream.concat(Stream.of("--layout", "publish"), Stream.of(more)).toArray());
    }

    private Set<String> files() throws IOException {
        return BidsSet.hashes(dir.resolve("out"), p -> true).keySet();
    }

    private Map<String, EntryStatus> ledger() throws IOException {
        Map<String, EntryStatus> all = new TreeMap<>();
        for (LedgerEntry e : Ledger.read(dir.resolve("out-restricted")).entries()) {
            all.put(e.path(), e.status());
        }
        return all;
    }

    private JsonNode json(String path) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(dir.resolve("out").resolve(path)));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static boolean same(Path a, Path b) throws IOException {
        return Hashes.file(a).equals(Hashes.file(b));
    }

    @Test
    void derivativeLayoutHoldsRefacedScansOnly() throws IOException {
        set.scan("sub-02/ses-a/anat/sub-02_ses-a_T2w.nii", 0, 6)
                .text("T1w.json", "{\"EchoTime\":0.0030}")
                .text("participants.tsv", "participant_id\nsub-01\nsub-02\n");
        assertThat(participant("--defacemask")).isZero();
        assertThat(files())
                .containsExactly(
                        "README.md",
                        "dataset_description.json",
                        "sub-01/anat/sub-01_desc-refaced_T1w.json",
                        "sub-01/anat/sub-01_desc-refaced_T1w.nii.gz",
                        "sub-01/anat/sub-01_mod-T1w_defacemask.nii.gz",
                        "sub-02/ses-a/anat/sub-02_ses-a_desc-refaced_T2w.json",
                        "sub-02/ses-a/anat/sub-02_ses-a_desc-refaced_T2w.nii",
                        "sub-02/ses-a/anat/sub-02_ses-a_mod-T2w_defacemask.nii.gz");
        JsonNode sidecar = json("sub-01/anat/sub-01_desc-refaced_T1w.json");
        assertThat(sidecar.path("EchoTime").asString("")).isEqualTo("0.003");
        assertThat(sidecar.path("Sources").path(0).asString("")).isEqualTo("bids:raw:" + T1);
        assertThat(sidecar.path("SkullStripped").asBoolean(true)).isFalse();
        assertThat(json("dataset_description.json").path("DatasetType").asString(""))
                .isEqualTo("derivative");
    }

    @Test
    void publicationLayoutIsTheDataSetWithOtherFaces() throws IOException {
        set.text("sub-01/anat/sub-01_T1w.json", "{\"EchoTime\":0.0030,\"DeidentificationMethod\":\"dates shifted\"}")
                .text("participants.tsv", "participant_id\nsub-01\n")
                .text("sub-01/beh/sub-01_task-x_beh.tsv", "a\n1\n")
                .scan("sub-01/func/sub-01_task-x_bold.nii.gz", 0, 6)
                .scan("sub-01/fmap/sub-01_phasediff.nii.gz", 0, 6)
                .scan("sourcedata/sub-01_T1w.nii.gz", 0, 6)
                .scan("derivatives/x/sub-01_T1w.nii.gz", 0, 6)
                .text("sub-01/eeg/sub-01_photo.jpg", "a face");
        assertThat(publish()).isZero();
        assertThat(files())
                .containsExactly(
                        "README",
                        "dataset_description.json",
                        "participants.tsv",
                        "sub-01/anat/sub-01_T1w.json",
                        T1,
                        "sub-01/beh/sub-01_task-x_beh.tsv",
                        "sub-01/fmap/sub-01_phasediff.nii.gz",
                        "sub-01/func/sub-01_task-x_bold.nii.gz");
        Path refaced = dir.resolve("out").resolve(T1);
        assertThat(NiftiFile.read(refaced).frame(0).data()[215]).isEqualTo(7);
        for (String copied : new String[] {"participants.tsv", "sub-01/func/sub-01_task-x_bold.nii.gz"}) {
            assertThat(same(set.root.resolve(copied), dir.resolve("out").resolve(copied)))
                    .isTrue();
        }
        JsonNode sidecar = json("sub-01/anat/sub-01_T1w.json");
        assertThat(sidecar.path("EchoTime").asString("")).isEqualTo("0.003");
        assertThat(sidecar.path("DeidentificationMethod").path(0).asString("")).isEqualTo("dates shifted");
        assertThat(sidecar.path("DeidentificationMethod").path(1).asString("")).startsWith("Guise");
        assertThat(sidecar.path("DeidentificationMethodCodeSequence")
                        .path(0)
                        .path("CodeValue")
                        .asString(""))
                .isEqualTo("113102");
        assertThat(json("dataset_description.json")
                        .path("GeneratedBy")
                        .path(0)
                        .path("Name")
                        .asString(""))
                .isEqualTo("Guise");
        assertThat(ledger())
                .containsEntry("sub-01/func/sub-01_task-x_bold.nii.gz", EntryStatus.SKIP)
                .containsEntry("sub-01/fmap/sub-01_phasediff.nii.gz", EntryStatus.SKIP)
                .containsEntry("sub-01/anat/sub-01_T1w.json", EntryStatus.MERGED)
                .containsEntry("sourcedata/", EntryStatus.OMITTED)
                .containsEntry("derivatives/", EntryStatus.OMITTED)
                .containsEntry("sub-01/eeg/sub-01_photo.jpg", EntryStatus.OMITTED);
    }

    @Test
    void aScanThatFailedIsNeitherSharedNorListed() throws IOException {
        set.scan("sub-01/anat/sub-01_acq-bad_T1w.nii.gz", 2, 6)
                .text("sub-01/anat/sub-01_acq-bad_T1w.json", "{\"EchoTime\":1}")
                .text(
                        "sub-01/sub-01_scans.tsv",
                        "filename\tx\nanat/sub-01_T1w.nii.gz\t1\nanat/sub-01_acq-bad_T1w.nii.gz\t2\n");
        // on its own: with a lead the seeded engine would help it
        Files.move(set.root.resolve(T1), set.root.resolve("away"));
        assertThat(publish()).isEqualTo(4);
        assertThat(files()).noneMatch(f -> f.contains("acq-bad"));
        assertThat(Files.readString(dir.resolve("out/sub-01/sub-01_scans.tsv")))
                .isEqualTo("filename\tx\nanat/sub-01_T1w.nii.gz\t1\n");
    }

    @Test
    void aBrokenFileDoesNotStopTheOthers() throws IOException {
        set.text("sub-02/anat/sub-02_T1w.nii.gz", "no gzip").text("sub-03/anat/sub-03_T1w.json", "{broken");
        set.scan("sub-03/anat/sub-03_T1w.nii.gz", 0, 6).scan("sub-04/anat/sub-04_T1w.nii.gz", 1, 6);
        Files.createSymbolicLink(set.root.resolve("sub-04/anat/sub-04_T2w.nii.gz"), Path.of("../gone"));
        assertThat(publish()).isEqualTo(5);
        assertThat(ledger())
                .containsEntry(T1, EntryStatus.PASS)
                .containsEntry("sub-02/anat/sub-02_T1w.nii.gz", EntryStatus.ERROR)
                .containsEntry("sub-03/anat/sub-03_T1w.nii.gz", EntryStatus.ERROR)
                .containsEntry("sub-04/anat/sub-04_T1w.nii.gz", EntryStatus.REVIEW)
                .containsEntry("sub-04/anat/sub-04_T2w.nii.gz", EntryStatus.ERROR);
        assertThat(files()).noneMatch(f -> f.startsWith("sub-02/anat") || f.startsWith("sub-03/anat"));
        assertThat(err()).contains("git annex get").contains("not a JSON object");
    }

    @Test
    void aScanRefacedBeforeIsCopiedInOneLayoutAndLeftOutInTheOther() throws IOException {
        set.text("T1w.json", "{\"DeidentificationMethodCodeSequence\":[{\"CodeValue\":\"113102\"}]}");
        assertThat(publish()).isZero();
        assertThat(same(set.root.resolve(T1), dir.resolve("out").resolve(T1))).isTrue();
        assertThat(ledger()).containsEntry(T1, EntryStatus.ALREADY);
        assertThat(run(set.root, dir.resolve("other"), "participant")).isZero();
        assertThat(BidsSet.hashes(dir.resolve("other"), p -> p.contains("sub-")))
                .isEmpty();
    }

    @Test
    void takesLabelsAsBidsAppsDo() throws IOException {
        set.scan("sub-02/ses-a/anat/sub-02_ses-a_T1w.nii.gz", 0, 6)
                .scan("sub-02/ses-b/anat/sub-02_ses-b_T1w.nii.gz", 0, 6)
                .scan("sub-03/anat/sub-03_T1w.nii.gz", 0, 6);
        assertThat(participant(
                        "--participant_label", "sub-02", "03", "--session-label", "ses-b", "--skip-bids-validator"))
                .isZero();
        assertThat(files())
                .filteredOn(f -> f.endsWith(".nii.gz"))
                .containsExactly(
                        "sub-02/ses-b/anat/sub-02_ses-b_desc-refaced_T1w.nii.gz",
                        "sub-03/anat/sub-03_desc-refaced_T1w.nii.gz");
        assertThat(participant("--participant-label", "9")).isEqualTo(2);
        assertThat(err()).contains("--participant-label 9").contains("01, 02, 03");
    }

    @Test
    void aSecondRunDoesNothingTwice() throws IOException {
        set.scan("sub-01/anat/sub-01_T2w.nii.gz", 1, 6);
        assertThat(publish()).isEqualTo(3);
        Map<String, String> first = BidsSet.hashes(dir, p -> p.startsWith("out"));
        long lines = Files.readAllLines(dir.resolve("out-restricted/run.jsonl")).size();
        assertThat(publish()).isEqualTo(3);
        // one line says that a run started
        assertThat(Files.readAllLines(dir.resolve("out-restricted/run.jsonl"))).hasSize((int) lines + 1);
        Map<String, String> second = BidsSet.hashes(dir, p -> p.startsWith("out"));
        first.remove("out-restricted/run.jsonl");
        first.remove("out-restricted/run.lock");
        second.keySet().retainAll(first.keySet());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aScanIsDoneAgainWhenItsResultOrItsSessionChanged() throws IOException {
        String t2 = "sub-01/anat/sub-01_T2w.nii.gz";
        set.scan(t2, 0, 6).scan("sub-02/anat/sub-02_T1w.nii.gz", 0, 6);
        assertThat(publish()).isZero();
        Map<String, String> first = BidsSet.hashes(dir.resolve("out"), p -> true);
        Files.delete(dir.resolve("out").resolve(t2));
        out.reset();
        assertThat(publish()).isZero();
        assertThat(BidsSet.hashes(dir.resolve("out"), p -> true)).isEqualTo(first);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("PASS    " + t2)
                .doesNotContain("PASS    " + T1);
        out.reset();
        set.scan(t2, 1, 6);
        assertThat(publish()).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("REVIEW  " + t2)
                .contains("PASS    " + T1)
                .doesNotContain("PASS    sub-02");
    }

    @Test
    void aResultThatNoLongerHoldsIsTakenAway() throws IOException {
        assertThat(publish()).isZero();
        set.scan(T1, 2, 6);
        assertThat(publish()).isEqualTo(4);
        assertThat(files()).noneMatch(f -> f.startsWith("sub-01/anat"));
        assertThat(BidsSet.hashes(dir.resolve("out-restricted"), p -> p.endsWith(".png")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/public", "data", "data/derivatives", ".", "data/derivatives/guise"})
    void refusesToPublishWhereOriginalsAre(String place) throws IOException {
        assertThat(run(set.root, dir.resolve(place), "participant", "--layout", "publish"))
                .isEqualTo(2);
        assertThat(BidsSet.hashes(dir, p -> true)).hasSize(3);
    }

    @Test
    void aDerivativeMayStandInTheDataSetButItsPicturesMayNot() throws IOException {
        Path inside = set.root.resolve("derivatives/guise");
        assertThat(run(set.root, inside, "participant")).isZero();
        assertThat(json(inside + "/dataset_description.json")
                        .path("SourceDatasets")
                        .path(0)
                        .path("URL")
                        .asString(""))
                .isEqualTo("../../");
        assertThat(dir.resolve("data-guise-restricted/run.jsonl")).exists();
        assertThat(BidsSet.hashes(set.root, p -> p.endsWith(".png"))).isEmpty();
        assertThat(run(set.root, inside, "participant", "--restricted", set.root.resolve("derivatives/r")))
                .isEqualTo(2);
        assertThat(run(set.root, dir.resolve("o"), "participant", "--restricted", dir.resolve("o/r")))
                .isEqualTo(2);
    }

    @Test
    void refusesAFolderThatOtherFilesAreIn() throws IOException {
        Files.createDirectories(dir.resolve("out"));
        Files.writeString(dir.resolve("out/original.nii"), "a face");
        assertThat(publish()).isEqualTo(2);
        assertThat(err()).contains("not empty");
    }

    @Test
    void refusesASecondRunOnTheSameFolderAndAnotherLayout() throws IOException {
        assertThat(publish()).isZero();
        assertThat(participant()).isEqualTo(2);
        assertThat(err()).contains("--layout publish");
        try (RunLock held = RunLock.on(dir.resolve("out-restricted"))) {
            assertThat(held).isNotNull();
            assertThat(publish()).isEqualTo(5);
        }
        assertThat(err())
                .contains("another run (process " + ProcessHandle.current().pid() + ")");
        assertThat(publish()).isZero();
    }

    @Test
    void severalJobsGiveTheSameBytes() throws IOException {
        for (int i = 2; i < 9; i++) {
            set.scan("sub-0" + i + "/anat/sub-0" + i + "_T1w.nii.gz", i % 2, 6);
            set.scan("sub-0" + i + "/anat/sub-0" + i + "_T2w.nii.gz", 0, 6);
        }
        assertThat(run(set.root, dir.resolve("a"), "participant", "--jobs", 1, "--seed", 5))
                .isEqualTo(3);
        assertThat(run(set.root, dir.resolve("b"), "participant", "--jobs", 4, "--seed", 5))
                .isEqualTo(3);
        assertThat(BidsSet.hashes(dir.resolve("b"), p -> true)).isEqualTo(BidsSet.hashes(dir.resolve("a"), p -> true));
    }

    @Test
    void groupReportsWhatStandsInTheWayOfSharing() throws IOException {
        assertThat(run(set.root, dir.resolve("out"), "group")).isEqualTo(2);
        assertThat(publish()).isZero();
        assertThat(run(set.root, dir.resolve("out"), "group")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("no audit: it needs 5 persons");
        set.scan("sub-02/anat/sub-02_T1w.nii.gz", 1, 6);
        assertThat(run(set.root, dir.resolve("out"), "group")).isEqualTo(3);
        assertThat(publish()).isEqualTo(3);
        assertThat(run(set.root, dir.resolve("out"), "group")).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("to decide: sub-02/anat/sub-02_T1w.nii.gz");
        decide("sub-02/anat/sub-02_T1w.nii.gz", "accept");
        assertThat(run(set.root, dir.resolve("out"), "group")).isZero();
        decide(T1, "reject");
        assertThat(run(set.root, dir.resolve("out"), "group")).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("rejected, do not share: " + T1);
        decide(T1, "undecided");
        Files.writeString(dir.resolve("out/left-over.nii"), "a face");
        assertThat(run(set.root, dir.resolve("out"), "group")).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("left-over.nii: this file in out is not from this run");
    }

    private void decide(String path, String decision) throws IOException {
        String result = Ledger.read(dir.resolve("out-restricted"))
                .entry(path)
                .orElseThrow()
                .outputs()
                .values()
                .iterator()
                .next();
        Files.writeString(
                dir.resolve("out-restricted/review.jsonl"),
                "{\"path\":\"" + path + "\",\"result\":\"" + result + "\",\"decision\":\"" + decision + "\"}\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }
}
