package org.guise.core.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * The quality picture of one refaced scan: four renders and three slices, before and after, with the changed voxels and
 * the brain guard outlined, the verdict and its reasons.
 *
 * <p>The picture shows the original face: it belongs to the restricted files. Needs no display; callers on a machine
 * without one set {@code java.awt.headless=true}.
 */
public final class QcPicture {
    /** Size of the picture in pixels. */
    public static final int WIDTH = 1400, HEIGHT = 1200;

    /** Outline of the changed voxels and of the guard, 0xRRGGBB. */
    static final int CHANGED_RGB = 0xFF9F1C, GUARD_RGB = 0x2EC4F0;

    static final int LEFT = 48, GAP = 8, RENDER = 256, SLICE_WIDTH = 344, SLICE_HEIGHT = 278;
    static final int RENDER_TOP = 40, SLICE_TOP = RENDER_TOP + 2 * RENDER + GAP + 34;
    private static final int SIDE = LEFT + 4 * RENDER + 3 * GAP + 24;
    private static final double RENDER_FIELD_MM = 280, TALLEST_MM = 260;
    private static final double[] YAWS_DEG = {0, 45, 90, -90};
    private static final String[] VIEWS = {"front", "left 45°", "left profile", "right profile"};
    private static final Color GROUND = new Color(0x202326), INK = new Color(0xE8E8E8), DIM = new Color(0xA4A9AE);

    private QcPicture() {}

