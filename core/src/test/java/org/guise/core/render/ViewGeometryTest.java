package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class ViewGeometryTest {
    private static final double R = 40;
    private static final int SIZE = 128;
    private static final Phantom.Body SPHERE = Phantom.sphere(0, 0, 0, R);
    private static final Camera CAMERA =
            Camera.frontal(Affine.identity(), new double[3], SIZE).field(120);
    private static final Light FLAT = new Light(0, 0, 0.8, 0, 1, 0.2);

    @Test
    void depthIsThatOfTheSphereAlongTheViewingAxis() {
        assertThat(worstDepth(Phantom.grid(100, 1))).isLessThan(0.12);
    }

    @Test
    void depthIsRightOnAnisotropicObliqueVoxels() {
        Affine oblique = Affine.rotation(0.3, -0.2, 0.4)
                .after(Affine.scaleShift(0.7, 1.1, 2.5, -0.7 * 74.5, -1.1 * 49.5, -2.5 * 21.5));
        assertThat(worstDepth(new Grid(150, 100, 44, oblique))).isLessThan(0.6);
    }

    /** Largest difference from the sphere seen in perspective, in mm, where the surface is not too oblique to the ray. */
    private static double worstDepth(Grid grid) {
        HeadSurface surface = HeadSurface.of(Phantom.of(grid, SPHERE, 100), 50, 1);
        float[] depth = ViewGeometry.of(surface, CAMERA.turned(25, 10), 1).depthMm();
        double worst = 0;
        int seen = 0;
        for (int p = 0; p < depth.length; p++) {
            double u = (p % SIZE + 0.5 - SIZE / 2.0) * 120 / SIZE, v = (p / SIZE + 0.5 - SIZE / 2.0) * 120 / SIZE;
            // |eye + d·(u, v, 900)/900|² = R² for the depth d
            double a = (u * u + v * v) / (900.0 * 900) + 1, b = -2 * 900, c = 900.0 * 900 - R * R;
            double root = b * b - 4 * a * c;
            if (u * u + v * v < 30 * 30) {
                worst = Math.max(worst, Math.abs(depth[p] - (-b - Math.sqrt(root)) / (2 * a)));
                seen++;
            } else if (root < -3e5) {
                assertThat(depth[p]).isEqualTo(Float.POSITIVE_INFINITY);
            }
        }
        assertThat(seen).isGreaterThan(3000);
        return worst;
    }

    @Test
    void edgesCoverTheirShareOfAPixel() {
        byte[] p = pixels(geometry(1).shade(FLAT, ViewGeometry.DARK_CUTS, 1));
        double covered = 0;
        int between = 0;
        for (byte b : p) {
            covered += ((b & 255) - 51) / (204.0 - 51);
            between += (b & 255) > 51 && (b & 255) < 204 ? 1 : 0;
        }
        double radius = R * 900 / Math.sqrt(900.0 * 900 - R * R) * SIZE / 120;
        assertThat(covered).isCloseTo(Math.PI * radius * radius, within(0.003 * Math.PI * radius * radius));
        assertThat(between).isBetween(100, (int) (4 * Math.PI * radius));
    }

    @Test
    void projectionPutsPointsWhereTheSurfaceIsSeen() {
        HeadSurface knob = surface((x, y, z) ->
                Math.max(SPHERE.depth(x, y, z), Phantom.sphere(18, 30, 22, 5).depth(x, y, z)));
        Camera camera = CAMERA.turned(-15, 12);
        ViewGeometry g = ViewGeometry.of(knob, camera, 1);
        double[][] axes = camera.axes();
        double[] near = new double[3];
        for (int a = 0; a < 3; a++) {
            // the point of the knob nearest to the camera
            near[a] = new double[] {18, 30, 22}[a] + 5 * axes[2][a];
        }
        double[] at = camera.project(near);
        assertThat((double) g.depthMm()[(int) at[1] * SIZE + (int) at[0]]).isCloseTo(at[2], within(0.3));
        assertThat((double) ViewGeometry.of(surface(SPHERE), camera, 1).depthMm()[(int) at[1] * SIZE + (int) at[0]])
                .isGreaterThan(at[2] + 3);
    }

    @Test
    void projectionKnowsTheSidesOfThePicture() {
        double[] rightOfPersonAndUp = CAMERA.project(new double[] {30, 0, 20});
        assertThat(rightOfPersonAndUp[0]).isCloseTo(64 - 30 * SIZE / 120.0, within(1e-9));
        assertThat(rightOfPersonAndUp[1]).isCloseTo(64 - 20 * SIZE / 120.0, within(1e-9));
        assertThat(rightOfPersonAndUp[2]).isCloseTo(900, within(1e-9));
        assertThat(CAMERA.project(new double[] {0, 1000, 0})[2]).isNegative();
    }

    @Test
    void resultDoesNotDependOnTheThreadCount() {
        ViewGeometry one = geometry(1), three = geometry(3);
        assertThat(three.depthMm()).isEqualTo(one.depthMm());
        assertThat(pixels(three.shade(Light.STANDARD, 1, 3))).isEqualTo(pixels(one.shade(Light.STANDARD, 1, 1)));
    }

    @Test
    void cutsAreAsDarkAsAsked() {
        Grid half = new Grid(100, 50, 100, Affine.scaleShift(1, 1, 1, -49.5, -49, -49.5));
        ViewGeometry g = ViewGeometry.of(HeadSurface.of(Phantom.of(half, SPHERE, 100), 50, 1), CAMERA, 1);
        int middle = 64 * SIZE + 64;
        assertThat(pixels(g.shade(FLAT, ViewGeometry.PLAIN_CUTS, 1))[middle] & 255)
                .isEqualTo(204);
        assertThat(pixels(g.shade(FLAT, ViewGeometry.DARK_CUTS, 1))[middle] & 255)
                .isEqualTo(92);
    }

    private static ViewGeometry geometry(int threads) {
        return ViewGeometry.of(surface(SPHERE), CAMERA, threads);
    }

    private static HeadSurface surface(Phantom.Body body) {
        return HeadSurface.of(Phantom.of(Phantom.grid(100, 1), body, 100), 50, 1);
    }

    private static byte[] pixels(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
