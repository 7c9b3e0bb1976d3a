package org.guise.audit.recognise;

/**
 * The 68 points of iBUG (Sagonas 2013), from 0: jaw 0–16 from the right ear, right brow 17–21, left brow 22–26, bridge of
 * the nose 27–30, nostrils 31–35, right eye 36–41, left eye 42–47, outer lips 48–59, inner lips 60–67. Right and left are
 * the person's; the person's right is on the left of the picture.
 */
final class Landmarks {
    /** Number of points. */
    static final int COUNT = 68;

    static final int NOSE_TIP = 30, MOUTH_RIGHT = 48, MOUTH_LEFT = 54;
    static final int RIGHT_EYE = 36, LEFT_EYE = 42, EYE_POINTS = 6;

    private static final int[] MIRROR = mirror();

    private Landmarks() {}

    /** Centre of the right eye, of the left eye, tip of the nose, right and left mouth corner, each {x, y}. */
    static double[][] five(double[][] points) {
        return new double[][] {
            mean(points, RIGHT_EYE, EYE_POINTS),
            mean(points, LEFT_EYE, EYE_POINTS),
            points[NOSE_TIP],
            points[MOUTH_RIGHT],
            points[MOUTH_LEFT]
        };
    }

    /** Smallest box {left, top, right, bottom} around points. */
    static double[] bounds(double[][] points) {
        double[] b = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] p : points) {
            b[0] = Math.min(b[0], p[0]);
            b[1] = Math.min(b[1], p[1]);
            b[2] = Math.max(b[2], p[0]);
            b[3] = Math.max(b[3], p[1]);
        }
        return b;
    }

    /** The point that takes the place of each point when a face is mirrored, a new array. */
    static int[] mirrored() {
        return MIRROR.clone();
    }

    /** The mean of a face and its mirror image laid upon it by turn and shift: takes away most of a turn of the head. */
    static double[][] symmetrised(double[][] p) {
        double[][] mirror = new double[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            mirror[i] = new double[] {-p[MIRROR[i]][0], p[MIRROR[i]][1]};
        }
        Similarity onto = Similarity.fitRigid(mirror, p);
        double[][] s = new double[COUNT][2];
        for (int i = 0; i < COUNT; i++) {
            s[i][0] = 0.5 * (p[i][0] + onto.x(mirror[i][0], mirror[i][1]));
            s[i][1] = 0.5 * (p[i][1] + onto.y(mirror[i][0], mirror[i][1]));
        }
        return s;
    }

    static double[] mean(double[][] points, int first, int count) {
        double x = 0, y = 0;
        for (int i = first; i < first + count; i++) {
            x += points[i][0] / count;
            y += points[i][1] / count;
        }
        return new double[] {x, y};
    }

    private static int[] mirror() {
        int[] m = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            m[i] = i;
        }
        for (int i = 0; i < 8; i++) {
            swap(m, i, 16 - i);
        }
        for (int i = 0; i < 5; i++) {
            swap(m, 17 + i, 26 - i);
        }
        swap(m, 31, 35);
        swap(m, 32, 34);
        int[][] pairs = {
            {36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47}, {41, 46}, {48, 54}, {49, 53}, {50, 52}, {55, 59},
            {56, 58}, {60, 64}, {61, 63}, {65, 67}
        };
        for (int[] p : pairs) {
            swap(m, p[0], p[1]);
        }
        return m;
    }

    private static void swap(int[] m, int i, int j) {
        m[i] = j;
        m[j] = i;
    }
}
