package org.guise.people.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.guise.people.head.HeadMesh;
import org.guise.people.head.Meshes;
import org.guise.people.head.Part;
import org.junit.jupiter.api.Test;

class ScatteredFitTest {
    @Test
    void carriesEveryPointToItsValueAndFadesOut() {
        double[] points = Meshes.spherePoints(60, 80, 50, 64, 64, 64);
        double[] values = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            values[i] = 3 * Math.sin(points[i] / 20);
            values[i + 1] = -2;
            values[i + 2] = points[i + 1] / 40;
        }
        VectorField f = new ScatteredFit(new double[] {-64, -64, -128}, new int[] {4, 4, 7}).fit(points, values, 4);
        double[] out = new double[3];
        for (int i = 0; i < points.length; i += 3) {
            f.sample(points[i], points[i + 1], points[i + 2], out);
            for (int a = 0; a < 3; a++) {
                assertThat(out[a]).isCloseTo(values[i + a], within(0.15));
            }
        }
        f.sample(64, 64, 310, out);
        assertThat(out).containsExactly(new double[3], within(1e-3));
    }

    @Test
    void warpsAScaledHeadOntoTheAtlasHead() {
        HeadMesh small = Meshes.ball(70);
        HeadMesh large = Meshes.ball(80);
        PersonWarp warp = PersonWarp.between(small, large);
        double[] out = new double[3];
        for (int n : small.triangles(Part.SKIN)) {
            double[] p = small.point(n);
            warp.toAtlas(p[0], p[1], p[2], out);
            assertThat(out).containsExactly(large.point(n), within(0.01));
        }
        warp.toAtlas(0, 35, 0, out);
        assertThat(out[1]).isCloseTo(40, within(0.05));
    }
}
