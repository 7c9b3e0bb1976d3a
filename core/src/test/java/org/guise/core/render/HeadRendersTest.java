package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.DataBufferByte;
import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class HeadRendersTest {
    private static final int SIZE = 96;
    private static final Phantom.Body SKULL = Phantom.sphere(0, 0, 0, 70);

    /** A head with a nose and an ear, so that turning it the wrong way shows. */
    private static final Phantom.Body HEAD = (x, y, z) -> Math.max(
            SKULL.depth(x, y, z),
            Math.max(
                    Phantom.sphere(0, 70, 0, 14).depth(x, y, z),
                    Phantom.sphere(68, 0, 10, 14).depth(x, y, z)));

    private static final HeadFrame STRAIGHT = new HeadFrame(new double[3], Affine.identity());

    @Test
    void partsNotAttachedToTheHeadAreGone() {
        Phantom.Body antenna = Phantom.sphere(-30, 84, 40, 8);
        List<RenderedView> alone = render(scan(HEAD), STRAIGHT, RenderPreset.STEEG_4, 1);
        List<RenderedView> both = render(
                scan((x, y, z) -> Math.max(HEAD.depth(x, y, z), antenna.depth(x, y, z))),
                STRAIGHT,
                RenderPreset.STEEG_4,
                1);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(difference(alone.get(i), both.get(i))).isLessThan(0.1);
        }
    }

    @Test
    void picturesDoNotDependOnTheThreadCount() {
        for (RenderPreset preset : RenderPreset.values()) {
            List<RenderedView> one = render(scan(HEAD), STRAIGHT, preset, 1);
            List<RenderedView> three = render(scan(HEAD), STRAIGHT, preset, 3);
            for (int i = 0; i < one.size(); i++) {
                assertThat(pixels(three.get(i))).isEqualTo(pixels(one.get(i)));
                assertThat(three.get(i).depthMm()).isEqualTo(one.get(i).depthMm());
            }
        }
    }

    @Test
    void lightsOfOneViewShareItsDepthAndDifferInTheirShading() {
        List<RenderedView> all = render(scan(HEAD), STRAIGHT, RenderPreset.SCHWARZ_81, 2);
        assertThat(all)
                .extracting(RenderedView::name)
                .startsWith("view1-light1")
                .endsWith("view9-light9");
        for (int i = 0; i < 81; i++) {
            assertThat(all.get(i).depthMm()).isSameAs(all.get(i / 9 * 9).depthMm());
        }
        assertThat(all.get(9).depthMm()).isNotEqualTo(all.get(0).depthMm());
        assertThat(difference(all.get(0), all.get(1))).isGreaterThan(3);
    }

    @Test
    void aTiltedHeadIsBroughtUprightByItsFrame() {
        Affine pose = Affine.shift(6, -4, 3).after(Affine.rotation(0.35, 0.1, -0.25));
        Affine back = pose.inverse();
        Volume tilted = scan((x, y, z) -> HEAD.depth(back.x(x, y, z), back.y(x, y, z), back.z(x, y, z)));
        List<RenderedView> upright = render(scan(HEAD), STRAIGHT, RenderPreset.AUDIT_10, 1);
        HeadFrame frame = new HeadFrame(pose.apply(0, 0, 0), pose);
        List<RenderedView> righted = render(tilted, frame, RenderPreset.AUDIT_10, 1);
        List<RenderedView> trusting = render(tilted, STRAIGHT, RenderPreset.AUDIT_10, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(difference(upright.get(i), righted.get(i))).isLessThan(1.5);
            assertThat(difference(upright.get(i), trusting.get(i))).isGreaterThan(2);
        }
    }

    @Test
    void theScaleOfTheSamplesDoesNotMatter() {
        Volume v = scan(HEAD);
        float[] scaled = v.data().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = 7 * scaled[i] + 30;
        }
        RenderedView a = render(v, STRAIGHT, RenderPreset.STEEG_4, 1).getFirst();
        RenderedView b = render(new Volume(v.grid(), scaled), STRAIGHT, RenderPreset.STEEG_4, 1)
                .getFirst();
        assertThat(difference(a, b)).isLessThan(0.05);
    }

    private static Volume scan(Phantom.Body body) {
        return Phantom.of(Grid.isotropic(100, 100, 90, 2, -99, -99, -89), body, 100);
    }

    private static List<RenderedView> render(Volume scan, HeadFrame frame, RenderPreset preset, int threads) {
        return HeadRenders.of(scan, frame, preset, SIZE, 11, threads);
    }

    private static byte[] pixels(RenderedView v) {
        return ((DataBufferByte) v.picture().getRaster().getDataBuffer()).getData();
    }

    private static double difference(RenderedView a, RenderedView b) {
        byte[] p = pixels(a), q = pixels(b);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs((p[i] & 255) - (q[i] & 255));
        }
        return sum / p.length;
    }
}
