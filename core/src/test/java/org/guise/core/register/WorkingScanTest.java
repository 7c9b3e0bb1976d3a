package org.guise.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WorkingScanTest {
  private static final Parallel PAR = new Parallel(2);

  @AfterAll
  static void end() {
    PAR.close();
  }

  @Test
  void saturationRisesFromZeroThroughOne() {
    assertThat(WorkingScan.saturate(-3)).isZero();
    assertThat(WorkingScan.saturate(0)).isZero();
    assertThat(WorkingScan.saturate(0.1)).isCloseTo(0.55f, within(1e-6f));
    assertThat(WorkingScan.saturate(1)).isCloseTo(1, within(1e-6f));
    assertThat(WorkingScan.saturate(1e9)).isLessThanOrEqualTo(1.1f);
  }

  @Test
  void reducingKeepsMeansAndWorldPositions() {
    Affine v2w = Affine.rotation(0.2, -0.3, 0.4).after(Affine.scaleShift(-0.5, 1, 2.5, 10, 20, -30));
    Grid g = new Grid(16, 8, 5, v2w);
    Volume r = WorkingScan.reduce(linear(g), 2, PAR);
    assertThat(new int[] {r.grid().nx(), r.grid().ny(), r.grid().nz()}).containsExactly(4, 4, 5);
    // the mean of a linear function over a block is its value at the block's centre
    for (int p = 0; p < r.data().length; p++) {
      double[] x = r.grid().voxelToWorld().apply(p % 4, p / 4 % 4, p / 16);
      assertThat((double) r.data()[p]).isCloseTo(f(x), within(1e-3));
    }
  }

  @Test
  void anObliqueFlippedScanLandsAtItsWorldPoints() {
    Affine v2w = Affine.rotation(0.3, 0.2, -0.4).after(Affine.of(0, -2, 0, 5, 1.5, 0, 0, 7, 0, 0, 3, -9));
    Grid g = new Grid(30, 25, 20, v2w);
    WorkingScan w = WorkingScan.whole(linear(g), new double[] {0, 1}, 4, PAR);
    int valid = 0;
    for (int p = 0; p < w.linear.length; p++) {
      double[] x = w.grid.voxelToWorld().apply(
          p % w.grid.nx(), p / w.grid.nx() % w.grid.ny(), p / (w.grid.nx() * w.grid.ny()));
      double[] v = g.worldToVoxel().apply(x);
      boolean inner = true, outer = false;
      for (int a = 0; a < 3; a++) {
        inner &= v[a] >= 0 && v[a] <= g.dim(a) - 1;
        outer |= v[a] < -0.51 || v[a] > g.dim(a) - 0.49;
      }
      if (inner) {
        valid++;
        assertThat(w.valid[p]).isOne();
        assertThat((double) w.linear[p]).isCloseTo(f(x), within(1e-3));
      } else if (outer) {
        assertThat(w.valid[p]).isZero();
        assertThat(w.linear[p]).isZero();
      }
    }
    assertThat(valid).isGreaterThan(1500);
    WorkingScan half = w.halved();
    assertThat(half.grid.spacingMm(0)).isEqualTo(8);
    int q = half.grid.index(half.grid.nx() / 2, half.grid.ny() / 2, half.grid.nz() / 2);
    double[] x = half.grid.voxelToWorld().apply(half.grid.nx() / 2, half.grid.ny() / 2, half.grid.nz() / 2);
    assertThat((double) half.linear[q]).isCloseTo(f(x), within(1e-3));
  }

  @Test
  void headMaskIsTheSphereWithoutNoiseHolesOrTheFloatingBlob() {
    Grid g = Grid.isotropic(60, 60, 60, 4, -118, -118, -118);
    float[] d = new float[g.size()];
    Random r = new Random(3);
    for (int p = 0; p < d.length; p++) {
      double[] x = at(g, p);
      double rad = norm(x[0], x[1], x[2]);
      boolean blob = norm(x[0] - 100, x[1] - 100, x[2] - 100) < 14, hole = norm(x[0], x[1] - 20, x[2]) < 15;
      d[p] = (float) Math.hypot((rad < 80 && !hole || blob ? 100 : 0) + 4 * r.nextGaussian(), 4 * r.nextGaussian());
    }
    WorkingScan w = WorkingScan.whole(new Volume(g, d), new double[] {0, 110}, 4, PAR);
    byte[] mask = w.headMask(PAR);
    for (int p = 0; p < mask.length; p++) {
      double[] x = at(w.grid, p);
      double rad = norm(x[0], x[1], x[2]);
      if (rad < 76) {
        assertThat(mask[p]).isOne();
      } else if (rad > 84) {
        assertThat(mask[p]).isZero();
      }
    }
  }

  @Test
  void rangeSpansBackgroundToNearMaximumAndKnowsHounsfieldAir() {
    Grid g = Grid.isotropic(10, 10, 100, 1, 0, 0, 0);
    float[] d = new float[10_000];
    for (int p = 0; p < d.length; p++) {
      d[p] = p;
    }
    assertThat(WorkingScan.range(new Volume(g, d))).containsExactly(new double[] {10, 9950}, within(60.0));
    d[5] = d[6] = -2048;
    java.util.Arrays.fill(d, 0, 100, -2048);
    assertThat(WorkingScan.range(new Volume(g, d))[0]).isEqualTo(-1000);
  }

  private static Volume linear(Grid g) {
    float[] d = new float[g.size()];
    for (int p = 0; p < d.length; p++) {
      d[p] = (float) f(at(g, p));
    }
    return new Volume(g, d);
  }

  private static double[] at(Grid g, int p) {
    return g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
  }

  private static double norm(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }

  private static double f(double[] x) {
    return 1000 + 2 * x[0] - 3 * x[1] + 0.7 * x[2];
  }
}
