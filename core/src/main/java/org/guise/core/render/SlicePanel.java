package org.guise.core.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * A picture of one world-aligned plane, in true proportions, seen as radiologists do: the person's right on the left,
 * the front on the left of sagittal planes.
 *
 * @param plane which way the plane lies
 * @param centreMm the point in the middle of the picture, world RAS mm
 * @param pixelMm size of a pixel
 * @param width pixels
 * @param height pixels
 */
record SlicePanel(Plane plane, double[] centreMm, double pixelMm, int width, int height) {
    /** World planes: the axis across the plane, and the world axes that run left and up in the picture. */
    enum Plane {
        SAGITTAL(0, 1, 2, "A", "P"),
        CORONAL(1, 0, 2, "R", "L"),
        AXIAL(2, 0, 1, "R", "L");
        final int across, left, up;
        final String leftLetter, rightLetter;

        Plane(int across, int left, int up, String leftLetter, String rightLetter) {
            this.across = across;
            this.left = left;
            this.up = up;
            this.leftLetter = leftLetter;
            this.rightLetter = rightLetter;
        }
    }

    /** An outline to draw: the border of the non-zero voxels, in one colour 0xRRGGBB. */
    record Outline(LabelVolume mask, int rgb) {}

    /** The picture of a volume, black at {@code low}, white at {@code high}, dark outside of the grid. */
    BufferedImage draw(Volume volume, double low, double high, int threads, Outline... outlines) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        Affine toVoxel = pixelToVoxel(volume.grid());
        Workers.forEach(height, threads, row -> {
            for (int col = 0; col < width; col++) {
                double v = sample(volume, toVoxel.x(col, row, 0), toVoxel.y(col, row, 0), toVoxel.z(col, row, 0));
                int grey = Double.isNaN(v) ? 0 : Math.clamp(Math.round(255 * (v - low) / (high - low)), 0, 255);
                rgb[row * width + col] = grey * 0x010101;
            }
        });
        for (Outline outline : outlines) {
            trace(outline, rgb);
        }
        return picture;
    }

    /** Pixel (column, row, 0) → voxel indices. */
    private Affine pixelToVoxel(Grid grid) {
        double[] m = new double[12];
        m[plane.left * 4] = -pixelMm;
        m[plane.up * 4 + 1] = -pixelMm;
        for (int a = 0; a < 3; a++) {
            m[a * 4 + 3] = centreMm[a];
        }
        m[plane.left * 4 + 3] += 0.5 * (width - 1) * pixelMm;
        m[plane.up * 4 + 3] += 0.5 * (height - 1) * pixelMm;
        return grid.worldToVoxel().after(Affine.of(m));
    }

    /** Colours every pixel of the mask that has a neighbour outside of it. */
    private void trace(Outline outline, int[] rgb) {
        Grid g = outline.mask.grid();
        Affine toVoxel = pixelToVoxel(g);
        boolean[] in = new boolean[width * height];
        for (int row = 0; row < height; row++) {
            for (int col = 0; col < width; col++) {
                int i = (int) Math.floor(toVoxel.x(col, row, 0) + 0.5),
                        j = (int) Math.floor(toVoxel.y(col, row, 0) + 0.5);
                int k = (int) Math.floor(toVoxel.z(col, row, 0) + 0.5);
                in[row * width + col] = i >= 0
                        && j >= 0
                        && k >= 0
                        && i < g.nx()
                        && j < g.ny()
                        && k < g.nz()
                        && outline.mask.data()[g.index(i, j, k)] != 0;
            }
        }
        for (int row = 0; row < height; row++) {
            for (int col = 0; col < width; col++) {
                int p = row * width + col;
                if (in[p]
                        && (col == 0
                                || row == 0
                                || col == width - 1
                                || row == height - 1
                                || !in[p - 1]
                                || !in[p + 1]
                                || !in[p - width]
                                || !in[p + width])) {
                    rgb[p] = outline.rgb;
                }
            }
        }
    }

    /** Trilinear sample, held constant within half a voxel of the border; not a number outside. */
    private static double sample(Volume v, double x, double y, double z) {
        Grid g = v.grid();
        if (x < -0.5 || y < -0.5 || z < -0.5 || x > g.nx() - 0.5 || y > g.ny() - 0.5 || z > g.nz() - 0.5) {
            return Double.NaN;
        }
        x = Math.clamp(x, 0, g.nx() - 1);
        y = Math.clamp(y, 0, g.ny() - 1);
        z = Math.clamp(z, 0, g.nz() - 1);
        int i = (int) x, j = (int) y, k = (int) z;
        double fx = x - i, fy = y - j, fz = z - k, sum = 0;
        for (int c = 0; c < 8; c++) {
            int a = c & 1, b = c >> 1 & 1, d = c >> 2;
            double w = (a == 0 ? 1 - fx : fx) * (b == 0 ? 1 - fy : fy) * (d == 0 ? 1 - fz : fz);
            if (w > 0) {
                sum += w * v.data()[g.index(i + a, j + b, k + d)];
            }
        }
        return sum;
    }
}
