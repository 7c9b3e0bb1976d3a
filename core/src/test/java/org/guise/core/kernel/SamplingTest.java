package org.guise.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class SamplingTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "2,1,3", "3,2,1", "7,3,2", "5,6,7"})
  void reproducesLinearFunctionsExactlyAndClampsBeyondTheBorder(int nx, int ny, int nz) {
    int offset = 4;
    float[] v = new float[offset + nx * ny * nz];
    for (int p = 0; p < nx * ny * nz; p++) {
      v[offset + p] = f(p % nx, p / nx % ny, p / (nx * ny));
    }
    float[] plain = java.util.Arrays.copyOfRange(v, offset, v.length);
    Random r = new Random(7);
    for (int n = 0; n < 300; n++) {
      double x = -2 + r.nextDouble() * (nx + 3), y = -2 + r.nextDouble() * (ny + 3), z = -2 + r.nextDouble() * (nz + 3);
      double cx = Math.clamp(x, 0, nx - 1), cy = Math.clamp(y, 0, ny - 1), cz = Math.clamp(z, 0, nz - 1);
      assertThat(Sampling.clamped(v, offset, nx, ny, nz, x, y, z)).isCloseTo(f(cx, cy, cz), within(1e-4f));
      boolean in = x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= nx - 0.5 && y <= ny - 0.5 && z <= nz - 0.5;
      float expected = in ? f(cx, cy, cz) : -77;
      assertThat(Sampling.linear(plain, nx, ny, nz, x, y, z, -77)).isCloseTo(expected, within(1e-4f));
      int i = (int) Math.round(cx), j = (int) Math.round(cy), k = (int) Math.round(cz);
      assertThat(Sampling.nearestClamped(nx, ny, nz, x, y, z)).isEqualTo(i + nx * (j + ny * k));
    }
  }

  @Test
  void notANumberIsOutside() {
    assertThat(Sampling.linear(new float[] {1}, 1, 1, 1, Double.NaN, 0, 0, 5)).isEqualTo(5);
    assertThat(Sampling.linear(new float[] {1}, 1, 1, 1, 0, 0, Double.POSITIVE_INFINITY, 5)).isEqualTo(5);
  }

  @Test
  void valuesAtVoxelCentresAreTheSamples() {
    float[] v = {1, 2, 3, 4, 5, 6, 7, 8};
    for (int p = 0; p < 8; p++) {
      assertThat(Sampling.clamped(v, 0, 2, 2, 2, p & 1, p >> 1 & 1, p >> 2)).isEqualTo(v[p]);
    }
    assertThat(Sampling.clamped(v, 0, 2, 2, 2, 0.5, 0.5, 0.5)).isEqualTo(4.5f);
  }

  private static float f(double x, double y, double z) {
    return (float) (3 + 2 * x - 5 * y + 0.5 * z);
  }
}
