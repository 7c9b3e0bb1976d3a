package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NoiseFieldTest {
  private static final int N = 400_000;

  @Test
  void normalDeviatesHaveTheMomentsAndQuantilesOfTheNormal() {
    float[] v = normals(new NoiseField(3), 0);
    double m = 0, s = 0, skew = 0, kurt = 0;
    for (float x : v) {
      m += x;
      s += x * x;
      skew += x * x * x;
      kurt += (double) x * x * x * x;
    }
    assertThat(m / N).isCloseTo(0, within(0.008));
    assertThat(s / N).isCloseTo(1, within(0.01));
    assertThat(skew / N).isCloseTo(0, within(0.03));
    assertThat(kurt / N).isCloseTo(3, within(0.1));
    Arrays.sort(v);
    assertThat(v[(int) (0.00135 * N)]).isCloseTo(-3f, within(0.07f));
    assertThat(v[(int) (0.158655 * N)]).isCloseTo(-1f, within(0.012f));
    assertThat(v[N / 2]).isCloseTo(0f, within(0.01f));
    assertThat(v[(int) (0.975 * N)]).isCloseTo(1.96f, within(0.02f));
    assertThat(v[N - 1]).isBetween(3.5f, 4.5f);
  }

  @Test
  void uniformDeviatesFillTheUnitIntervalEvenly() {
    NoiseField f = new NoiseField(4);
    int[] bins = new int[20];
    for (int i = 0; i < N; i++) {
      float u = f.uniform(i);
      assertThat(u >= 0 && u < 1).isTrue();
      bins[(int) (u * 20)]++;
    }
    double chi = 0;
    for (int b : bins) {
      chi += Math.pow(b - N / 20.0, 2) / (N / 20.0);
    }
    assertThat(chi).as("chi-square, 19 degrees of freedom").isLessThan(44); // p < 0.001
  }

  @Test
  void aDeviateDependsOnSeedAndIndexOnlyNotOnTheOrderOfCalls() {
    NoiseField a = new NoiseField(5), b = new NoiseField(5);
    float[] forward = normals(a, 0);
    for (int i = N - 1; i >= 0; i -= 7) {
      assertThat(b.normal(i)).isEqualTo(forward[i]);
    }
  }

  @Test
  void neighboursSeedsAndTheTwoKindsAreUncorrelated() {
    float[] v = normals(new NoiseField(6), 0), next = normals(new NoiseField(6), 1);
    assertThat(correlation(v, next)).isCloseTo(0, within(0.008));
    assertThat(correlation(v, normals(new NoiseField(6), 256))).isCloseTo(0, within(0.008));
    assertThat(correlation(v, normals(new NoiseField(7), 0))).isCloseTo(0, within(0.008));
    float[] u = new float[N];
    NoiseField f = new NoiseField(6);
    for (int i = 0; i < N; i++) {
      u[i] = f.uniform(i) - 0.5f;
    }
    assertThat(correlation(v, u)).isCloseTo(0, within(0.008));
  }

  @Test
  void distributionFunctionMatchesTables() {
    assertThat(NoiseField.cdf(0)).isCloseTo(0.5, within(1e-7));
    assertThat(NoiseField.cdf(1)).isCloseTo(0.8413447, within(1e-7));
    assertThat(NoiseField.cdf(-1.959964)).isCloseTo(0.025, within(1e-7));
    assertThat(NoiseField.cdf(4)).isCloseTo(0.9999683, within(1e-7));
  }

  private static float[] normals(NoiseField f, long from) {
    float[] v = new float[N];
    for (int i = 0; i < N; i++) {
      v[i] = f.normal(from + i);
    }
    return v;
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < N; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
