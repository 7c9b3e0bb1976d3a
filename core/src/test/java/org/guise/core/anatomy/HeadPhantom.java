package org.guise.core.anatomy;

import java.util.EnumMap;
import java.util.Map;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * A head made of formulas, in RAS mm: an egg-shaped, asymmetrical skull with folded grey matter, ventricles, eyes, nose,
 * ears, jaw, airway and neck. Serves as the atlas (1 mm labels, cut below the jaw) and, seen through any map from scan to
 * atlas points, as a scan of any contrast whose true fit is known.
 */
public final class HeadPhantom {
  /** Below this height the atlas says nothing; scans go on to {@link #BOTTOM_MM}. */
  private static final int CUT_MM = -104;

  private static final int BOTTOM_MM = -150;
  private static final int ATLAS_BOTTOM_MM = -116;
  private static final int NX = 180, NY = 220, TOP_MM = 92;

  /** Apart from the outer class, whose static methods the workers call while the labels are made. */
  private static final class Holder {
    static final HeadPhantom ONE = new HeadPhantom();
  }

  private final Grid full = Grid.isotropic(NX, NY, TOP_MM - BOTTOM_MM, 1, -89.5, -103.5, BOTTOM_MM + 0.5);
  private final byte[] tissue = new byte[full.size()];
  private final Atlas atlas;

  /** A map from scan world mm to phantom world mm. */
  @FunctionalInterface
  public interface Warp {
    /** Writes the phantom point of scan point (x, y, z) to {@code out}. */
    void at(double x, double y, double z, double[] out);

    /** An affine map. */
    static Warp of(Affine a) {
      return (x, y, z, out) -> {
        out[0] = a.x(x, y, z);
        out[1] = a.y(x, y, z);
        out[2] = a.z(x, y, z);
      };
    }
  }

  private HeadPhantom() {
    byte[] region = new byte[full.size()];
    try (Parallel par = new Parallel(2)) {
      par.ranges(full.nz(), (a, b) -> {
        for (int k = a; k < b; k++) {
          for (int j = 0; j < NY; j++) {
            for (int i = 0; i < NX; i++) {
              int p = full.index(i, j, k);
              label(i - 89.5, j - 103.5, k + BOTTOM_MM + 0.5, p, region);
            }
          }
        }
      });
    }
    int from = (ATLAS_BOTTOM_MM - BOTTOM_MM) * NX * NY, n = full.size() - from;
    byte[] t = new byte[n], r = new byte[n];
    System.arraycopy(tissue, from, t, 0, n);
    System.arraycopy(region, from, r, 0, n);
    for (int p = 0; p < (CUT_MM - ATLAS_BOTTOM_MM) * NX * NY; p++) {
      t[p] = Tissue.UNKNOWN.code();
      r[p] = Region.NONE.code();
    }
    Grid g = Grid.isotropic(NX, NY, TOP_MM - ATLAS_BOTTOM_MM, 1, -89.5, -103.5, ATLAS_BOTTOM_MM + 0.5);
    Map<Landmark, double[]> points = new EnumMap<>(Landmark.class);
    points.put(Landmark.PRONASALE, new double[] {2, 99, -40});
    points.put(Landmark.POGONION, new double[] {0, 78, -80});
    points.put(Landmark.TRAGUS_LEFT, new double[] {-68, 0, -20});
    points.put(Landmark.TRAGUS_RIGHT, new double[] {68, 0, -20});
    atlas = new Atlas("phantom", new LabelVolume(g, t), new LabelVolume(g, r), points);
  }

  /** The phantom as an atlas, made once. */
  public static Atlas atlas() {
    return Holder.ONE.atlas;
  }

  /** Signed depth below the outer skin in mm (approximate away from it), negative in air. */
  public static double depth(double x, double y, double z) {
    double d = Math.max(cranium(x, y, z), ellipsoid(x, y - 26, z + 58, 50, 52, 46));
    if (z < -40) {
      d = Math.max(d, Math.min(46 - Math.hypot(x, y + 22), -38 - z));
    }
    d = Math.max(d, nose(x, y, z));
    d = Math.max(d, Math.max(ellipsoid(x - 69, y + 6, z + 22, 7, 18, 30), ellipsoid(x + 68, y + 4, z + 24, 6, 16, 26)));
    d = Math.max(d, ellipsoid(x, y - 66, z + 80, 20, 14, 14));
    return Math.max(d, Math.max(eye(x, y, z, 31), eye(x, y, z, -32)) + 2);
  }

