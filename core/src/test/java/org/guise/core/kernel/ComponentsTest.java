package org.guise.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentsTest {
  private static final int N = 9;

  @Test
  void keepsTheLargestPieceAndCornersDoNotConnect() {
    byte[] m = new byte[N * N * N];
    box(m, 0, 3, 0, 3, 0, 3);
    box(m, 3, 7, 3, 7, 3, 6); // touches the first at a corner only, and is larger
    box(m, 8, 9, 0, 9, 8, 9);
    byte[] expected = new byte[m.length];
    box(expected, 3, 7, 3, 7, 3, 6);
    byte[] before = m.clone();
    assertThat(Components.largest(m, N, N, N)).isEqualTo(expected);
    assertThat(m).as("input").isEqualTo(before);
  }

  @Test
  void piecesDoNotConnectAcrossTheEndOfARow() {
    byte[] m = new byte[2 * 3 * 1];
    m[1] = 1; // (1,0) and (0,1) are neighbours in memory only
    m[2] = 1;
    m[4] = 1; // (0,2) under (0,1)
    assertThat(Components.largest(m, 2, 3, 1)).containsExactly(0, 0, 1, 0, 1, 0);
  }

  @Test
  void negativeMarksCountAndAnEmptyMaskStaysEmpty() {
    assertThat(Components.largest(new byte[] {0, -1, -1, 0, 1}, 5, 1, 1)).containsExactly(0, 1, 1, 0, 0);
    assertThat(Components.largest(new byte[8], 2, 2, 2)).containsOnly(0);
  }

  @Test
  void fillsClosedHolesButNotPocketsOpenToTheBorder() {
    byte[] m = new byte[N * N * N];
    box(m, 1, 8, 1, 8, 1, 8);
    byte[] solid = m.clone();
    for (int p : new int[] {at(4, 4, 4), at(4, 5, 4), at(2, 2, 2)}) {
      m[p] = 0;
    }
    Components.fillHoles(m, N, N, N);
    assertThat(m).isEqualTo(solid);
    for (int axis = 0; axis < 6; axis++) { // a tunnel from each of the six faces
      byte[] open = solid.clone();
      for (int d = 0; d <= 4; d++) {
        int c = axis % 2 == 0 ? d : N - 1 - d;
        open[axis / 2 == 0 ? at(c, 4, 4) : axis / 2 == 1 ? at(4, c, 4) : at(4, 4, c)] = 0;
      }
      byte[] filled = open.clone();
      Components.fillHoles(filled, N, N, N);
      assertThat(filled).isEqualTo(open);
    }
  }

  @Test
  void thinVolumesAreAllBorder() {
    byte[] m = {1, 0, 1};
    Components.fillHoles(m, 1, 3, 1);
    assertThat(m).containsExactly(1, 0, 1);
    byte[] row = {1, 0, 1};
    Components.fillHoles(row, 3, 1, 1);
    assertThat(row).containsExactly(1, 0, 1);
  }

  private static int at(int x, int y, int z) {
    return x + N * (y + N * z);
  }

  private static void box(byte[] m, int x0, int x1, int y0, int y1, int z0, int z1) {
    for (int z = z0; z < z1; z++) {
      for (int y = y0; y < y1; y++) {
        for (int x = x0; x < x1; x++) {
          m[at(x, y, z)] = 1;
        }
      }
    }
  }
}
