package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CropTest {
    private static final double EPS = 1e-4;

    @Test
    void aGreyPictureKeepsItsGreys() {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i % 16, i / 16, 0, i);
        }
        Crop c = Crop.of(grey, new double[] {0, 0, 16, 16}, 16, 16);
        for (int i = 0; i < 256; i++) {
            assertThat(c.planes()[0][i]).isEqualTo(i);
            assertThat(c.grey()[i]).isCloseTo(i, within(1e-3f));
        }
    }

    @Test
    void coloursComeInTheOrderRedGreenBlue() {
        BufferedImage p = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        p.setRGB(1, 2, 0x0A141E);
        Crop c = Crop.of(p, new double[] {1, 2, 2, 3}, 1, 1);
        assertThat(c.planes()[0][0]).isEqualTo(10);
        assertThat(c.planes()[1][0]).isEqualTo(20);
        assertThat(c.planes()[2][0]).isEqualTo(30);
        assertThat(c.grey()[0]).isCloseTo(0.299f * 10 + 0.587f * 20 + 0.114f * 30, within(1e-4f));
    }

    @Test
    void shrinkingTakesTheMean() {
        BufferedImage p = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 1024; i++) {
            p.getRaster().setSample(i % 32, i / 32, 0, (i % 32 + i / 32) % 2 == 0 ? 255 : 0);
        }
        Crop c = Crop.of(p, new double[] {0, 0, 32, 32}, 8, 8);
        for (float v : c.planes()[0]) {
            assertThat(v).isCloseTo(127.5f, within(1e-3f));
        }
    }

    @Test
    void beyondThePictureItsBorderGoesOn() {
        BufferedImage p = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 4; y++) {
            p.getRaster().setSample(0, y, 0, 90);
        }
        Crop c = Crop.of(p, new double[] {-8, 0, -4, 4}, 4, 4);
        assertThat(c.planes()[0]).containsOnly(90f);
    }

    @Test
    void aTurnedPieceTakesPixelsFromWhereTheMapSays() {
        BufferedImage p = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
        p.getRaster().setSample(6, 2, 0, 200);
        // Crop (u, v) lies at picture (9 − v, u): a quarter turn.
        Crop c = Crop.of(p, new Similarity(0, 1, 9, 0), 9, 9);
        assertThat((double) c.planes()[0][2 * 9 + 2]).isCloseTo(200, within(EPS));
        assertThat((double) c.planes()[0][2 * 9 + 6]).isCloseTo(0, within(EPS));
    }
}
