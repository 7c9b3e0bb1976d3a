package org.guise.core.volume;

/**
 * A voxel lattice: dimensions and the map from voxel indices (i, j, k; voxel centres at integers) to world RAS mm.
 *
 * <p>Sample order everywhere: x fastest, index = i + nx·(j + ny·k).
 *
 * @param nx voxels along the first axis
 * @param ny voxels along the second axis
 * @param nz voxels along the third axis
 * @param voxelToWorld voxel index → RAS mm
 */
public record Grid(int nx, int ny, int nz, Affine voxelToWorld) {
  /** Checks the dimensions; at most 2³¹−8 voxels. */
  public Grid {
    // by division: the product of three ints can wrap round in a long
    if (nx < 1 || ny < 1 || nz < 1 || (long) nx * ny > (Integer.MAX_VALUE - 8) / nz) {
      throw new IllegalArgumentException("grid " + nx + "x" + ny + "x" + nz + ": each side must be ≥ 1 and the product < 2^31");
    }
  }

  /** Number of voxels. */
  public int size() {
    return nx * ny * nz;
  }

  /** Flat index of voxel (i, j, k). No bounds check. */
  public int index(int i, int j, int k) {
    return i + nx * (j + ny * k);
  }

  /** World RAS mm → voxel indices. */
  public Affine worldToVoxel() {
    return voxelToWorld.inverse();
  }

  /** Voxel size in mm along axis 0, 1 or 2. */
  public double spacingMm(int axis) {
    return voxelToWorld.columnLength(axis);
  }

  /** Dimension along axis 0, 1 or 2. */
  public int dim(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  /** An axis-aligned isotropic RAS grid with the centre of voxel (0,0,0) at the given world point. */
  public static Grid isotropic(int nx, int ny, int nz, double stepMm, double x0, double y0, double z0) {
    return new Grid(nx, ny, nz, Affine.scaleShift(stepMm, stepMm, stepMm, x0, y0, z0));
  }
}
