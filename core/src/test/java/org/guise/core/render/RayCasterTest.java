package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class RayCasterTest {
    private static final double R = 40;
    private static final Phantom.Body SPHERE = Phantom.sphere(0, 0, 0, R);
    private static final Camera CAMERA =
            Camera.frontal(Affine.identity(), new double[3], 128).field(120);

    @Test
    void silhouetteOfASphereHasTheAreaOfThePerspectiveDisc() {
        byte[] p = pixels(surface(SPHERE), CAMERA, Light.STANDARD.from(0, 0), 1);
        // seen from distance D the outline lies on the plane through the centre at R·D/√(D²−R²)
        double radius = R * 900 / Math.sqrt(900.0 * 900 - R * R) * 128 / 120;
        int inside = 0;
        for (byte b : p) {
            inside += (b & 255) != 128 ? 1 : 0;
        }
        assertThat((double) inside).isCloseTo(Math.PI * radius * radius, within(2 * Math.PI * radius));
    }

    @Test
    void greysFollowLambertsLaw() {
        byte[] p = pixels(surface(SPHERE), CAMERA, new Light(0, 0, 0.3, 0.6, 1, 0.5), 1);
        assertThat(p[64 * 128 + 64] & 255).isBetween(228, 230);
        // 20 mm off the axis the normal leans by 30°, the camera sees it at 1.3° more
        int col = (int) Math.round(64 + 20 * 128 / 120.0 * 900 / (900 - R * Math.cos(Math.PI / 6)));
        assertThat((p[64 * 128 + col] & 255) / 255.0).isCloseTo(0.3 + 0.6 * Math.cos(Math.PI / 6), within(0.012));
    }

    @Test
    void lightFromTheRightBrightensTheRightAndFromAboveTheTop() {
        byte[] right = pixels(surface(SPHERE), CAMERA, Light.STANDARD.from(40, 0), 1);
        assertThat(right[64 * 128 + 90] & 255).isGreaterThan((right[64 * 128 + 38] & 255) + 20);
        byte[] above = pixels(surface(SPHERE), CAMERA, Light.STANDARD.from(0, 40), 1);
        assertThat(above[38 * 128 + 64] & 255).isGreaterThan((above[90 * 128 + 64] & 255) + 20);
    }

    @Test
    void frontViewHasThePersonsRightOnTheLeftAndLeftProfileLooksLeft() {
        // a knob on the right cheek and a nose
        Phantom.Body cheek = Phantom.sphere(38, 0, 0, 10), nose = Phantom.sphere(0, 40, 0, 8);
        HeadSurface s = surface(
                (x, y, z) -> Math.max(SPHERE.depth(x, y, z), Math.max(cheek.depth(x, y, z), nose.depth(x, y, z))));
        byte[] front = pixels(s, CAMERA, Light.STANDARD, 1);
        assertThat(skin(front, 17)).isTrue();
        assertThat(skin(front, 110)).isFalse();
        byte[] left = pixels(s, CAMERA.turned(90, 0), Light.STANDARD, 1);
        assertThat(skin(left, 17)).isTrue();
        assertThat(skin(left, 110)).isFalse();
        byte[] right = pixels(s, CAMERA.turned(-90, 0), Light.STANDARD, 1);
        assertThat(skin(right, 110)).isTrue();
        assertThat(skin(right, 17)).isFalse();
    }

    @Test
    void aTurnedHeadIsSeenFromItsOwnFront() {
        Phantom.Body nose = Phantom.sphere(0, 40, 0, 8);
        Affine pose = Affine.rotation(0.2, -0.15, 0.6);
        Affine back = pose.inverse();
        Phantom.Body straight = (x, y, z) -> Math.max(SPHERE.depth(x, y, z), nose.depth(x, y, z));
        Phantom.Body turned = (x, y, z) -> straight.depth(back.x(x, y, z), back.y(x, y, z), back.z(x, y, z));
        byte[] a = pixels(surface(straight), CAMERA.turned(30, 10), Light.STANDARD, 1);
        Camera posed = Camera.frontal(pose, new double[3], 128).field(120).turned(30, 10);
        byte[] b = pixels(surface(turned), posed, Light.STANDARD, 1);
        assertThat(meanDifference(a, b)).isLessThan(1.5);
    }

    @Test
    void flippedGridGivesTheSamePicture() {
        Grid plain = Phantom.grid(100, 1);
        Grid flipped = new Grid(100, 100, 100, Affine.of(0, -1, 0, 49.5, 1, 0, 0, -49.5, 0, 0, -1, 49.5));
        Phantom.Body body = (x, y, z) ->
                Math.max(SPHERE.depth(x, y, z), Phantom.sphere(20, 30, 10, 12).depth(x, y, z));
        byte[] a = pixels(HeadSurface.of(Phantom.of(plain, body, 100), 50, 1), CAMERA, Light.STANDARD, 1);
        byte[] b = pixels(HeadSurface.of(Phantom.of(flipped, body, 100), 50, 1), CAMERA, Light.STANDARD, 1);
        assertThat(meanDifference(a, b)).isLessThan(0.05);
    }

    @Test
    void pictureDoesNotDependOnTheThreadCount() {
        byte[] one = pixels(surface(SPHERE), CAMERA.turned(20, 5), Light.STANDARD, 1);
        HeadSurface s = HeadSurface.of(Phantom.of(Phantom.grid(100, 1), SPHERE, 100), 50, 3);
        assertThat(pixels(s, CAMERA.turned(20, 5), Light.STANDARD, 3)).isEqualTo(one);
    }

    @Test
    void cutFaceIsFlatAndDarkerThanSkin() {
        Grid half = new Grid(100, 50, 100, Affine.scaleShift(1, 1, 1, -49.5, -49, -49.5));
        byte[] p =
                pixels(HeadSurface.of(Phantom.of(half, SPHERE, 100), 50, 1), CAMERA, new Light(0, 0, .3, .6, 1, .5), 1);
        int level = (int) Math.round(255 * 0.9 * ViewGeometry.DARK_CUTS);
        for (int col = 40; col < 90; col++) {
            assertThat(p[64 * 128 + col] & 255).isEqualTo(level);
        }
    }

    private static boolean skin(byte[] p, int col) {
        return (p[64 * 128 + col] & 255) != 128;
    }

    private static double meanDifference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 255) - (b[i] & 255));
        }
        return sum / a.length;
    }

    private static HeadSurface surface(Phantom.Body body) {
        return HeadSurface.of(Phantom.of(Phantom.grid(100, 1), body, 100), 50, 1);
    }

    private static byte[] pixels(HeadSurface s, Camera camera, Light light, int threads) {
        BufferedImage picture = RayCaster.render(s, camera, light, threads);
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
