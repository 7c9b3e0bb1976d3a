package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.guise.people.head.Identity;
import org.guise.people.head.SeededRandom;
import org.guise.people.head.Sex;
import org.junit.jupiter.api.Test;

class SittingTest {
    private static final Identity MAN = Identity.average(Sex.MALE, 60, 0, 0, 1);
    private static final Appearance LOOKS = Appearance.of(MAN, new SeededRandom(3));

    private static Sitting[] many(Setting setting) {
        return IntStream.range(0, 500)
                .mapToObj(i -> Sitting.of(setting, MAN, LOOKS, SeededRandom.of(1, i)))
                .toArray(Sitting[]::new);
    }

    private static double sd(double... v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x / v.length;
        }
        return Math.sqrt(sum);
    }

    @Test
    void hardSittingsVaryAsStated() {
        Sitting[] hard = many(Setting.HARD);
        assertThat(sd(stream(hard, Sitting::yawDeg))).isBetween(10.5, 13.0);
        assertThat(sd(stream(hard, Sitting::pitchDeg))).isBetween(5.2, 6.8);
        assertThat(java.util.Arrays.stream(stream(hard, Sitting::distanceMm)).allMatch(d -> d >= 450 && d <= 1500))
                .isTrue();
        assertThat(java.util.Arrays.stream(stream(hard, Sitting::years)).allMatch(y -> y >= -10 && y <= 0))
                .isTrue();
        assertThat(java.util.Arrays.stream(stream(hard, Sitting::weight)).allMatch(w -> Math.abs(w) <= 0.25))
                .isTrue();
        assertThat(java.util.Arrays.stream(hard).map(Sitting::hair).distinct().count())
                .isGreaterThan(2);
    }

    @Test
    void easySittingsKeepAgeWeightAndHair() {
        for (Sitting s : many(Setting.EASY)) {
            assertThat(s.years()).isZero();
            assertThat(s.weight()).isZero();
            assertThat(s.hair()).isEqualTo(LOOKS.hair());
            assertThat(Math.abs(s.yawDeg())).isLessThanOrEqualTo(15);
        }
    }

    private static double[] stream(Sitting[] sittings, java.util.function.ToDoubleFunction<Sitting> value) {
        return java.util.Arrays.stream(sittings).mapToDouble(value).toArray();
    }
}
