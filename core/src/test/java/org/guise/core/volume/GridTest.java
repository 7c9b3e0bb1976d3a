package org.guise.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridTest {
  private static final Grid G = new Grid(3, 4, 5, Affine.rotation(0.1, 0.2, 0.3).after(Affine.scaleShift(1, 2, -3, 4, 5, 6)));

  @Test
  void samplesRunXFastestAndEveryVoxelHasItsOwnIndex() {
    int p = 0;
    for (int k = 0; k < 5; k++) {
      for (int j = 0; j < 4; j++) {
        for (int i = 0; i < 3; i++) {
          assertThat(G.index(i, j, k)).isEqualTo(p++);
        }
      }
    }
    assertThat(G.size()).isEqualTo(p);
    assertThat(new int[] {G.dim(0), G.dim(1), G.dim(2)}).containsExactly(3, 4, 5);
  }

  @Test
  void worldToVoxelUndoesVoxelToWorldAndSpacingIgnoresFlips() {
    assertThat(G.worldToVoxel().apply(G.voxelToWorld().apply(2, 3, 4))).containsExactly(new double[] {2, 3, 4}, within(1e-12));
    assertThat(G.spacingMm(2)).isCloseTo(3, within(1e-14));
  }

  @Test
  void isotropicPutsVoxelZeroAtTheGivenPoint() {
    Grid g = Grid.isotropic(2, 2, 2, 4, -1, -2, -3);
    assertThat(g.voxelToWorld().apply(0, 0, 0)).containsExactly(-1, -2, -3);
    assertThat(g.voxelToWorld().apply(1, 1, 1)).containsExactly(3, 2, 1);
  }

  @Test
  void emptyAndOverflowingGridsAreRefused() {
    assertThatThrownBy(() -> new Grid(0, 1, 1, Affine.identity())).hasMessageContaining("0x1x1");
    assertThatThrownBy(() -> new Grid(1, -1, 1, Affine.identity())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Grid(2000, 2000, 2000, Affine.identity())).isInstanceOf(IllegalArgumentException.class);
    // 65536·65536 is 0 in int arithmetic
    assertThatThrownBy(() -> new Grid(65536, 65536, 1, Affine.identity())).isInstanceOf(IllegalArgumentException.class);
    // 2^21·2^21·2^22 is 2^64, which is 0 in long arithmetic
    assertThatThrownBy(() -> new Grid(1 << 21, 1 << 21, 1 << 22, Affine.identity()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void volumesMustFillTheirGrid() {
    assertThatThrownBy(() -> new Volume(G, new float[59])).hasMessageContaining("59").hasMessageContaining("60");
    assertThatThrownBy(() -> new LabelVolume(G, new byte[61])).hasMessageContaining("61").hasMessageContaining("60");
    float[] data = new float[60];
    data[1 + 3 * (2 + 4 * 3)] = 8;
    assertThat(new Volume(G, data).at(1, 2, 3)).isEqualTo(8);
  }
}