  /** Signed depth inside the nose alone. */
  public static double nose(double x, double y, double z) {
    double lean = 0.45 * (z + 40);
    return ellipsoid(x - 2, y - 79 + lean, z + 34, 12, 20, 20);
  }

  private static double cranium(double x, double y, double z) {
    double w = 1 + 0.13 * (y + 8) / 84 - 0.05 * Math.sin(x / 25) * Math.max(0, -y - 20) / 60;
    return ellipsoid(x * w, y + 8, z - 10, 67, 84, 70);
  }

  private static double eye(double x, double y, double z, double cx) {
    double dx = x - cx, dy = y - 53, dz = z + 20;
    return 12 - Math.sqrt(dx * dx + dy * dy + dz * dz);
  }

  private static double ellipsoid(double x, double y, double z, double a, double b, double c) {
    double k0 = Math.sqrt(x * x / (a * a) + y * y / (b * b) + z * z / (c * c));
    double k1 = Math.sqrt(x * x / (a * a * a * a) + y * y / (b * b * b * b) + z * z / (c * c * c * c));
    return k1 == 0 ? Math.min(a, Math.min(b, c)) : k0 * (1 - k0) / k1;
  }

  private void label(double x, double y, double z, int p, byte[] region) {
    double d = depth(x, y, z);
    double c = cranium(x, y, z);
    tissue[p] = tissueAt(x, y, z, d, c).code();
    region[p] = regionAt(x, y, z, d, c).code();
  }

  private static Tissue tissueAt(double x, double y, double z, double d, double c) {
    if (d <= 0) {
      return Tissue.AIR;
    }
    if (d <= 2.5) {
      return Tissue.SKIN;
    }
    if (eye(x, y, z, 31) > 0 || eye(x, y, z, -32) > 0) {
      return Tissue.EYE_FLUID;
    }
    if (c > 13) {
      return inside(x, y, z, c);
    }
    if (c > 7 && c <= 13) {
      return c > 9 && c <= 11 ? Tissue.MARROW : Tissue.BONE;
    }
    if (d <= 6) {
      return Tissue.FAT;
    }
    if (z < -34 && Math.hypot(x - 1, (y - 20) * 0.7) < 8) {
      return Tissue.AIRWAY;
    }
    if (z < -62 && z > -72 && y > 45 && d > 9 && d < 17) {
      return Tissue.TEETH;
    }
    double jaw = ellipsoid(x, y - 26, z + 58, 50, 52, 46);
    if (z < -62 && y > 5 && jaw > 12 && jaw < 19) {
      return Tissue.BONE;
    }
    if (Math.hypot(x + 3, y + 38) < 10) {
      return Tissue.MARROW;
    }
    if (ellipsoid(x, y - 45, z + 58, 22, 22, 14) > 0) {
      return Tissue.TONGUE;
    }
    return Math.sin(x / 7) + Math.sin(y / 8 + 1) + Math.sin(z / 9) > 1.4 ? Tissue.SOFT : Tissue.MUSCLE;
  }

  private static Tissue inside(double x, double y, double z, double c) {
    if (c <= 15.5 || Math.abs(x - 1) < 1 && c < 32) {
      return Tissue.CSF;
    }
    double folds = 3.5 * Math.sin(x / 5.5 + 0.3) * Math.sin(y / 6.5) + 2.5 * Math.sin(z / 6 + x / 14 + 1);
    if (c < 19 && folds > 4) {
      return Tissue.CSF;
    }
    double left = ellipsoid(x + 12, y + 10 + 0.5 * z, z - 14, 7, 30, 10);
    double right = ellipsoid(x - 13, y + 6 + 0.5 * z, z - 12, 9, 26, 12);
    if (left > 0 || right > 0) {
      return Tissue.CSF;
    }
    return c < 21 + folds || ellipsoid(Math.abs(x) - 20, y + 5, z + 4, 8, 16, 10) > 0 ? Tissue.GREY : Tissue.WHITE;
  }

