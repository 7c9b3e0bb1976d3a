package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class FaceBlocksTest {
    /** Blocks of 8 mm are 4 × 2 × 1 voxels here. */
    private static final Grid GRID = new Grid(6, 3, 2, Affine.scaleShift(-2, 4, 10, 7, 1, 0));

    private static float[] pixelated(float[] data, float[] weight) {
        try (Parallel par = new Parallel(2)) {
            return FaceBlocks.apply(new Volume(GRID, data), weight, 8, 5, par);
        }
    }

    private static float[] filled(float value) {
        float[] v = new float[GRID.size()];
        Arrays.fill(v, value);
        return v;
    }

    @Test
    void blocksHaveTheirSizeInMillimetresWhateverTheVoxels() {
        assertThat(FaceBlocks.voxels(GRID, 0, 8)).isEqualTo(4);
        assertThat(FaceBlocks.voxels(GRID, 1, 8)).isEqualTo(2);
        assertThat(FaceBlocks.voxels(GRID, 2, 8)).isOne();
    }

    @Test
    void aVoxelOfFullWeightGetsTheMeanOfItsBlock() {
        float[] v = filled(0);
        v[GRID.index(1, 1, 0)] = 80; // one of 4 × 2
        v[GRID.index(4, 2, 1)] = 30; // one of the 2 × 1 that the corner has room for
        float[] out = pixelated(v, filled(1));
        for (int p = 0; p < out.length; p++) {
            int i = p % 6, j = p / 6 % 3, k = p / 18;
            float mean = i < 4 && j < 2 && k == 0 ? 10 : i >= 4 && j == 2 && k == 1 ? 15 : 0;
            assertThat(out[p]).as("voxel %d %d %d", i, j, k).isEqualTo(mean);
        }
    }

    @Test
    void theWeightMixesAndNoneKeepsTheBits() {
        float[] v = filled(0), w = filled(0);
        v[0] = 80;
        v[1] = Float.NaN; // counts as air, 5
        v[7] = -0f;
        w[0] = 0.5f;
        float[] out = pixelated(v, w);
        assertThat(out[0]).isEqualTo(80 + 0.5f * (85 / 8f - 80));
        for (int p = 1; p < out.length; p++) {
            assertThat(Float.floatToRawIntBits(out[p])).isEqualTo(Float.floatToRawIntBits(v[p]));
        }
    }
}
