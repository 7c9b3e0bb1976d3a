package org.guise.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTransformTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,1,0.5", "1,9,1,0.2", "17,1,2,0.1", "3,2,17,0.05", "7,8,9,0.01", "12,11,10,0.002", "9,9,9,0.5", "2,33,3,0.02"
  })
  void equalsBruteForceOnRandomMasksWithAnisotropicVoxels(int nx, int ny, int nz, double density) {
    double[] h = {0.7, 1.9, 3.1};
    for (int seed = 0; seed < 5; seed++) {
      Random r = new Random(seed);
      boolean[] in = new boolean[nx * ny * nz];
      for (int p = 0; p < in.length; p++) {
        in[p] = r.nextDouble() < density;
      }
      in[r.nextInt(in.length)] = true;
      float[] first = null;
      for (int threads : new int[] {1, 2, 5}) {
        float[] d;
        try (Parallel par = new Parallel(threads)) {
          d = DistanceTransform.distance(nx, ny, nz, h, p -> in[p], par);
        }
        first = first == null ? d : first;
        assertThat(d).isEqualTo(first);
      }
      for (int p = 0; p < in.length; p++) {
        assertThat((double) first[p]).isCloseTo(brute(in, p, nx, ny, h), within(1e-4));
      }
    }
  }

  @Test
  void isFarEverywhereFromTheEmptySetAndZeroInsideAFullOne() {
    try (Parallel par = new Parallel(2)) {
      double[] h = {1, 1, 1};
      assertThat(DistanceTransform.distance(3, 4, 5, h, p -> false, par)).containsOnly(1e5f);
      assertThat(DistanceTransform.distance(3, 4, 5, h, p -> true, par)).containsOnly(0f);
    }
  }

  private static double brute(boolean[] in, int p, int nx, int ny, double[] h) {
    double best = Double.MAX_VALUE;
    for (int q = 0; q < in.length; q++) {
      if (in[q]) {
        double dx = h[0] * (q % nx - p % nx), dy = h[1] * (q / nx % ny - p / nx % ny);
        double dz = h[2] * (q / (nx * ny) - p / (nx * ny));
        best = Math.min(best, Math.sqrt(dx * dx + dy * dy + dz * dz));
      }
    }
    return best;
  }
}
