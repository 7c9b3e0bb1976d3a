package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.anatomy.Tissue;
import org.junit.jupiter.api.Test;

class JawsTest {
    private final Jaws jaws = new Jaws();

    @Test
    void isTheSameLeftAndRight() {
        for (int x = 0; x <= 40; x++) {
            for (int f = -60; f <= 26; f += 2) {
                for (int h = -105; h <= -38; h += 2) {
                    assertThat(jaws.at(-x, f, h)).isEqualTo(jaws.at(x, f, h));
                    assertThat(jaws.mandible(-x, f, h)).isEqualTo(jaws.mandible(x, f, h));
                }
            }
        }
    }

    @Test
    void tongueLiesWithinTheLowerArchAndUnderThePalate() {
        assertThat(jaws.at(0, -15, -70)).isEqualTo(Tissue.TONGUE);
        assertThat(jaws.at(0, -10, -48)).isEqualTo(Tissue.BONE);
        for (int f = -50; f <= 26; f++) {
            for (int h = -104; h <= -40; h++) {
                if (jaws.at(0, f, h) == Tissue.TONGUE) {
                    assertThat(f).isLessThan(9);
                    assertThat(h).isLessThan(-49);
                }
            }
        }
    }

    @Test
    void bothArchesHaveTeethInFrontAndAtTheMolars() {
        for (double h : new double[] {-59, -67}) {
            int teeth = 0;
            for (int f = -30; f <= 20; f++) {
                for (int x = -34; x <= 34; x++) {
                    teeth += jaws.at(x, f, h) == Tissue.TEETH ? 1 : 0;
                }
            }
            assertThat(teeth).isBetween(400, 1100);
        }
    }
}
