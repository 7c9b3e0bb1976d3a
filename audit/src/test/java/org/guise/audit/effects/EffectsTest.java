package org.guise.audit.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.guise.audit.cohort.CohortException;
import org.guise.audit.effects.EffectsResult.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectsTest {
    @TempDir
    private Path folder;

    private static MeasureTable table(double factor, double wobble) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            double value = (600 + 10 * i) * factor * (1 + wobble * (i % 2 == 0 ? 1 : -1));
            rows.put("p" + i, new double[] {value, i == 3 ? Double.NaN : 2.5});
        }
        return new MeasureTable(
                List.of(new MeasureColumn("Whole", "grey", "ml"), new MeasureColumn("Thickness", "mean", "mm")), rows);
    }

    private static EffectsResult compare(MeasureTable after, Optional<MeasureTable> rescan) {
        return Effects.compare(
                "test", "2026-11-21T00:00:00Z", "s", table(1, 0), after, rescan, Optional.empty(), List.of());
    }

    @Test
    void theSameMeasuresHaveNoEffect() {
        Effect grey = compare(table(1, 0), Optional.empty()).effects().getFirst();
        assertThat(grey.defaced().percent().medianSize()).isZero();
        assertThat(grey.defaced().icc().value()).isEqualTo(1);
        assertThat(grey.rescan()).isNull();
        assertThat(grey.ratio()).isNaN();
    }

    @Test
    void aPlantedLossOfThreePerCentIsFoundAndSetAgainstTheRescan() {
        EffectsResult r = compare(table(0.97, 0), Optional.of(table(1, 0.01)));
        Effect grey = r.effects().getFirst();
        assertThat(grey.defaced().percent().median()).isCloseTo(-0.03, within(1e-9));
        assertThat(grey.defaced().agreement().bias().high()).isNegative();
        assertThat(Objects.requireNonNull(grey.rescan()).percent().medianSize()).isCloseTo(0.01, within(1e-9));
        assertThat(grey.ratio()).isCloseTo(3, within(1e-6));
        assertThat(r.rescanned()).isEqualTo(10);
    }

    @Test
    void personsWithoutAValueAreLeftOutOfThatMeasureOnly() {
        EffectsResult r = compare(table(1, 0.001), Optional.empty());
        assertThat(r.effects().get(0).defaced().n()).isEqualTo(10);
        assertThat(r.effects().get(1).defaced().n()).isEqualTo(9);
    }

    @Test
    void tablesWithoutACommonPersonAreRefused() {
        MeasureTable other = new MeasureTable(table(1, 0).columns(), Map.of("q", new double[] {1, 2}));
        assertThatThrownBy(() -> compare(other, Optional.empty())).hasMessageContaining("no person in common");
    }

    @Test
    void aFreeSurferTableIsRead() throws IOException {
        Path file = folder.resolve("aseg.tsv");
        Files.writeString(
                file, "Measure:volume\tLeft-Hippocampus\tCortexVol\nsub-1\t3900.5\t480000\nsub-2\tn/a\t510000\n");
        MeasureTable t = MeasureTable.read(file);
        assertThat(t.columns()).extracting(MeasureColumn::name).containsExactly("Left-Hippocampus", "CortexVol");
        assertThat(t.rows().get("sub-1")).containsExactly(3900.5, 480000);
        assertThat(t.rows().get("sub-2")[0]).isNaN();
    }

    @Test
    void conditionsInOneTableAreToldApart() throws IOException {
        Path file = folder.resolve("all.tsv");
        Files.writeString(file, "person\tcondition\tGM\na\tbefore\t600\na\tafter\t601\na\trescan\t610\nb\tbefore\t7\n");
        Map<String, MeasureTable> t = MeasureTable.readConditions(file);
        assertThat(t.keySet()).containsExactly("before", "after", "rescan");
        assertThat(t.get("before").rows()).containsOnlyKeys("a", "b");
        assertThat(t.get("before").columns()).extracting(MeasureColumn::name).containsExactly("GM");
    }

    @Test
    void problemsOfATableAreNamedTogether() throws IOException {
        Path file = folder.resolve("bad.tsv");
        Files.writeString(file, "person\tGM\na\tlarge\na\t3\n");
        assertThatThrownBy(() -> MeasureTable.read(file))
                .isInstanceOf(CohortException.class)
                .hasMessageContaining("line 2: 'large'")
                .hasMessageContaining("line 3: person a comes twice");
    }
}
