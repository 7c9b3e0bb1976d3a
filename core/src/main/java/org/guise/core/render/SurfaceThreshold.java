package org.guise.core.render;

import java.util.Arrays;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * The sample value at the skin of a scan of unknown contrast: half-way between the air and the outer soft tissue.
 *
 * <p>Found on block means of about 2.5 mm, which take most of the noise away. A first cut by Otsu's criterion on
 * saturating intensities u/(u + 0.1) gives the head; its outer layer (2.5–7.5 mm deep, so that neither the brain nor the
 * skull counts) gives the tissue, what lies outside gives the air; cut and levels are repeated until they agree. Medians
 * over the whole outer layer make a smooth coil shading count with its middle value.
 *
 * @param value the threshold, in sample units
 * @param air median sample outside of the head
 * @param tissue median sample of the outer soft tissue
 */
public record SurfaceThreshold(float value, float air, float tissue) {
  private static final double BLOCK_MM = 2.5;
  private static final int BINS = 256;

  /** Values below the Hounsfield number of air are padding outside of the scanner's circle. */
  private static final float HOUNSFIELD_AIR = -1000;

  /**
   * The threshold of a scan.
   *
   * @throws IllegalArgumentException if the scan is constant or holds no finite sample
   */
  public static SurfaceThreshold of(Volume scan) {
    Blocks b = Blocks.of(scan);
    float[] sorted = finiteSorted(b.mean);
    if (sorted.length == 0 || !(sorted[sorted.length - 1] > sorted[0])) {
      throw new IllegalArgumentException(
          "the scan is constant, so it has no surface: expected air and tissue of different brightness");
    }
    if (isHounsfield(sorted)) {
      for (int i = 0; i < b.mean.length; i++) {
        b.mean[i] = Math.max(b.mean[i], HOUNSFIELD_AIR);
      }
      sorted = finiteSorted(b.mean);
    }
    float cut = firstCut(sorted);
    float air = sorted[0], tissue = cut;
    for (int round = 0; round < 8; round++) {
      byte[] depth = depths(b, cut);
      air = median(b.mean, depth, -3, -2, sorted[0]);
      tissue = median(b.mean, depth, 2, 3, sorted[sorted.length - 1]);
      float next = 0.5f * (air + tissue);
      boolean settled = Math.abs(next - cut) < 0.01f * (tissue - air);
      cut = next;
      if (settled) {
        break;
      }
    }
    return new SurfaceThreshold(cut, air, tissue);
  }

  private static boolean isHounsfield(float[] sorted) {
    int n = sorted.length;
    return sorted[n / 20] < -900 && sorted[n - 1 - n / 20] > -200 && sorted[n - 1] > 200;
  }

  private static float[] finiteSorted(float[] v) {
    float[] s = new float[v.length];
    int n = 0;
    for (float x : v) {
      if (Float.isFinite(x)) {
        s[n++] = x;
      }
    }
    s = Arrays.copyOf(s, n);
    Arrays.sort(s);
    return s;
  }

  /** Otsu's threshold on u/(u + 0.1), u = 0 … 1 from the lowest value to the 99 % value. */
  private static float firstCut(float[] sorted) {
    int n = sorted.length;
    float lo = sorted[n / 1000], hi = sorted[n - 1 - n / 100];
    if (!(hi > lo)) {
      hi = sorted[n - 1];
      lo = sorted[0];
    }
    long[] count = new long[BINS];
    for (float v : sorted) {
      double u = Math.clamp((v - lo) / (hi - lo), 0, 1);
      count[(int) ((BINS - 1) * 1.1 * u / (u + 0.1))]++;
    }
    double total = 0, weighted = 0;
    for (int i = 0; i < BINS; i++) {
      total += count[i];
      weighted += (double) i * count[i];
    }
    double below = 0, belowWeighted = 0, best = -1;
    int bestBin = 0;
    for (int i = 0; i < BINS - 1; i++) {
      below += count[i];
      belowWeighted += (double) i * count[i];
      double above = total - below;
      if (below > 0 && above > 0) {
        double gap = belowWeighted / below - (weighted - belowWeighted) / above;
        double between = below * above * gap * gap;
        if (between > best) {
          best = between;
          bestBin = i;
        }
      }
    }
    double c = (bestBin + 1) / (1.1 * (BINS - 1));
    return (float) (lo + (hi - lo) * 0.1 * c / (1 - c));
  }

