package org.guise.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills a run over a data set at random moments and lets it go on. */
class KilledBidsTest {
    private static final int KILLS = 10;
    private static final long SEED = 20261122;
    private static final int PERSONS = 12;
    private static final Predicate<String> LASTING = p -> !p.endsWith("run.jsonl") && !p.endsWith("run.lock");

    @TempDir
    private Path dir;

    /** The child: one run, with a pause at each scan so that it can be killed within one. */
    static final class Child {
        private Child() {}

        /** Arguments: those of the command. */
        public static void main(String[] args) {
            Wiring slow = new Wiring(BidsSet.FAKE.engine(), (qc, threads) -> {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return BidsSet.FAKE.painter().paint(qc, threads);
            });
            PrintStream none = new PrintStream(PrintStream.nullOutputStream());
            System.exit(new GuiseCli(slow, none, none).run(args));
        }
    }

    private Process start(Path data, Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        "bids",
                        data.toString(),
                        out.toString(),
                        "participant",
                        "--layout",
                        "publish",
                        "--defacemask",
                        "--jobs",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path data() throws IOException {
        BidsSet set = new BidsSet(dir.resolve("data"));
        for (int i = 0; i < PERSONS; i++) {
            String sub = "sub-" + (10 + i);
            for (String ses : i % 3 == 0 ? List.of("a") : List.of("a", "b")) {
                String at = sub + "/ses-" + ses + "/anat/" + sub + "_ses-" + ses;
                // a head that fails on its own, refaced with the lead's fit or left out, and a lead that is not the
                // first
                set.scan(at + "_T1w.nii.gz", i % 4 == 1 ? 2 : 0, 40);
                set.scan(at + "_T2w.nii.gz", i % 5 == 2 ? 1 : 0, 40);
                set.scan(at + "_FLAIR.nii.gz", i % 4 == 1 && i % 2 == 1 ? 2 : 0, 40);
                set.text(at + "_T1w.json", "{\"EchoTime\":0.00" + i + "}");
            }
        }
        return set.root;
    }

    @Test
    void goesOnToTheSameBytesWithNoScanDoneTwiceAndNoneLost() throws Exception {
        Path data = data();
        Path whole = dir.resolve("whole");
        assertThat(start(data, whole).waitFor()).isEqualTo(3);
        Files.createDirectories(dir.resolve("cut-restricted"));
        Files.copy(dir.resolve("whole-restricted/identity.key"), dir.resolve("cut-restricted/identity.key"));
        Path cut = dir.resolve("cut");
        Path ledger = dir.resolve("cut-restricted/run.jsonl");
        Random random = new Random(SEED);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = start(data, cut);
            long lines = lines(ledger);
            // from the first line that this run writes on, so that it is killed at work and not while Java starts
            while (child.isAlive() && lines(ledger) == lines) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(400));
            killed += child.isAlive() ? 1 : 0;
            child.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(killed).as("seed %d: runs killed at work", SEED).isPositive();
        assertThat(start(data, cut).waitFor()).isEqualTo(3);
        assertThat(BidsSet.hashes(cut, LASTING)).isEqualTo(BidsSet.hashes(whole, LASTING));
        assertThat(BidsSet.hashes(dir.resolve("cut-restricted"), LASTING))
                .isEqualTo(BidsSet.hashes(dir.resolve("whole-restricted"), LASTING));
        Map<String, Integer> finished = new TreeMap<>();
        for (String line : Files.readAllLines(ledger)) {
            JsonNode json = JsonMapper.shared().readTree(line);
            if (json.has("totalSeconds")) {
                finished.merge(json.path("path").asString(""), 1, Integer::sum);
            }
        }
        assertThat(finished)
                .hasSize(60)
                .allSatisfy((path, n) -> assertThat(n).as(path).isEqualTo(1));
        assertThat(Ledger.read(dir.resolve("cut-restricted")).entries())
                .allMatch(e -> e.status().isFinal())
                .anyMatch(e -> e.status() == EntryStatus.REVIEW);
    }

    private static long lines(Path ledger) throws IOException {
        return Files.exists(ledger) ? Files.size(ledger) : 0;
    }
}
