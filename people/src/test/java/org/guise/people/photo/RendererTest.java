package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import org.guise.core.render.Camera;
import org.guise.core.render.Light;
import org.guise.core.volume.Affine;
import org.junit.jupiter.api.Test;

/** Square cards before a camera that looks along −y; light from all around only, so colours are known. */
class RendererTest {
    private static final int PIXELS = 20;
    private static final Camera CAMERA = Camera.frontal(Affine.identity(), new double[3], PIXELS);
    private static final View VIEW = View.of(CAMERA, 1);
    private static final int MIDDLE = PIXELS / 2 * PIXELS + PIXELS / 2;

    /** A card of the given half side at y, facing the camera, with alpha. */
    private static Scene.Layer card(double y, double half, int argb, Look.Kind kind) {
        double[] p = {half, y, -half, -half, y, -half, -half, y, half, half, y, half};
        float[] uv = new float[12];
        Texture t = new Texture(1, 1, new int[] {argb});
        Look look = new Look(t, new float[] {1, 1, 1}, false, 0, 0, 0, 1, 0, 1, kind, 0, null);
        return new Scene.Layer(Surface.of(p, new int[] {0, 1, 2, 0, 2, 3}, uv, null), look);
    }

    private static float[] draw(float[] background, float[] depth, Scene.Layer... layers) {
        // A level card gets three quarters of the light from above and below: 4/3 makes that 1.
        Lighting around = new Lighting(0, 0, 0, 0, 4.0 / 3, 0);
        Renderer.draw(new Scene(List.of(layers), new double[3], VIEW, around), VIEW, background, depth);
        return background;
    }

    private static float[] black() {
        return new float[3 * PIXELS * PIXELS];
    }

    private static void middleIs(float[] rgb, double r, double g, double b) {
        assertThat(rgb[3 * MIDDLE]).isCloseTo((float) r, within(1e-4f));
        assertThat(rgb[3 * MIDDLE + 1]).isCloseTo((float) g, within(1e-4f));
        assertThat(rgb[3 * MIDDLE + 2]).isCloseTo((float) b, within(1e-4f));
    }

    @Test
    void theNearerCardHidesTheFartherOneInAnyOrder() {
        Scene.Layer red = card(20, 30, 0xffff0000, Look.Kind.OPAQUE);
        Scene.Layer blue = card(-20, 60, 0xff0000ff, Look.Kind.OPAQUE);
        float[] one = draw(black(), null, red, blue);
        float[] two = draw(black(), null, blue, red);
        middleIs(one, 1, 0, 0);
        assertThat(two).containsExactly(one);
        // Outside the red card the blue one is seen, outside both the background.
        assertThat(one[3 * (PIXELS / 2 * PIXELS + 7) + 2]).isCloseTo(1, within(1e-4f));
        assertThat(one[0] + one[1] + one[2]).isZero();
    }

    @Test
    void blendsTheFarthestFirstWhateverTheOrder() {
        int half = 0x80;
        Scene.Layer green = card(30, 30, half << 24 | 0x00ff00, Look.Kind.BLENDED);
        Scene.Layer blue = card(10, 30, half << 24 | 0x0000ff, Look.Kind.BLENDED);
        Scene.Layer red = card(-10, 30, 0xffff0000, Look.Kind.OPAQUE);
        double a = half / 255.0;
        for (Scene.Layer[] order : new Scene.Layer[][] {{red, blue, green}, {green, blue, red}, {blue, red, green}}) {
            middleIs(draw(black(), null, order), (1 - a) * (1 - a), a, a * (1 - a));
        }
    }

    @Test
    void blendedCardsBehindAnOpaqueOneAreNotSeen() {
        Scene.Layer red = card(20, 30, 0xffff0000, Look.Kind.OPAQUE);
        middleIs(draw(black(), null, card(0, 30, 0xff00ff00, Look.Kind.BLENDED), red), 1, 0, 0);
    }

    @Test
    void hairOverARenderIsDrawnOnlyBeforeTheSkinAndGreyStaysGrey() {
        BufferedImage render = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < PIXELS * PIXELS; i++) {
            render.getRaster().setSample(i % PIXELS, i / PIXELS, 0, 100 + i % 50);
        }
        float[] depth = new float[PIXELS * PIXELS];
        for (int i = 0; i < depth.length; i++) {
            depth[i] = i / PIXELS < PIXELS / 2 ? 900 : 850; // the lower half of the skin lies before the card
        }
        HairMesh hair =
                new HairMesh(card(20, 60, 0xff808080, Look.Kind.BLENDED).surface(), Texture.plain(0x808080), 0.5f);
        BufferedImage out = hair.over(render, depth, CAMERA, new Light(0, 0, 0.4, 0, 1, 0.5), 0);
        assertThat(out.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(out.getRaster().getSample(10, 9, 0)).isZero();
        assertThat(out.getRaster().getSample(10, 10, 0))
                .isEqualTo(render.getRaster().getSample(10, 10, 0));
        assertThat(out.getRaster().getSample(0, 0, 0)).isEqualTo(100);
    }
}
