package org.guise.core.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AffineTest {
  private static final double[] P = {3, -5, 7};

  @Test
  void afterAppliesTheOtherMapFirst() {
    Affine a = random(1), b = random(2);
    assertThat(a.after(b).apply(P)).containsExactly(a.apply(b.apply(P)), within(1e-12));
    assertThat(Affine.shift(1, 0, 0).after(Affine.scaleShift(2, 2, 2, 0, 0, 0)).apply(P)).containsExactly(7, -10, 14);
  }

  @Test
  void inverseUndoesRandomMaps() {
    for (int s = 0; s < 50; s++) {
      Affine a = random(s);
      assertThat(a.inverse().apply(a.apply(P))).containsExactly(P, within(1e-8));
      assertThat(a.after(a.inverse()).toArray()).containsExactly(Affine.identity().toArray(), within(1e-8));
    }
  }

  @Test
  void singularAndNonFiniteMapsHaveNoInverse() {
    assertThatThrownBy(() -> Affine.scaleShift(1, 0, 1, 0, 0, 0).inverse())
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("singular");
    assertThatThrownBy(() -> Affine.scaleShift(Double.NaN, 1, 1, 0, 0, 0).inverse())
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Affine.scaleShift(1e200, 1e200, 1, 0, 0, 0).inverse())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void rotationTurnsAboutXThenYThenZCounterclockwise() {
    double q = Math.PI / 2;
    assertThat(Affine.rotation(q, 0, 0).apply(0, 1, 0)).containsExactly(new double[] {0, 0, 1}, within(1e-15));
    assertThat(Affine.rotation(0, q, 0).apply(0, 0, 1)).containsExactly(new double[] {1, 0, 0}, within(1e-15));
    assertThat(Affine.rotation(0, 0, q).apply(1, 0, 0)).containsExactly(new double[] {0, 1, 0}, within(1e-15));
    Affine all = Affine.rotation(0.3, -0.4, 0.5);
    Affine parts = Affine.rotation(0, 0, 0.5).after(Affine.rotation(0, -0.4, 0)).after(Affine.rotation(0.3, 0, 0));
    assertThat(all.toArray()).containsExactly(parts.toArray(), within(1e-15));
    assertThat(all.det()).isCloseTo(1, within(1e-14));
  }

  @Test
  void determinantIsSignedVolume() {
    assertThat(Affine.scaleShift(-2, 3, 4, 9, 9, 9).det()).isEqualTo(-24);
    Affine a = random(3), b = random(4);
    assertThat(a.after(b).det()).isCloseTo(a.det() * b.det(), within(1e-10));
  }

  @Test
  void columnLengthIsTheVoxelStepOfAnObliqueGrid() {
    Affine a = Affine.rotation(0.2, 0.7, -1).after(Affine.scaleShift(0.5, -2, 3, 1, 2, 3));
    assertThat(a.columnLength(0)).isCloseTo(0.5, within(1e-14));
    assertThat(a.columnLength(1)).isCloseTo(2, within(1e-14));
    assertThat(a.columnLength(2)).isCloseTo(3, within(1e-14));
  }

  @Test
  void isImmutableAndEqualByValue() {
    double[] m = random(5).toArray();
    Affine a = Affine.of(m), b = Affine.of(m);
    m[0] = 99;
    a.toArray()[1] = 99;
    assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isNotEqualTo(Affine.of(m));
    assertThat(a.get(0, 0)).isNotEqualTo(99);
    assertThat(a.get(2, 3)).isEqualTo(m[11]);
    assertThatThrownBy(() -> Affine.of(1, 2, 3)).hasMessageContaining("12 entries, got 3");
  }

  private static Affine random(long seed) {
    Random r = new Random(seed);
    double[] m = new double[12];
    for (int i = 0; i < 12; i++) {
      m[i] = r.nextGaussian() + (i % 5 == 0 ? 2 : 0);
    }
    return Affine.of(m);
  }
}
