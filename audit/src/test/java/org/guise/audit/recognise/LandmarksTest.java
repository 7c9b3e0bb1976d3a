package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LandmarksTest {
    @Test
    void mirroringTwiceGivesEveryPointBack() {
        int[] m = Landmarks.mirrored();
        for (int i = 0; i < m.length; i++) {
            assertThat(m[m[i]]).isEqualTo(i);
        }
    }

    @Test
    void pointsOfTheMiddleStayWhereTheyAre() {
        int[] m = Landmarks.mirrored();
        for (int i : new int[] {8, 27, 28, 29, 30, 33, 51, 57, 62, 66}) {
            assertThat(m[i]).isEqualTo(i);
        }
    }

    @Test
    void aSymmetricFaceIsItsOwnMirrorImage() {
        double[][] f = Faces.drawn();
        int[] m = Landmarks.mirrored();
        for (int i = 0; i < f.length; i++) {
            assertThat(200 - f[m[i]][0]).as("point %d", i).isEqualTo(f[i][0]);
            assertThat(f[m[i]][1]).as("point %d", i).isEqualTo(f[i][1]);
        }
    }
}
