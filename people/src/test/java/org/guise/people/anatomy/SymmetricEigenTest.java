package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    @Test
    void vectorsAreOrthonormalAndSatisfyTheEigenEquation() {
        int n = 20;
        Random random = new Random(3);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                a[i][j] = a[j][i] = random.nextGaussian();
            }
        }
        SymmetricEigen e = SymmetricEigen.of(a);
        for (int k = 0; k < n; k++) {
            assertThat(k == 0 || e.values()[k] <= e.values()[k - 1]).isTrue();
            for (int i = 0; i < n; i++) {
                double av = 0, dot = 0;
                for (int j = 0; j < n; j++) {
                    av += a[i][j] * e.vectors()[k][j];
                    dot += e.vectors()[i][j] * e.vectors()[k][j];
                }
                assertThat(av).isCloseTo(e.values()[k] * e.vectors()[k][i], within(1e-10));
                assertThat(dot).isCloseTo(i == k ? 1 : 0, within(1e-10));
            }
        }
    }
}
