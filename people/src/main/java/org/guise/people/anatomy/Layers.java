package org.guise.people.anatomy;

import org.guise.core.volume.Grid;

/**
 * Scalp and skull of the vault between the person's skin and dura: a voxel at a fraction t of the way from skin to dura
 * takes Colin's tissue at the same fraction, found along the skin normal. Fades out towards eye level, where the way
 * from skin to brain leads through the face.
 */
final class Layers {
    private final float[] skin;
    private final Grid grid;
    private final float[] colinSkin;
    private final float[] colinBrain;
    private final Grid colinGrid;
    private final double eyeLevel;
    private final double vaultMm;

    Layers(
            float[] skin,
            Grid grid,
            float[] colinSkin,
            float[] colinBrain,
            Grid colinGrid,
            double eyeLevel,
            double vaultMm) {
        this.skin = skin;
        this.grid = grid;
        this.colinSkin = colinSkin;
        this.colinBrain = colinBrain;
        this.colinGrid = colinGrid;
        this.eyeLevel = eyeLevel;
        this.vaultMm = vaultMm;
    }

    /** Moves the Colin position {@code at} of atlas voxel (i, j, k) along the skin normal to its layer. */
    void place(HeadWarp warp, int i, int j, int k, double[] at) {
        double weight = Math.min(1, (k - eyeLevel - 10) / 16.0);
        double depth = HeadWarp.sample(skin, grid, i, j, k);
        if (weight <= 0 || depth < -1 || depth >= vaultMm) {
            return;
        }
        double nx = HeadWarp.sample(skin, grid, i + 2, j, k) - HeadWarp.sample(skin, grid, i - 2, j, k);
        double ny = HeadWarp.sample(skin, grid, i, j + 2, k) - HeadWarp.sample(skin, grid, i, j - 2, k);
        double nz = HeadWarp.sample(skin, grid, i, j, k + 2) - HeadWarp.sample(skin, grid, i, j, k - 2);
        double len = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (len < 1e-6) {
            return;
        }
        double want = Math.max(0, depth) / vaultMm;
        double best = 0, bestGap = 1e9;
        for (double s = -14; s <= 8; s += 0.5) {
            warp.smoothMap(i + s * nx / len, j + s * ny / len, k + s * nz / len, at);
            double gap = Math.abs(fraction(at) - want) + 0.002 * Math.abs(s);
            if (gap < bestGap) {
                bestGap = gap;
                best = s;
            }
        }
        double s = best * weight;
        warp.smoothMap(i + s * nx / len, j + s * ny / len, k + s * nz / len, at);
    }

    /** 0 at Colin's skin, 1 at the dura; beyond these on either side. */
    private double fraction(double[] at) {
        double fromSkin = HeadWarp.sample(colinSkin, colinGrid, at[0], at[1], at[2]);
        double toBrain = -HeadWarp.sample(colinBrain, colinGrid, at[0], at[1], at[2]);
        return fromSkin <= 0 ? fromSkin / 20 : toBrain <= 0 ? 1 - toBrain / 20 : fromSkin / (fromSkin + toBrain);
    }
}
