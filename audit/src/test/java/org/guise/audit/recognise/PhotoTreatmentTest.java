package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PhotoTreatmentTest {
    private static final int SIDE = 200;
    /** The renders' background. */
    private static final int GROUND = 0x808080;

    private static final PhotoTreatment GREY = PhotoTreatment.of(List.of("grey"));
    private static final PhotoTreatment BALD = PhotoTreatment.of(List.of("bald"));
    private static final PhotoTreatment BOTH = PhotoTreatment.of(List.of("grey", "BALD"));

    /** Every pixel another colour. */
    private static BufferedImage noise() {
        Random random = new Random(4);
        BufferedImage p = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            p.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
        }
        return p;
    }

    private static int rgb(BufferedImage p, int x, int y) {
        return p.getRGB(x, y) & 0xffffff;
    }

    private static Function<BufferedImage, Optional<FaceImage>> drawn() {
        return p -> Optional.of(Faces.of(p, Faces.drawn()));
    }

    @Test
    void greyHasTheLumaOfBt601InAllThreeChannels() {
        BufferedImage colours = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
        int[] of = {0xffff0000, 0xff00ff00, 0xff0000ff, 0xff0a64c8};
        int[] luma = {76, 150, 29, 84}; // 0.299 R + 0.587 G + 0.114 B
        colours.setRGB(0, 0, 4, 1, of, 0, 4);
        BufferedImage grey = GREY.apply(colours, drawn());
        for (int i = 0; i < of.length; i++) {
            assertThat(rgb(grey, i, 0)).as("pixel %d", i).isEqualTo(luma[i] * 0x10101);
        }
        assertThat(colours.getRGB(0, 0)).isEqualTo(of[0]);
    }

    @Test
    void aGreyPhotographKeepsItsLevels() {
        BufferedImage levels = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            levels.getRaster().setSample(i, 0, 0, i);
        }
        BufferedImage grey = GREY.apply(levels, drawn());
        for (int i = 0; i < 256; i++) {
            assertThat(rgb(grey, i, 0)).isEqualTo(i * 0x10101);
        }
    }

    @Test
    void baldLeavesTheFaceAsItIsAndPaintsTheRestInTheRendersGrey() {
        BufferedImage photo = noise();
        BufferedImage bald = BALD.apply(photo, drawn());
        FaceOutline outline = FaceOutline.of(Faces.drawn());
        int face = 0, ground = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double outside = outline.outside(x + 0.5, y + 0.5);
                if (outside == 0) {
                    assertThat(rgb(bald, x, y)).as("inside at %d %d", x, y).isEqualTo(rgb(photo, x, y));
                    face++;
                } else if (outside > 5) {
                    assertThat(rgb(bald, x, y)).as("outside at %d %d", x, y).isEqualTo(GROUND);
                    ground++;
                }
            }
        }
        assertThat(face).isBetween(SIDE * SIDE / 8, SIDE * SIDE / 2);
        assertThat(ground).isGreaterThan(SIDE * SIDE / 3);
    }

    @Test
    void theEdgeIsSoft() {
        BufferedImage white = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            white.setRGB(i % SIDE, i / SIDE, 0xffffff);
        }
        BufferedImage bald = BALD.apply(white, drawn());
        int between = 0;
        for (int y = 0; y < 100; y++) {
            int v = rgb(bald, 100, y) & 255;
            between += v > 128 && v < 255 ? 1 : 0;
        }
        assertThat(between).isBetween(2, 6);
    }

    @Test
    void theOutlineHoldsBrowsEyesAndForeheadButNoHair() {
        double[][] points = Faces.drawn();
        FaceOutline outline = FaceOutline.of(points);
        // The outer ends of these brows are as far out as the jaw line drawn in.
        for (int i = 17; i < 48; i++) {
            assertThat(outline.outside(points[i][0], points[i][1]))
                    .as("landmark %d", i)
                    .isLessThan(1);
        }
        // Brows at about 63, chin at 160: the hair line is 40 above the brows.
        assertThat(outline.outside(100, 30)).isZero();
        assertThat(outline.outside(100, 20)).isGreaterThan(2);
        assertThat(outline.outside(100, 165)).isGreaterThan(2);
        assertThat(outline.outside(40, 80)).isGreaterThan(2);
    }

    @Test
    void theOutlineTurnsWithTheFace() {
        Similarity turn = new Similarity(1.6 * Math.cos(0.4), 1.6 * Math.sin(0.4), 30, -12);
        FaceOutline upright = FaceOutline.of(Faces.drawn());
        FaceOutline turned = FaceOutline.of(Faces.moved(Faces.drawn(), turn));
        assertThat(turned.width()).isCloseTo(1.6 * upright.width(), within(1e-9));
        double[][] expected = Faces.moved(upright.points(), turn);
        for (int i = 0; i < expected.length; i++) {
            assertThat(turned.points()[i]).containsExactly(expected[i], within(1e-9));
        }
    }

    @Test
    void greyAndBaldAreGreyInsideTheFaceAsWell() {
        BufferedImage photo = noise();
        assertThat(rgb(BOTH.apply(photo, drawn()), 100, 100)).isEqualTo(rgb(GREY.apply(photo, drawn()), 100, 100));
        assertThat(rgb(BOTH.apply(photo, drawn()), 3, 3)).isEqualTo(GROUND);
    }

    @Test
    void withoutAFaceNothingIsCutOut() {
        BufferedImage photo = noise();
        assertThat(BALD.apply(photo, p -> Optional.empty())).isSameAs(photo);
        assertThat(PhotoTreatment.AS_IS.apply(photo, drawn())).isSameAs(photo);
    }

    @Test
    void aTreatmentIsNamedByItsWordsAndUnknownOnesAreRefused() {
        assertThat(PhotoTreatment.of(List.of())).isEqualTo(PhotoTreatment.AS_IS);
        assertThat(PhotoTreatment.of(List.of("asis"))).isEqualTo(PhotoTreatment.AS_IS);
        assertThat(List.of(PhotoTreatment.AS_IS, GREY, BALD, BOTH))
                .extracting(PhotoTreatment::id)
                .containsExactly("asis", "grey", "bald", "grey-bald");
        assertThat(List.of(PhotoTreatment.AS_IS, GREY, BALD, BOTH))
                .extracting(PhotoTreatment::sentence)
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> PhotoTreatment.of(List.of("grey", "wig")))
                .hasMessage("there is no treatment wig; expected asis, grey, bald, or grey,bald");
        assertThatThrownBy(() -> PhotoTreatment.of(List.of("asis", "grey"))).hasMessageContaining("cannot be combined");
    }
}
