package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QcPictureTest {
    private static final Grid GRID = Phantom.grid(60, 2);
    private static final Volume HEAD = Phantom.of(GRID, Phantom.sphere(0, 0, 0, 50), 100);

    @BeforeAll
    static void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    @Test
    void pngHasTheStatedSizeAndIsReadable() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QcPicture.writePng(sample(), out, 2);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(picture.getWidth()).isEqualTo(QcPicture.WIDTH);
        assertThat(picture.getHeight()).isEqualTo(QcPicture.HEIGHT);
    }

    @Test
    void outlinesLieWhereTheMasksEnd() {
        Volume after = sample().after();
        SlicePanel panel = new SlicePanel(SlicePanel.Plane.AXIAL, new double[3], 1, 120, 120);
        BufferedImage p = panel.draw(
                after,
                0,
                100,
                1,
                new SlicePanel.Outline(sample().guard(), QcPicture.GUARD_RGB),
                new SlicePanel.Outline(sample().changed(), QcPicture.CHANGED_RGB));
        // guard: sphere of 30 mm about the centre; changed: beyond 32 mm in front, which is up
        assertThat(firstColoured(p, 60, 60, 0, 1, QcPicture.GUARD_RGB)).isBetween(28, 31);
        assertThat(firstColoured(p, 60, 60, 1, 0, QcPicture.GUARD_RGB)).isBetween(28, 31);
        assertThat(firstColoured(p, 60, 60, 0, -1, QcPicture.CHANGED_RGB)).isBetween(31, 34);
        assertThat(p.getRGB(60, 60) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(p.getRGB(60, 12) & 0xFFFFFF).isZero();
    }

    @Test
    void slicesStandTheRightWayRound() {
        // one bright knob at the person's right, in front, above
        Volume v = Phantom.of(GRID, Phantom.sphere(30, 20, 40, 6), 100);
        double[] at = {30, 20, 40};
        assertThat(brightest(v, SlicePanel.Plane.AXIAL, at)).containsExactly(29, 39);
        assertThat(brightest(v, SlicePanel.Plane.CORONAL, at)).containsExactly(29, 19);
        assertThat(brightest(v, SlicePanel.Plane.SAGITTAL, at)).containsExactly(39, 19);
    }

    @Test
    void bothOutlinesAppearInAllSlicesAndOnlyThere() {
        BufferedImage p = QcPicture.draw(sample(), 1);
        for (int plane = 0; plane < 3; plane++) {
            for (int row = 0; row < 2; row++) {
                int x = QcPicture.LEFT + plane * (QcPicture.SLICE_WIDTH + QcPicture.GAP);
                int y = QcPicture.SLICE_TOP + row * (QcPicture.SLICE_HEIGHT + QcPicture.GAP);
                assertThat(count(p, x, y, QcPicture.SLICE_WIDTH, QcPicture.SLICE_HEIGHT, QcPicture.CHANGED_RGB))
                        .isGreaterThan(100);
                assertThat(count(p, x, y, QcPicture.SLICE_WIDTH, QcPicture.SLICE_HEIGHT, QcPicture.GUARD_RGB))
                        .isGreaterThan(100);
            }
        }
        int renders = 4 * (QcPicture.RENDER + QcPicture.GAP);
        assertThat(count(p, QcPicture.LEFT, 0, renders, QcPicture.SLICE_TOP - 30, QcPicture.CHANGED_RGB))
                .isZero();
    }

    @Test
    void frontRenderChangesAndTheBackOfTheHeadDoesNot() {
        BufferedImage p = QcPicture.draw(sample(), 1);
        int before = QcPicture.RENDER_TOP, after = before + QcPicture.RENDER + QcPicture.GAP;
        int profile = QcPicture.LEFT + 2 * (QcPicture.RENDER + QcPicture.GAP), middle = QcPicture.RENDER / 2;
        // left profile: the front is on the left; 45 mm in front of the centre is now air
        int front = middle - (int) (45 * 256 / 280.0);
        assertThat(p.getRGB(profile + front, before + middle)).isNotEqualTo(p.getRGB(profile + front, after + middle));
        assertThat(p.getRGB(profile + 160, before + middle)).isEqualTo(p.getRGB(profile + 160, after + middle));
    }

    @Test
    void masksOfAnotherGridAreRefused() {
        LabelVolume small = new LabelVolume(Phantom.grid(10, 2), new byte[1000]);
        QcCase ok = sample();
        assertThatThrownBy(() -> new QcCase(
                        "a", HEAD, HEAD, small, ok.guard(), 50, Affine.identity(), new double[3], "PASS", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("change mask has 10x10x10 voxels, expected 60x60x60");
    }

    private static QcCase sample() {
        byte[] changed = new byte[GRID.size()], guard = new byte[GRID.size()];
        float[] after = HEAD.data().clone();
        for (int p = 0; p < after.length; p++) {
            double[] w = GRID.voxelToWorld().apply(p % 60, p / 60 % 60, p / 3600);
            double r = Math.hypot(Math.hypot(w[0], w[1]), w[2]);
            if (w[1] > 15 && r > 32) {
                changed[p] = 1;
                after[p] = 0;
            }
            guard[p] = (byte) (r < 30 ? 1 : 0);
        }
        return new QcCase(
                "phantom_T1w.nii.gz",
                HEAD,
                new Volume(GRID, after),
                new LabelVolume(GRID, changed),
                new LabelVolume(GRID, guard),
                50,
                Affine.identity(),
                new double[3],
                "REVIEW",
                List.of("A reason."));
    }

    private static int firstColoured(BufferedImage p, int x, int y, int dx, int dy, int rgb) {
        for (int s = 0; s < 60; s++) {
            if ((p.getRGB(x + s * dx, y + s * dy) & 0xFFFFFF) == rgb) {
                return s;
            }
        }
        return -1;
    }

    private static int count(BufferedImage p, int x0, int y0, int w, int h, int rgb) {
        int n = 0;
        for (int y = y0; y < y0 + h; y++) {
            for (int x = x0; x < x0 + w; x++) {
                n += (p.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return n;
    }

    /** Middle {column, row} of the bright pixels of a 120×120 picture of 1 mm pixels about the origin. */
    private static int[] brightest(Volume v, SlicePanel.Plane plane, double[] at) {
        double[] centre = new double[3];
        centre[plane.across] = at[plane.across];
        BufferedImage p = new SlicePanel(plane, centre, 1, 120, 120).draw(v, 0, 100, 1);
        double sx = 0, sy = 0;
        int n = 0;
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 120; x++) {
                if ((p.getRGB(x, y) & 255) > 127) {
                    sx += x;
                    sy += y;
                    n++;
                }
            }
        }
        return new int[] {(int) (sx / n), (int) (sy / n)};
    }
}
