package org.guise.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guise.app.job.UsageException;
import org.guise.app.pacs.SeriesState.Step;
import org.guise.io.file.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacsLedgerTest {
    @TempDir
    Path folder;

    @Test
    void remembersTheLastStepOfEachSeriesAndItsResult() throws Exception {
        SeriesState a = SeriesState.queued("a");
        try (PacsLedger ledger = new PacsLedger(folder)) {
            ledger.append(a);
            ledger.append(SeriesState.queued("b"));
            ledger.append(a.begun("f"), Map.of("modality", "MR"));
            ledger.append(a.begun("f").ready("2.25.1", "REVIEW", List.of("look")));
            ledger.append(SeriesState.queued("c").ended(Step.FAILED, List.of("no")));
        }
        try (PacsLedger ledger = new PacsLedger(folder)) {
            assertThat(ledger.get("a")).contains(a.begun("f").ready("2.25.1", "REVIEW", List.of("look")));
            assertThat(ledger.isResult("2.25.1")).isTrue();
            assertThat(ledger.isResult("2.25.2")).isFalse();
            assertThat(ledger.next(Set.of()).orElseThrow().id())
                    .as("what is ready comes first")
                    .isEqualTo("a");
            assertThat(ledger.next(Set.of("a")).orElseThrow().id()).isEqualTo("b");
            assertThat(ledger.next(Set.of("a", "b"))).isEmpty();
        }
    }

    @Test
    void aLineCutByAPowerLossIsNotAStepAndHarmsNoOther() throws Exception {
        try (PacsLedger ledger = new PacsLedger(folder)) {
            ledger.append(SeriesState.queued("a"));
        }
        Path file = folder.resolve(PacsLedger.NAME);
        String whole = Files.readString(file);
        for (int n = 1; n < whole.length() - 1; n += 7) {
            Files.writeString(file, whole + whole.replace("QUEUED", "FAILED").substring(0, n));
            try (PacsLedger ledger = new PacsLedger(folder)) {
                assertThat(ledger.get("a").orElseThrow().step()).isEqualTo(Step.QUEUED);
                ledger.append(SeriesState.queued("b"));
            }
            try (PacsLedger ledger = new PacsLedger(folder)) {
                assertThat(ledger.get("b")).as("cut at %d", n).isPresent();
            }
        }
        Files.writeString(file, "\0\0\0", StandardOpenOption.APPEND);
        try (PacsLedger ledger = new PacsLedger(folder)) {
            assertThat(ledger.get("a")).isPresent();
        }
    }

    @Test
    void twoLinksCannotShareAFolder() throws Exception {
        try (PacsLedger ledger = new PacsLedger(folder)) {
            assertThatThrownBy(() -> new PacsLedger(folder)).isInstanceOf(UsageException.class);
            ledger.append(SeriesState.queued("a"));
        }
    }

    @Test
    void aFolderBelongsToOneServer() throws Exception {
        PacsPosition position = new PacsPosition(folder, "http://a");
        assertThat(position.since()).isZero();
        position.save(42);
        assertThat(new PacsPosition(folder, "http://a").since()).isEqualTo(42);
        assertThatThrownBy(() -> new PacsPosition(folder, "http://b")).isInstanceOf(UsageException.class);
        Files.writeString(folder.resolve("position.json"), "{");
        assertThatThrownBy(() -> new PacsPosition(folder, "http://a")).isInstanceOf(InputException.class);
    }

    @Test
    void aSeriesThatGrewGetsANewGenerationOnlyIfItHadAResult() {
        SeriesState failed = SeriesState.queued("a").begun("f").ended(Step.FAILED, List.of("no"));
        assertThat(failed.nextGeneration().generation()).isEqualTo(1);
        assertThat(failed.nextGeneration().attempts()).isZero();
        assertThat(SeriesState.queued("a")
                        .begun("f")
                        .ready("2.25.1", "PASS", List.of())
                        .nextGeneration()
                        .generation())
                .isEqualTo(2);
    }

    @Test
    void theFingerprintKnowsNoOrder() {
        assertThat(Marks.fingerprint(List.of("a", "b")))
                .isEqualTo(Marks.fingerprint(List.of("b", "a")))
                .isNotEqualTo(Marks.fingerprint(List.of("a")));
    }
}
