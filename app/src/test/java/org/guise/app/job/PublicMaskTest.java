package org.guise.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class PublicMaskTest {
    @Test
    void masksOfOneShapeAndAnotherInTheSameBlocksLookAlike() {
        Grid grid = new Grid(20, 20, 10, Affine.scaleShift(2, 2, 4, 0, 0, 0));
        byte[] one = new byte[grid.size()];
        byte[] other = new byte[grid.size()];
        one[grid.index(9, 5, 3)] = 1;
        other[grid.index(11, 7, 2)] = 1;
        byte[] wide = PublicMask.of(grid, one);
        assertThat(wide).isEqualTo(PublicMask.of(grid, other));
        int set = 0;
        for (byte b : wide) {
            set += b;
        }
        assertThat(set).as("one block of 4 x 4 x 2 voxels").isEqualTo(32);
        assertThat(wide[grid.index(9, 5, 3)]).isEqualTo((byte) 1);
    }

    @Test
    void blocksAtTheEdgeAreCutThere() {
        Grid grid = new Grid(9, 9, 9, Affine.identity());
        byte[] one = new byte[grid.size()];
        one[grid.index(8, 8, 8)] = 1;
        assertThat(PublicMask.of(grid, one)).isEqualTo(one);
    }
}
