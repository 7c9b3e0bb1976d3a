package org.guise.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.parallel.Parallel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmoothingTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "2,3,1", "1,7,3", "3,1,17", "17,2,7", "7,17,3", "33,7,2", "2,3,33", "17,33,7"})
  void gaussianEqualsTheTripleSumAndIsTheSameForEveryThreadCount(int nx, int ny, int nz) {
    float[] in = random(nx * ny * nz + 5, nx);
    double[] s = {1.3, 0.5, 2.1};
    double[] expected = new double[nx * ny * nz];
    double[][] k = {kernel(s[0]), kernel(s[1]), kernel(s[2])};
    for (int p = 0; p < expected.length; p++) {
      int x = p % nx, y = p / nx % ny, z = p / (nx * ny);
      for (int q = 0; q < expected.length; q++) {
        expected[p] += at(k[0], q % nx - x) * at(k[1], q / nx % ny - y) * at(k[2], q / (nx * ny) - z) * in[5 + q];
      }
    }
    float[] first = null;
    for (int threads : new int[] {1, 2, 5}) {
      float[] v = in.clone();
      try (Parallel par = new Parallel(threads)) {
        Smoothing.gaussian(v, 5, nx, ny, nz, s[0], s[1], s[2], par);
      }
      for (int p = 0; p < expected.length; p++) {
        assertThat((double) v[5 + p]).isCloseTo(expected[p], within(2e-6));
      }
      for (int p = 0; p < 5; p++) {
        assertThat(v[p]).as("samples before the channel").isEqualTo(in[p]);
      }
      first = first == null ? v : first;
      assertThat(v).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,2", "2,3,1,1", "1,7,3,4", "3,1,17,1", "17,2,7,3", "7,17,3,0", "33,7,2,4", "2,3,33,40", "17,33,7,2"})
  void boxSumEqualsTheNaiveSumAndIsTheSameForEveryThreadCount(int nx, int ny, int nz, int r) {
    float[] in = random(nx * ny * nz, ny);
    float[] first = null;
    for (int threads : new int[] {1, 2, 5}) {
      float[] v = in.clone();
      try (Parallel par = new Parallel(threads)) {
        Smoothing.boxSum(v, nx, ny, nz, r, par);
      }
      for (int p = 0; p < v.length && threads == 1; p++) {
        assertThat((double) v[p]).isCloseTo(naive(in, p, nx, ny, nz, r), within(1e-3));
      }
      first = first == null ? v : first;
      assertThat(v).isEqualTo(first);
    }
  }

  @Test
  void keepsALinearRampAwayFromTheBorderAndTheSumOfAnInnerImpulse() {
    int n = 33;
    float[] ramp = new float[n * n * n], one = new float[n * n * n];
    for (int p = 0; p < ramp.length; p++) {
      ramp[p] = p % n + 2 * (p / n % n) - 3 * (p / (n * n));
    }
    one[16 + n * (16 + n * 16)] = 1;
    try (Parallel par = new Parallel(2)) {
      Smoothing.gaussian(ramp, n, n, n, 1.7, par);
      Smoothing.gaussian(one, n, n, n, 2, par);
    }
    for (int p = 0; p < ramp.length; p++) {
      int x = p % n, y = p / n % n, z = p / (n * n);
      if (Math.min(x, Math.min(y, z)) > 6 && Math.max(x, Math.max(y, z)) < n - 7) {
        assertThat(ramp[p]).isCloseTo(x + 2f * y - 3f * z, within(1e-4f));
      }
    }
    double sum = 0, var = 0;
    for (int p = 0; p < one.length; p++) {
      sum += one[p];
      var += one[p] * Math.pow(p % n - 16, 2);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    // a Gaussian cut at 3σ loses a little of its variance of 4
    assertThat(var).isBetween(3.8, 4.0);
  }

  @Test
  void axesWithoutSigmaStayUntouched() {
    float[] in = random(3 * 4 * 5, 1), v = in.clone();
    try (Parallel par = new Parallel(1)) {
      Smoothing.gaussian(v, 0, 3, 4, 5, 0, -1, 0, par);
    }
    assertThat(v).isEqualTo(in);
  }

  private static double naive(float[] v, int p, int nx, int ny, int nz, int r) {
    int x = p % nx, y = p / nx % ny, z = p / (nx * ny);
    double s = 0;
    for (int q = 0; q < v.length; q++) {
      s += Math.abs(q % nx - x) <= r && Math.abs(q / nx % ny - y) <= r && Math.abs(q / (nx * ny) - z) <= r ? v[q] : 0;
    }
    return s;
  }

  private static double[] kernel(double sigma) {
    int r = (int) Math.max(1, Math.ceil(3 * sigma));
    double[] k = new double[2 * r + 1];
    double s = 0;
    for (int i = -r; i <= r; i++) {
      k[i + r] = Math.exp(-i * i / (2 * sigma * sigma));
      s += k[i + r];
    }
    for (int i = 0; i < k.length; i++) {
      k[i] /= s;
    }
    return k;
  }

  private static double at(double[] k, int d) {
    int r = k.length / 2;
    return Math.abs(d) > r ? 0 : k[d + r];
  }

  private static float[] random(int n, long seed) {
    Random r = new Random(seed);
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) r.nextGaussian();
    }
    return v;
  }
}
