package org.guise.people.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    @Test
    void hasSevenOfEachSexPerDecadeFrom34To89() {
        Population population = Population.easy(3);
        Map<String, Integer> cells = new HashMap<>();
        for (int i = 0; i < population.size(); i++) {
            Identity p = population.person(i);
            assertThat(p.ageYears()).isBetween(34.0, 90.0);
            cells.merge(p.sex() + " " + (int) p.ageYears() / 10, 1, Integer::sum);
        }
        assertThat(population.size()).isEqualTo(84);
        assertThat(cells).hasSize(12).allSatisfy((cell, n) -> assertThat(n).isEqualTo(7));
    }

    @Test
    void ancestryWeightsSumToOne() {
        for (Population p : new Population[] {Population.easy(1), Population.hard(1)}) {
            for (int i = 0; i < p.size(); i++) {
                assertThat(Arrays.stream(p.person(i).ancestry()).sum()).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void hardPersonsDeviateHalfAsMuch() {
        assertThat(deviation(Population.hard(1))).isCloseTo(0.5 * deviation(Population.easy(1)), within(0.01));
    }

    private static double deviation(Population p) {
        double sum = 0;
        for (int i = 0; i < p.size(); i++) {
            sum += DoubleStream.of(p.person(i).modifiers())
                            .map(Math::abs)
                            .average()
                            .orElseThrow()
                    / p.size();
        }
        return sum;
    }

    @Test
    void aPersonDependsOnSeedAndNumberOnly() {
        assertThat(Population.easy(9).person(17).modifiers())
                .isEqualTo(Population.easy(9).person(17).modifiers());
        assertThat(Population.easy(9).person(17).modifiers())
                .isNotEqualTo(Population.easy(8).person(17).modifiers());
    }

    @Test
    void macroWeightsSumToTwoAtEveryAge() {
        // Once over the ancestries, once over muscle and weight.
        for (double age : new double[] {0.5, 1, 4, 10, 18, 25, 60, 90, 95}) {
            double sum = Identity.average(Sex.MALE, age, 0.2, 0.3, 0.5).targets().values().stream()
                    .mapToDouble(w -> w)
                    .sum();
            assertThat(sum).as("age %s", age).isCloseTo(2, within(1e-12));
        }
    }
}
