package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TextureTest {
    /** Top row red, green; bottom row blue, clear white. */
    private static final Texture FOUR = new Texture(2, 2, new int[] {0xffff0000, 0xff00ff00, 0xff0000ff, 0x00ffffff});

    private static float[] at(Texture t, double u, double v) {
        float[] out = new float[4];
        t.sample((float) u, (float) v, out);
        return out;
    }

    @Test
    void looksUpTexelsWithVUpwards() {
        assertThat(at(FOUR, 0.25, 0.75)).containsExactly(1, 0, 0, 1);
        assertThat(at(FOUR, 0.75, 0.75)).containsExactly(0, 1, 0, 1);
        assertThat(at(FOUR, 0.25, 0.25)).containsExactly(0, 0, 1, 1);
        assertThat(at(FOUR, 0.75, 0.25)[3]).isZero();
    }

    @Test
    void mixesInLinearLightAndKeepsClearTexelsOutOfTheColour() {
        assertThat(at(FOUR, 0.5, 0.75)).containsExactly(0.5f, 0.5f, 0, 1);
        // Half-way between green and clear white: still pure green, half there.
        assertThat(at(FOUR, 0.75, 0.5)).containsExactly(0, 1, 0, 0.5f);
    }

    @Test
    void repeatsBeyondTheBorder() {
        assertThat(at(FOUR, 1.25, -0.25)).containsExactly(at(FOUR, 0.25, 0.75));
    }

    @Test
    void decodesSrgb() {
        // 188 is the sRGB code of half the light (0.5028 exactly).
        assertThat(Texture.linear(188)).isCloseTo(0.5028f, within(1e-3f));
        assertThat(Texture.linear(255)).isEqualTo(1);
        assertThat(Film.encode(Texture.linear(77))).isEqualTo(77);
    }
}
