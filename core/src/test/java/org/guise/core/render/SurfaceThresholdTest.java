package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class SurfaceThresholdTest {
    private static final Volume SPHERE = Phantom.of(Phantom.grid(120, 1.5), Phantom.sphere(0, 0, 0, 70), 100);

    @Test
    void liesHalfWayBetweenAirAndTissue() {
        SurfaceThreshold t = SurfaceThreshold.of(SPHERE);
        assertThat((double) t.value()).isCloseTo(50, within(2.0));
        assertThat((double) t.air()).isZero();
    }

    @Test
    void noiseMovesItByNoMoreThanTheNoiseFloor() {
        Volume v = Phantom.shadedAndNoisy(SPHERE, 0, 6, 1);
        // the mean of Rician noise is 1.25 sigma: half-way between 7.5 and 100
        assertThat((double) SurfaceThreshold.of(v).value()).isCloseTo(53.8, within(3.0));
    }

    @Test
    void shadingPullsItTowardsTheDarkSideOnly() {
        Volume v = Phantom.shadedAndNoisy(SPHERE, 0.5, 4, 2);
        // the side next to the coil has 135, the far side 65: half-way to the darker tissue
        assertThat((double) SurfaceThreshold.of(v).value()).isBetween(33.0, 52.0);
    }

    @Test
    void followsScaleAndOffset() {
        double plain = SurfaceThreshold.of(SPHERE).value();
        float[] scaled = SPHERE.data().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = 7 * scaled[i] - 300;
        }
        assertThat((double)
                        SurfaceThreshold.of(new Volume(SPHERE.grid(), scaled)).value())
                .isCloseTo(7 * plain - 300, within(3.0));
    }

    @Test
    void brightBrainAndBlackSkullDoNotCount() {
        Phantom.Body skull = Phantom.sphere(0, 0, 0, 60), brain = Phantom.sphere(0, 0, 0, 54);
        Volume v = Phantom.of(SPHERE.grid(), Phantom.sphere(0, 0, 0, 70), 100);
        Volume inner = Phantom.of(SPHERE.grid(), skull, 1), bright = Phantom.of(SPHERE.grid(), brain, 1);
        for (int i = 0; i < v.data().length; i++) {
            v.data()[i] = v.data()[i] * (1 - inner.data()[i]) + 300 * bright.data()[i];
        }
        assertThat((double) SurfaceThreshold.of(v).value()).isCloseTo(50, within(5.0));
    }

    @Test
    void computedTomographyIsCutHalfWayFromAirToWaterWhateverThePadding() {
        float[] hu = SPHERE.data().clone();
        for (int i = 0; i < hu.length; i++) {
            int x = i % 120 - 60, y = i / 120 % 120 - 60;
            hu[i] = x * x + y * y > 58 * 58 ? -3024 : -1000 + 10.4f * hu[i];
        }
        // a little bone, so that the brightest value is not skin
        for (int i = 0; i < 40_000; i++) {
            int k = 50 + i / 2500, j = 40 + i % 2500 / 50, x = 40 + i % 50;
            hu[x + 120 * (j + 120 * k)] = 1200;
        }
        assertThat((double) SurfaceThreshold.of(new Volume(SPHERE.grid(), hu)).value())
                .isCloseTo(-480, within(30.0));
    }

    @Test
    void aConstantScanIsRefused() {
        assertThatThrownBy(() -> SurfaceThreshold.of(new Volume(Phantom.grid(20, 1), new float[8000])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("constant");
    }
}
