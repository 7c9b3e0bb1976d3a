package org.guise.people.photo;

/**
 * Finds the pixels whose middles lie in a triangle (Pineda 1988, edge functions). Corners are rounded to 1/256 pixel and the
 * edge functions are whole numbers with a fixed rule for ties, so a pixel on the edge of two triangles belongs to exactly one
 * of them: meshes have neither cracks nor doubly drawn pixels.
 */
final class Rasteriser {
    private static final int SUB = 256;
    /** Corners further out than this would overflow; nothing of a face is there. */
    private static final double FAR = 1 << 20;

    /** Takes the pixels of a triangle. */
    interface Sink {
        /**
         * @param pixel row · width + column
         * @param b second corner's share, perspective-correct
         * @param c third corner's share; the first one's is 1 − b − c
         * @param nearness see {@link View}
         */
        void pixel(int pixel, float b, float c, float nearness);
    }

    private Rasteriser() {}

    /**
     * Draws one triangle, whichever way it faces.
     *
     * @param projected column, row, nearness per point
     * @param perspective whether nearness is 1/depth
     */
    static void draw(
            double[] projected, int i0, int i1, int i2, int width, int height, boolean perspective, Sink sink) {
        double w0 = projected[3 * i0 + 2];
        double w1 = projected[3 * i1 + 2];
        double w2 = projected[3 * i2 + 2];
        if (!usable(projected, i0) || !usable(projected, i1) || !usable(projected, i2)) {
            return;
        }
        long x0 = Math.round(projected[3 * i0] * SUB);
        long y0 = Math.round(projected[3 * i0 + 1] * SUB);
        long x1 = Math.round(projected[3 * i1] * SUB);
        long y1 = Math.round(projected[3 * i1 + 1] * SUB);
        long x2 = Math.round(projected[3 * i2] * SUB);
        long y2 = Math.round(projected[3 * i2 + 1] * SUB);
        long area = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
        if (area == 0) {
            return;
        }
        long turn = area > 0 ? 1 : -1;
        int left = (int) Math.max(0, Math.floorDiv(Math.min(x0, Math.min(x1, x2)) - SUB / 2, SUB));
        int right = (int) Math.min(width - 1, Math.floorDiv(Math.max(x0, Math.max(x1, x2)) - SUB / 2, SUB));
        int top = (int) Math.max(0, Math.floorDiv(Math.min(y0, Math.min(y1, y2)) - SUB / 2, SUB));
        int bottom = (int) Math.min(height - 1, Math.floorDiv(Math.max(y0, Math.max(y1, y2)) - SUB / 2, SUB));
        if (left > right || top > bottom) {
            return;
        }
        long px = (long) left * SUB + SUB / 2;
        long py = (long) top * SUB + SUB / 2;
        // Edge functions of the edges opposite to corner 0, 1 and 2, positive inside; ties go to left and upper edges.
        long row0 = turn * ((x2 - x1) * (py - y1) - (y2 - y1) * (px - x1));
        long row1 = turn * ((x0 - x2) * (py - y2) - (y0 - y2) * (px - x2));
        long row2 = turn * ((x1 - x0) * (py - y0) - (y1 - y0) * (px - x0));
        long dx0 = -turn * (y2 - y1) * SUB;
        long dx1 = -turn * (y0 - y2) * SUB;
        long dx2 = -turn * (y1 - y0) * SUB;
        long dy0 = turn * (x2 - x1) * SUB;
        long dy1 = turn * (x0 - x2) * SUB;
        long dy2 = turn * (x1 - x0) * SUB;
        long tie0 = dx0 > 0 || dx0 == 0 && dy0 > 0 ? 0 : 1;
        long tie1 = dx1 > 0 || dx1 == 0 && dy1 > 0 ? 0 : 1;
        long tie2 = dx2 > 0 || dx2 == 0 && dy2 > 0 ? 0 : 1;
        double share = 1.0 / Math.abs(area);
        for (int y = top; y <= bottom; y++) {
            long e0 = row0;
            long e1 = row1;
            long e2 = row2;
            for (int x = left; x <= right; x++) {
                if (e0 >= tie0 && e1 >= tie1 && e2 >= tie2) {
                    double a = e0 * share;
                    double b = e1 * share;
                    double c = e2 * share;
                    double nearness = a * w0 + b * w1 + c * w2;
                    if (perspective) {
                        b *= w1 / nearness;
                        c *= w2 / nearness;
                    }
                    sink.pixel(y * width + x, (float) b, (float) c, (float) nearness);
                }
                e0 += dx0;
                e1 += dx1;
                e2 += dx2;
            }
            row0 += dy0;
            row1 += dy1;
            row2 += dy2;
        }
    }

    private static boolean usable(double[] p, int i) {
        return Math.abs(p[3 * i]) < FAR && Math.abs(p[3 * i + 1]) < FAR && !Double.isNaN(p[3 * i + 2]);
    }

    /** Column, row and nearness of every point. */
    static double[] project(View view, double[] points) {
        double[] out = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            view.project(points[i], points[i + 1], points[i + 2], out, i);
        }
        return out;
    }
}
