package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class OwnNoiseTest {
    private final Grid grid = new Grid(40, 40, 40, Affine.identity());
    private final float[] noise = new float[grid.size()];
    private final byte[] all = new byte[grid.size()];

    OwnNoiseTest() {
        NoiseField field = new NoiseField(11);
        for (int p = 0; p < noise.length; p++) {
            noise[p] = field.normal(p);
        }
        Arrays.fill(all, (byte) 1);
    }

    @Test
    void findsItsNoiseUnderShadingAndRounding() {
        float[] v = new float[noise.length];
        for (int p = 0; p < v.length; p++) {
            v[p] = Math.round((300 + 2 * (p % 40)) * (1 + 0.02f * noise[p]));
        }
        assertThat(OwnNoise.agreement(new Volume(grid, v), all, noise)).isGreaterThan(0.7);
    }

    @Test
    void doesNotFindItInOtherNoise() {
        Random random = new Random(5);
        float[] v = new float[noise.length];
        for (int p = 0; p < v.length; p++) {
            v[p] = (float) (300 + 6 * random.nextGaussian());
        }
        assertThat(OwnNoise.agreement(new Volume(grid, v), all, noise)).isBetween(-0.03, 0.03);
        assertThat(OwnNoise.agreement(new Volume(grid, noise), new byte[v.length], noise))
                .isZero();
    }
}
