package org.guise.core.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class IdentityModelTest {
    private static final Grid GRID = Grid.isotropic(3, 2, 2, 10, -10, 0, 100);

    @Test
    void displacementIsTheTrilinearSumOfModesTimesCoefficients() {
        double[] out = new double[3];
        two().identity(1.5, -2).displacement(-5, 0, 100, out);
        // halfway between nodes 0 and 1: mode 0 has 0.1 mm * (node + 1 in x, 2 in y, 0), mode 1 has 0.5 mm * 3 in z
        assertThat(out[0]).isCloseTo(1.5 * 0.1 * 1.5, within(1e-6));
        assertThat(out[1]).isCloseTo(1.5 * 0.1 * 2, within(1e-6));
        assertThat(out[2]).isCloseTo(-2 * 0.5 * 3, within(1e-6));
    }

    @Test
    void writtenAndReadModelIsTheSame() throws IOException {
        byte[] bytes = bytes(two());
        IdentityModel read = IdentityModel.read(new ByteArrayInputStream(bytes), "m");
        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.atlasId()).isEqualTo("some-atlas");
        assertThat(read.grid()).isEqualTo(GRID);
        assertThat(read.size()).isEqualTo(2);
    }

    @Test
    void damagedFilesAreRefusedInOneSentence() throws IOException {
        byte[] bytes = bytes(two());
        assertThatIOException()
                .isThrownBy(
                        () -> IdentityModel.read(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 1)), "m"))
                .withMessageContaining("m: the identity model is truncated");
        byte[] other = bytes.clone();
        other[0]++;
        assertThatIOException()
                .isThrownBy(() -> IdentityModel.read(new ByteArrayInputStream(other), "m"))
                .withMessageContaining("GUISEIDS");
    }

    @Test
    void aSeedAlwaysDrawsTheSamePersonAndAnotherSeedAnother() {
        IdentityModel model = IdentityModel.builtIn();
        double[] a = new double[3], b = new double[3], c = new double[3];
        int differ = 0;
        Identity one = model.draw(5), again = model.draw(5), other = model.draw(6);
        for (double z = -100; z <= 20; z += 8) {
            one.displacement(7, 80, z, a);
            again.displacement(7, 80, z, b);
            other.displacement(7, 80, z, c);
            assertThat(a).isEqualTo(b);
            differ += Arrays.equals(a, c) ? 0 : 1;
        }
        assertThat(differ).isGreaterThan(10);
    }

    @Test
    void coefficientsAreNormalAndCutAtTwoStandardDeviations() {
        byte[] mode = new byte[3 * GRID.size()];
        Arrays.fill(mode, (byte) 100);
        IdentityModel model = new IdentityModel("a", GRID, new float[] {0.01f}, new byte[][] {mode});
        double[] out = new double[3];
        double sum = 0, squares = 0, most = 0;
        int n = 4000;
        for (long seed = 0; seed < n; seed++) {
            model.draw(seed).displacement(0, 0, 100, out);
            sum += out[0];
            squares += out[0] * out[0];
            most = Math.max(most, Math.abs(out[0]));
        }
        assertThat(most).isCloseTo(2, within(1e-5));
        assertThat(sum / n).isCloseTo(0, within(0.06));
        // the variance of a normal of sd 1.25 clipped at ±2
        assertThat(squares / n).isCloseTo(1.275, within(0.08));
    }

    @Test
    void builtInModelIsForTheBuiltInAtlas() {
        assertThat(IdentityModel.builtIn().atlasId())
                .isEqualTo(AtlasFile.builtIn().id());
    }

    private static IdentityModel two() {
        int n = GRID.size();
        byte[] first = new byte[3 * n], second = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            first[i] = (byte) (i + 1);
            first[i + n] = 2;
            second[i + 2 * n] = 3;
        }
        return new IdentityModel("some-atlas", GRID, new float[] {0.1f, 0.5f}, new byte[][] {first, second});
    }

    private static byte[] bytes(IdentityModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }
}
