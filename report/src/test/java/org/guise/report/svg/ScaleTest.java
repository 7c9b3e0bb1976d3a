package org.guise.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void linearTicksAreRound() {
        assertThat(labels(Scale.linear(0, 1, 5))).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(labels(Scale.percent(0, 1, 5))).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(labels(Scale.linear(-3, 7, 4))).containsExactly("0", "5");
        assertThat(Scale.percent(0, 1, 5).ticks().get(1).at()).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void logTicksArePowersAndMoreWhereThereIsRoom() {
        assertThat(labels(Scale.log(1, 84))).containsExactly("1", "2", "5", "10", "20", "50");
        assertThat(labels(Scale.log(84, 1_000_000)))
                .containsExactly("100", "1\u00a0000", "10\u00a0000", "100\u00a0000", "1\u00a0000\u00a0000");
        assertThat(labels(Scale.log(24, 1_000_000))).startsWith("24", "100");
        assertThat(Scale.log(1, 100).at(10)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void probitIsTheInverseOfTheNormalDistribution() {
        assertThat(Probit.of(0.5)).isEqualTo(0, within(1e-9));
        assertThat(Probit.of(0.975)).isEqualTo(1.959963985, within(1e-8));
        assertThat(Probit.of(0.001)).isEqualTo(-3.090232306, within(1e-8));
        assertThat(Scale.probit(0.001, 0.999).at(0.5)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void whatLiesBeyondTheAxisIsPutOnItsEnd() {
        assertThat(Scale.linear(0, 1, 5).at(7)).isEqualTo(1);
        assertThat(Scale.log(1, 10).at(0)).isEqualTo(0);
    }

    private static java.util.List<String> labels(Scale s) {
        return s.ticks().stream().map(Scale.Tick::label).toList();
    }
}
