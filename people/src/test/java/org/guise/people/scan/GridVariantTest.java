package org.guise.people.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class GridVariantTest {
    private static final Grid GRID = Grid.isotropic(4, 5, 6, 2, -3, 7, 11);

    @Test
    void reorderingKeepsEveryVoxelCentre() {
        Grid r = GridVariant.reordered(GRID, new int[] {2, 0, 1}, new boolean[] {true, false, false});
        assertThat(new int[] {r.nx(), r.ny(), r.nz()}).containsExactly(6, 4, 5);
        assertThat(r.voxelToWorld().apply(6 - 1 - 4, 1, 3))
                .containsExactly(GRID.voxelToWorld().apply(1, 3, 4), within(1e-12));
        assertThat(r.voxelToWorld().det()).isNegative();
    }

    @Test
    void resizingKeepsTheCornerOfTheFieldOfView() {
        Grid r = GridVariant.resized(GRID, 2, 2, 4);
        assertThat(r.nz()).isEqualTo(3);
        assertThat(r.voxelToWorld().apply(-0.5, -0.5, -0.5))
                .containsExactly(GRID.voxelToWorld().apply(-0.5, -0.5, -0.5), within(1e-12));
        assertThat(r.spacingMm(2)).isCloseTo(4, within(1e-12));
    }

    @Test
    void turningKeepsTheTurningPointAndTheSpacing() {
        Grid r = GridVariant.turned(
                GRID, Affine.rotation(0.2, 0.4, -0.1), GRID.voxelToWorld().apply(1, 2, 3));
        assertThat(r.voxelToWorld().apply(1, 2, 3))
                .containsExactly(GRID.voxelToWorld().apply(1, 2, 3), within(1e-12));
        assertThat(r.spacingMm(0)).isCloseTo(2, within(1e-12));
        assertThat(r.voxelToWorld().apply(0, 0, 0))
                .isNotEqualTo(GRID.voxelToWorld().apply(0, 0, 0));
    }

    @Test
    void croppingStartsAtTheGivenVoxel() {
        Grid r = GridVariant.cropped(GRID, new int[] {1, 0, 2}, new int[] {2, 5, 3});
        assertThat(r.voxelToWorld().apply(0, 0, 0))
                .containsExactly(GRID.voxelToWorld().apply(1, 0, 2), within(1e-12));
        assertThat(r.size()).isEqualTo(30);
    }
}