  private static Region regionAt(double x, double y, double z, double d, double c) {
    if (c > 13) {
      return Region.BRAIN;
    }
    if (Math.abs(x) > 57 && Math.abs(y + 5) < 26 && Math.abs(z + 22) < 36) {
      return d <= 0 ? Region.AIR_FACE : x > 0 ? Region.EAR_RIGHT : Region.EAR_LEFT;
    }
    boolean front = z < 14 && z > -96 && y > 22 + 0.2 * (z + 40);
    if (front && d < 26) {
      if (d <= 0) {
        return Region.AIR_FACE;
      }
      if (nose(x, y, z) > 0) {
        return Region.NOSE;
      }
      return z > -5 ? Region.FOREHEAD
          : z > -34 && Math.abs(x) < 48 ? Region.EYES
          : Math.abs(x) > 34 ? Region.CHEEKS : z > -72 ? Region.MOUTH : Region.CHIN;
    }
    if (d <= 0) {
      return Region.NONE;
    }
    return z < -80 ? Region.NECK : c > 0 && z > -20 ? Region.VAULT : Region.DEEP;
  }

  /** Sample values per tissue code of a T1-weighted-like scan. */
  public static double[] t1() {
    double[] m = new double[Tissue.values().length];
    set(m, 190, Tissue.SKIN);
    set(m, 950, Tissue.FAT, Tissue.MARROW);
    set(m, 330, Tissue.MUSCLE, Tissue.SOFT, Tissue.TONGUE, Tissue.UNKNOWN);
    set(m, 40, Tissue.BONE, Tissue.TEETH);
    set(m, 110, Tissue.CSF, Tissue.EYE_FLUID, Tissue.LENS);
    set(m, 430, Tissue.GREY);
    set(m, 640, Tissue.WHITE);
    return m;
  }

  /** Sample values per tissue code of a T2-weighted-like scan. */
  public static double[] t2() {
    double[] m = new double[Tissue.values().length];
    set(m, 250, Tissue.SKIN);
    set(m, 420, Tissue.FAT, Tissue.MARROW);
    set(m, 150, Tissue.MUSCLE, Tissue.SOFT, Tissue.TONGUE, Tissue.UNKNOWN);
    set(m, 20, Tissue.BONE, Tissue.TEETH);
    set(m, 1000, Tissue.CSF, Tissue.EYE_FLUID, Tissue.LENS);
    set(m, 460, Tissue.GREY);
    set(m, 310, Tissue.WHITE);
    return m;
  }

  private static void set(double[] m, double value, Tissue... tissues) {
    for (Tissue t : tissues) {
      m[t.ordinal()] = value;
    }
  }

  /**
   * A scan of the phantom as seen through {@code warp}, blurred by about a millimetre, with Rician noise of the given
   * standard deviation (a fixed pattern).
   */
  public static Volume scan(Grid grid, Warp warp, double[] means, double noise) {
    HeadPhantom one = Holder.ONE;
    float[] image = new float[one.full.size()];
    float[] out = new float[grid.size()];
    Grid f = one.full;
    try (Parallel par = new Parallel(2)) {
      for (int p = 0; p < image.length; p++) {
        image[p] = (float) means[one.tissue[p]];
      }
      Smoothing.gaussian(image, f.nx(), f.ny(), f.nz(), 0.8, par);
      Affine toFull = f.worldToVoxel(), v2w = grid.voxelToWorld();
      par.ranges(grid.nz(), (a, b) -> {
        double[] y = new double[3];
        for (int k = a; k < b; k++) {
          java.util.Random random = new java.util.Random(91L * k + 5);
          for (int j = 0; j < grid.ny(); j++) {
            for (int i = 0; i < grid.nx(); i++) {
              warp.at(v2w.x(i, j, k), v2w.y(i, j, k), v2w.z(i, j, k), y);
              double s = Sampling.linear(
                  image, f.nx(), f.ny(), f.nz(), toFull.x(y[0], y[1], y[2]), toFull.y(y[0], y[1], y[2]),
                  toFull.z(y[0], y[1], y[2]), 0f);
              double re = s + noise * random.nextGaussian(), im = noise * random.nextGaussian();
              out[grid.index(i, j, k)] = (float) Math.hypot(re, im);
            }
          }
        }
      });
    }
    return new Volume(grid, out);
  }

  /** True tissue of a phantom point. */
  public static Tissue tissue(double x, double y, double z) {
    return tissueAt(x, y, z, depth(x, y, z), cranium(x, y, z));
  }

  /** Signed depth in mm below the brain's surface (the dura), negative outside. */
  public static double brainDepth(double x, double y, double z) {
    return cranium(x, y, z) - 13;
  }
}