  /**
   * Signed layers of the largest part at or above the cut: 1 is its outermost layer, 2 the next …, −1 the layer of
   * outside blocks next to it; 0 where further than 5 layers, or in cavities.
   */
  private static byte[] depths(Blocks b, float cut) {
    float[] head = b.mean.clone();
    for (int i = 0; i < head.length; i++) {
      head[i] = Float.isFinite(head[i]) ? head[i] : Float.NEGATIVE_INFINITY;
    }
    new Components(head, b.nx, b.ny, b.nz, cut).erase(head, Float.NEGATIVE_INFINITY, Integer.MAX_VALUE, i -> false);
    boolean[] outside = outside(b, head, cut);
    byte[] depth = new byte[head.length];
    for (int layer = 1; layer <= 4; layer++) {
      for (int k = 0; k < b.nz; k++) {
        for (int j = 0; j < b.ny; j++) {
          for (int i = 0; i < b.nx; i++) {
            int p = i + b.nx * (j + b.ny * k);
            if (depth[p] == 0 && (outside[p] || head[p] >= cut)) {
              depth[p] = layerOf(b, depth, outside, head, cut, i, j, k, layer);
            }
          }
        }
      }
    }
    return depth;
  }

  private static byte layerOf(
      Blocks b, byte[] depth, boolean[] outside, float[] head, float cut, int i, int j, int k, int layer) {
    int p = i + b.nx * (j + b.ny * k);
    boolean out = outside[p];
    for (int n = 0; n < 6; n++) {
      int d = (n & 1) * 2 - 1, axis = n >> 1;
      int x = i + (axis == 0 ? d : 0), y = j + (axis == 1 ? d : 0), z = k + (axis == 2 ? d : 0);
      if (x < 0 || y < 0 || z < 0 || x >= b.nx || y >= b.ny || z >= b.nz) {
        continue;
      }
      int q = x + b.nx * (y + b.ny * z);
      boolean next = layer == 1
          ? (out ? head[q] >= cut : outside[q])
          : depth[q] == (out ? 1 - layer : layer - 1);
      if (next) {
        return (byte) (out ? -layer : layer);
      }
    }
    return 0;
  }

  /** Blocks outside of the head that hang together with the border of the grid. */
  private static boolean[] outside(Blocks b, float[] head, float cut) {
    boolean[] seen = new boolean[head.length];
    int[] queue = new int[head.length];
    int tail = 0;
    for (int p = 0; p < head.length; p++) {
      int i = p % b.nx, j = p / b.nx % b.ny, k = p / (b.nx * b.ny);
      boolean border = i == 0 || j == 0 || k == 0 || i == b.nx - 1 || j == b.ny - 1 || k == b.nz - 1;
      if (border && !(head[p] >= cut)) {
        seen[p] = true;
        queue[tail++] = p;
      }
    }
    for (int h = 0; h < tail; h++) {
      int p = queue[h], i = p % b.nx, j = p / b.nx % b.ny, k = p / (b.nx * b.ny);
      for (int n = 0; n < 6; n++) {
        int d = (n & 1) * 2 - 1, axis = n >> 1;
        int x = i + (axis == 0 ? d : 0), y = j + (axis == 1 ? d : 0), z = k + (axis == 2 ? d : 0);
        if (x >= 0 && y >= 0 && z >= 0 && x < b.nx && y < b.ny && z < b.nz) {
          int q = x + b.nx * (y + b.ny * z);
          if (!seen[q] && !(head[q] >= cut)) {
            seen[q] = true;
            queue[tail++] = q;
          }
        }
      }
    }
    return seen;
  }

  private static float median(float[] v, byte[] depth, int from, int to, float otherwise) {
    float[] s = new float[v.length];
    int n = 0;
    for (int i = 0; i < v.length; i++) {
      if (depth[i] >= from && depth[i] <= to && Float.isFinite(v[i])) {
        s[n++] = v[i];
      }
    }
    if (n == 0) {
      return otherwise;
    }
    Arrays.sort(s, 0, n);
    return s[n / 2];
  }

  /** Means over blocks of voxels, about cubic. */
  private record Blocks(int nx, int ny, int nz, float[] mean) {
    static Blocks of(Volume scan) {
      Grid g = scan.grid();
      int[] f = new int[3];
      for (int a = 0; a < 3; a++) {
        f[a] = Math.clamp(Math.round(BLOCK_MM / g.spacingMm(a)), 1, g.dim(a));
      }
      int nx = g.nx() / f[0], ny = g.ny() / f[1], nz = g.nz() / f[2];
      float[] mean = new float[nx * ny * nz];
      double[] row = new double[nx];
      for (int k = 0; k < nz; k++) {
        for (int j = 0; j < ny; j++) {
          Arrays.fill(row, 0);
          for (int c = 0; c < f[2]; c++) {
            for (int b = 0; b < f[1]; b++) {
              int p = g.index(0, j * f[1] + b, k * f[2] + c);
              for (int i = 0; i < nx; i++) {
                for (int a = 0; a < f[0]; a++) {
                  row[i] += scan.data()[p++];
                }
              }
            }
          }
          for (int i = 0; i < nx; i++) {
            mean[i + nx * (j + ny * k)] = (float) (row[i] / (f[0] * f[1] * f[2]));
          }
        }
      }
      return new Blocks(nx, ny, nz, mean);
    }
  }
}
