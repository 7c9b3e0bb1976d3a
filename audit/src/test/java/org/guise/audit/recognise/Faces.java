package org.guise.audit.recognise;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Assumptions;

/** Faces for tests: landmarks set by hand, and pictures made of noise. */
final class Faces {
    private Faces() {}

    /** Skips a test, and says why where Maven would not. */
    static void skipUnless(boolean present, String reason) {
        if (!present) {
            System.out.println("skipped: " + reason);
        }
        Assumptions.assumeTrue(present, reason);
    }

    /** 68 landmarks of a symmetric face about x = 100, eye centres at (70, 80) and (130, 80). */
    static double[][] drawn() {
        double[][] p = new double[68][];
        for (int i = 0; i < 17; i++) {
            double x = i < 8 ? -50 + 6 * i : i == 8 ? 0 : 50 - 6 * (16 - i);
            p[i] = new double[] {100 + x, 80 + 10 * Math.min(i, 16 - i)};
        }
        for (int i = 0; i < 5; i++) {
            p[17 + i] = new double[] {55 + 8 * i, 65 - Math.min(i, 3)};
            p[26 - i] = new double[] {145 - 8 * i, 65 - Math.min(i, 3)};
        }
        for (int i = 0; i < 4; i++) {
            p[27 + i] = new double[] {100, 80 + 10 * i};
        }
        for (int i = 0; i < 5; i++) {
            p[31 + i] = new double[] {90 + 5 * i, 115};
        }
        double[][] eye = {{-10, 0}, {-4, -3}, {4, -3}, {10, 0}, {4, 3}, {-4, 3}};
        int[] twin = {45, 44, 43, 42, 47, 46};
        for (int i = 0; i < 6; i++) {
            p[36 + i] = new double[] {70 + eye[i][0], 80 + eye[i][1]};
            p[twin[i]] = new double[] {130 - eye[i][0], 80 + eye[i][1]};
        }
        for (int i = 0; i < 7; i++) {
            p[48 + i] = new double[] {79 + 7 * i, 135 - 2 * Math.min(i, 6 - i)};
        }
        for (int i = 0; i < 5; i++) {
            p[59 - i] = new double[] {86 + 7 * i, 143 + Math.min(i, 4 - i)};
        }
        for (int i = 0; i < 5; i++) {
            p[60 + i] = new double[] {82 + 9 * i, 135};
        }
        for (int i = 0; i < 3; i++) {
            p[67 - i] = new double[] {91 + 9 * i, 138};
        }
        return p;
    }

    static double[][] moved(double[][] points, Similarity s) {
        double[][] q = new double[points.length][];
        for (int i = 0; i < q.length; i++) {
            q[i] = new double[] {s.x(points[i][0], points[i][1]), s.y(points[i][0], points[i][1])};
        }
        return q;
    }

    static FaceImage of(BufferedImage picture, double[][] landmarks) {
        return new FaceImage(picture, 1, Landmarks.bounds(landmarks), landmarks);
    }

    /** A face without a picture worth looking at. */
    static FaceImage of(double[][] landmarks) {
        return of(new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY), landmarks);
    }

    /** Smooth blobs of many sizes, seeded. */
    static BufferedImage blobs(long seed, int size, double shiftX) {
        java.util.Random r = new java.util.Random(seed);
        double[] v = new double[size * size];
        for (int k = 0; k < 120; k++) {
            double cx = size * r.nextDouble() + shiftX, cy = size * r.nextDouble(), s = 2 + 8 * r.nextDouble();
            double a = 120 * (r.nextDouble() - 0.5);
            for (int i = 0; i < v.length; i++) {
                double dx = i % size - cx, dy = i / size - cy;
                v[i] += a * Math.exp(-(dx * dx + dy * dy) / (2 * s * s));
            }
        }
        BufferedImage p = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < v.length; i++) {
            p.getRaster().setSample(i % size, i / size, 0, Math.clamp(Math.round(128 + v[i]), 0, 255));
        }
        return p;
    }
}