    /**
     * Draws the picture, {@value #WIDTH}×{@value #HEIGHT} RGB.
     *
     * @param threads number of threads; the picture does not depend on it
     */
    public static BufferedImage draw(QcCase qc, int threads) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(GROUND);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        HeadSurface before = HeadSurface.of(qc.before(), qc.threshold(), threads);
        renders(g, before, qc, 0, threads);
        renders(g, before.of(qc.after(), threads), qc, 1, threads);
        slices(g, before, qc, threads);
        sidePanel(g, qc);
        g.dispose();
        return picture;
    }

    /**
     * Draws the picture and writes it as PNG. The stream is not closed.
     *
     * @throws IOException if the stream fails
     */
    public static void writePng(QcCase qc, OutputStream out, int threads) throws IOException {
        ImageIO.setUseCache(false);
        ImageIO.write(draw(qc, threads), "png", out);
    }

    private static void renders(Graphics2D g, HeadSurface surface, QcCase qc, int row, int threads) {
        Camera camera = Camera.frontal(qc.headToWorld(), qc.centreMm(), RENDER).field(RENDER_FIELD_MM);
        int top = RENDER_TOP + row * (RENDER + GAP);
        for (int i = 0; i < YAWS_DEG.length; i++) {
            int x = LEFT + i * (RENDER + GAP);
            g.drawImage(
                    RayCaster.render(surface, camera.turned(YAWS_DEG[i], 0), Light.STANDARD, threads), x, top, null);
            if (row == 0) {
                caption(g, VIEWS[i], x, top - 9);
            }
        }
        rowLabel(g, row == 0 ? "BEFORE" : "AFTER", top + RENDER / 2);
    }

    private static void slices(Graphics2D g, HeadSurface head, QcCase qc, int threads) {
        double[] box = head.boundsMm();
        box[2] = Math.max(box[2], box[5] - TALLEST_MM);
        double[] middle = {0.5 * (box[0] + box[3]), 0.5 * (box[1] + box[4]), 0.5 * (box[2] + box[5])};
        double widest = Math.max(box[3] - box[0], box[4] - box[1]) + 12;
        double tallest = Math.max(box[5] - box[2], box[4] - box[1]) + 12;
        double pixelMm = Math.max(widest / SLICE_WIDTH, tallest / SLICE_HEIGHT);
        double[] window = window(qc.before(), qc.threshold());
        for (SlicePanel.Plane plane : SlicePanel.Plane.values()) {
            double[] at = middle.clone();
            at[plane.across] = plane == SlicePanel.Plane.SAGITTAL ? qc.centreMm()[0] : bestPlane(qc, plane, box);
            SlicePanel panel = new SlicePanel(plane, at, pixelMm, SLICE_WIDTH, SLICE_HEIGHT);
            int x = LEFT + plane.ordinal() * (SLICE_WIDTH + GAP);
            for (int row = 0; row < 2; row++) {
                int top = SLICE_TOP + row * (SLICE_HEIGHT + GAP);
                g.drawImage(
                        panel.draw(
                                row == 0 ? qc.before() : qc.after(),
                                window[0],
                                window[1],
                                threads,
                                new SlicePanel.Outline(qc.guard(), GUARD_RGB),
                                new SlicePanel.Outline(qc.changed(), CHANGED_RGB)),
                        x,
                        top,
                        null);
                g.setFont(font(Font.BOLD, 14));
                g.setColor(INK);
                g.drawString(plane.leftLetter, x + 7, top + SLICE_HEIGHT / 2);
                g.drawString(plane.rightLetter, x + SLICE_WIDTH - 16, top + SLICE_HEIGHT / 2);
                rowLabel(g, row == 0 ? "BEFORE" : "AFTER", top + SLICE_HEIGHT / 2);
            }
            String axis = "xyz".substring(plane.across, plane.across + 1);
            caption(
                    g,
                    String.format(
                            Locale.ROOT,
                            "%s, %s = %.0f mm",
                            plane.name().toLowerCase(Locale.ROOT),
                            axis,
                            at[plane.across]),
                    x,
                    SLICE_TOP - 9);
        }
    }

    /** The world plane within the head that shows most of the changed voxels and of the guard at once. */
    private static double bestPlane(QcCase qc, SlicePanel.Plane plane, double[] box) {
        int from = (int) Math.floor(box[plane.across]), n = (int) Math.ceil(box[plane.across + 3]) - from + 1;
        double[] changed = profile(qc.changed(), plane.across, from, n),
                guard = profile(qc.guard(), plane.across, from, n);
        int best = n / 2;
        double most = 0;
        for (int i = 0; i < n; i++) {
            double both = Math.sqrt(changed[i] * guard[i]) + 1e-3 * changed[i];
            if (both > most) {
                most = both;
                best = i;
            }
        }
        return from + best;
    }

    /** Non-zero voxels in each millimetre along a world axis, smoothed over 9 mm against gaps between thick slices. */
    private static double[] profile(LabelVolume mask, int axis, int from, int n) {
        Grid g = mask.grid();
        double[] count = new double[n];
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                int p = g.index(0, j, k);
                double start = g.voxelToWorld().get(axis, 1) * j
                        + g.voxelToWorld().get(axis, 2) * k
                        + g.voxelToWorld().get(axis, 3)
                        + 0.5
                        - from;
                double step = g.voxelToWorld().get(axis, 0);
                for (int i = 0; i < g.nx(); i += 2) {
                    if (mask.data()[p + i] != 0) {
                        int at = (int) Math.floor(start + step * i);
                        if (at >= 0 && at < n) {
                            count[at]++;
                        }
                    }
                }
            }
        }
        double[] smooth = new double[n];
        for (int i = 0; i < n; i++) {
            for (int d = Math.max(0, i - 4); d <= Math.min(n - 1, i + 4); d++) {
                smooth[i] += count[d];
            }
        }
        return smooth;
    }

    /** Black and white of the slices: air, and the 98 % value of the head. */
    private static double[] window(Volume scan, double threshold) {
        int stride = Math.max(1, scan.data().length / 200_000) | 1;
        float[] head = new float[scan.data().length / stride + 1];
        int n = 0;
        double low = Double.MAX_VALUE;
        for (int i = 0; i < scan.data().length; i += stride) {
            float v = scan.data()[i];
            if (v >= threshold && v < Float.POSITIVE_INFINITY) {
                head[n++] = v;
            }
            low = Math.min(low, Float.isNaN(v) ? low : v);
        }
        if (n == 0) {
            return new double[] {threshold - 1, threshold + 1};
        }
        Arrays.sort(head, 0, n);
        // padding far below the air (CT) must not take the window
        double air = Math.max(low, threshold - (head[n / 2] - threshold));
        return new double[] {air, Math.max(head[(int) (0.98 * (n - 1))], air + 1e-6 + Math.abs(air) * 1e-6)};
    }

    private static void sidePanel(Graphics2D g, QcCase qc) {
        Grid grid = qc.before().grid();
        long changed = count(qc.changed().data());
        double ml = changed * Math.abs(grid.voxelToWorld().det()) / 1000;
        TextColumn text = new TextColumn(g, SIDE, WIDTH - SIDE - 24, RENDER_TOP);
        text.badge(qc.verdict(), verdictColor(qc.verdict()));
        for (String reason : qc.reasons()) {
            text.paragraph("• " + reason, font(Font.PLAIN, 15), INK);
        }
        text.gap(18);
        text.heading("Scan");
        text.paragraph(qc.name(), font(Font.PLAIN, 15), INK);
        text.entry("Voxels", grid.nx() + " × " + grid.ny() + " × " + grid.nz());
        text.entry(
                "Voxel size",
                String.format(
                        Locale.ROOT, "%.2f × %.2f × %.2f mm", grid.spacingMm(0), grid.spacingMm(1), grid.spacingMm(2)));
        text.entry("Skin threshold", String.format(Locale.ROOT, "%.4g", qc.threshold()));
        text.gap(18);
        text.heading("Changed voxels");
        text.entry("Count", String.format(Locale.ROOT, "%,d", changed));
        text.entry("Share", String.format(Locale.ROOT, "%.2f %%", 100.0 * changed / grid.size()));
        text.entry("Volume", String.format(Locale.ROOT, "%.0f ml", ml));
        text.gap(18);
        text.heading("Outlines");
        text.swatch(new Color(CHANGED_RGB), "changed voxels");
        text.swatch(new Color(GUARD_RGB), "brain guard: never changed");
        text.gap(18);
        text.heading("Reading the pictures");
        text.paragraph(
                "Slices along the world axes, radiological: R, the person's right, is on the left. A: front, P: back.",
                font(Font.PLAIN, 14),
                DIM);
        text.paragraph("Dark flat faces are cuts by the field of view.", font(Font.PLAIN, 14), DIM);
        text.gap(18);
        text.paragraph("RESTRICTED: shows the original face. Do not share.", font(Font.BOLD, 15), new Color(0xFF8A7A));
    }

    private static long count(byte[] mask) {
        long n = 0;
        for (byte b : mask) {
            n += b != 0 ? 1 : 0;
        }
        return n;
    }

    private static Color verdictColor(String verdict) {
        return switch (verdict) {
            case "PASS" -> new Color(0x2E9E5B);
            case "REVIEW" -> new Color(0xC98A12);
            default -> new Color(0xC8382E);
        };
    }

    private static void caption(Graphics2D g, String text, int x, int baseline) {
        g.setFont(font(Font.PLAIN, 15));
        g.setColor(DIM);
        g.drawString(text, x + 2, baseline);
    }

    private static void rowLabel(Graphics2D g, String text, int middle) {
        Graphics2D turned = (Graphics2D) g.create();
        turned.setFont(font(Font.BOLD, 15));
        turned.setColor(INK);
        turned.setStroke(new BasicStroke(1));
        turned.rotate(-Math.PI / 2, LEFT - 16, middle);
        turned.drawString(text, LEFT - 16 - turned.getFontMetrics().stringWidth(text) / 2, middle);
        turned.dispose();
    }

    /** The logical font, which every Java has. */
    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
