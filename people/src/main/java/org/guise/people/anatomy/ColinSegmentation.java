package org.guise.people.anatomy;

import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;

/**
 * Tissue labels of the Colin27 T1 average (181×217×181, 1 mm, MNI space, cut at the upper lip).
 *
 * <p>Brain by the modes of the brain histogram; skull as the dark layer round the dura with its bright diploë; thick
 * very dark pockets are air; the remaining soft tissue by brightness. The image is an average of 27 scans of one head,
 * so there is hardly any noise and plain thresholds with morphology suffice.
 *
 * @param labels tissue codes on Colin's grid
 * @param brain everything inside the dura, above the foramen magnum
 * @param head filled head, including inner air
 */
record ColinSegmentation(LabelVolume labels, boolean[] brain, boolean[] head) {
    /** Voxel coordinates of the eyeball centres, right then left, and of the cord where the image ends. */
    static final double[][] EYES = {{122.5, 185.5, 30}, {57.5, 185.5, 30}};

    static final double[] CORD = {90, 84};
    private static final int FORAMEN_MAGNUM = 13;

    /** Head surface, below which the average is already blended with background. */
    private static final int HEAD = 28;

    private static final int BONE_MAX = 48;
    private static final int AIR_MAX = 15;
    private static final int ETHMOID_AIR = 30;
    private static final int FRONTAL_SINUS_TOP = 64;
    private static final int FAT_MIN = 112;
    private static final int MARROW_MIN = 24;

    static ColinSegmentation of(LabelVolume t1, LabelVolume brainImage) {
        Grid g = t1.grid();
        int n = g.size();
        boolean[] head = head(t1);
        boolean[] bet = new boolean[n];
        for (int i = 0; i < n; i++) {
            bet[i] = brainImage.data()[i] != 0;
        }
        boolean[] brain = duralSac(t1, bet);
        byte[] label = new byte[n];
        brainTissue(t1, bet, brain, label);
        skullAndScalp(t1, head, brain, label);
        eyesAndCord(t1, label);
        return new ColinSegmentation(new LabelVolume(g, label), brain, head);
    }

    private static int value(LabelVolume t1, int i) {
        return t1.data()[i] & 0xff;
    }

    private static boolean[] head(LabelVolume t1) {
        Grid g = t1.grid();
        boolean[] m = new boolean[g.size()];
        for (int i = 0; i < m.length; i++) {
            m[i] = value(t1, i) >= HEAD;
        }
        m = Masks.largest(m, g);
        return Masks.fillHoles(Masks.close(m, g, 6), g);
    }

    /** The brain mask closed over the sulci and fissures, then grown to the inner table. */
    private static boolean[] duralSac(LabelVolume t1, boolean[] bet) {
        Grid g = t1.grid();
        boolean[] m = Masks.largest(Masks.close(bet, g, 9), g);
        m = Masks.fillHoles(m, g);
        boolean[] near = Masks.dilate(m, g, 3);
        for (int i = 0; i < m.length; i++) {
            int k = i / (g.nx() * g.ny());
            // Above the orbits the inner table is dark everywhere; below, growing would leak through thin bone.
            boolean vault = k > 60;
            near[i] = m[i] || vault && near[i] && value(t1, i) >= 42;
        }
        m = Masks.fillHoles(Masks.close(Masks.open(near, g, 1.5), g, 3), g);
        for (int i = 0; i < m.length; i++) {
            m[i] &= i / (g.nx() * g.ny()) >= FORAMEN_MAGNUM;
        }
        return Masks.largest(m, g);
    }

    /** Modes of the brain histogram: {grey, white}. */
    static int[] modes(LabelVolume t1, boolean[] bet) {
        double[] h = new double[256];
        for (int i = 0; i < bet.length; i++) {
            if (bet[i]) {
                h[value(t1, i)]++;
            }
        }
        double[] s = new double[256];
        for (int v = 3; v < 253; v++) {
            for (int d = -3; d <= 3; d++) {
                s[v] += h[v + d] * (4 - Math.abs(d));
            }
        }
        int top = argMax(s, 0, 256);
        int second = secondPeak(s, top);
        return new int[] {Math.min(top, second), Math.max(top, second)};
    }

    private static int secondPeak(double[] s, int top) {
        int best = -1;
        for (int v = 1; v < 255; v++) {
            if (Math.abs(v - top) > 15 && s[v] >= s[v - 1] && s[v] >= s[v + 1] && (best < 0 || s[v] > s[best])) {
                best = v;
            }
        }
        return best;
    }

    private static int argMax(double[] s, int from, int to) {
        int best = from;
        for (int v = from; v < to; v++) {
            if (s[v] > s[best]) {
                best = v;
            }
        }
        return best;
    }

    private static void brainTissue(LabelVolume t1, boolean[] bet, boolean[] brain, byte[] label) {
        Grid g = t1.grid();
        int[] m = modes(t1, bet);
        // Grey reaches as far below its mode as white lies above it: the sulci give no CSF mode of their own.
        int greyMin = 2 * m[0] - m[1], whiteMin = (m[0] + m[1] + 1) / 2;
        float[] toBet = Masks.distance(bet, g);
        float[] inside = Masks.distance(Masks.not(brain), g);
        for (int i = 0; i < label.length; i++) {
            if (!brain[i]) {
                continue;
            }
            int v = value(t1, i);
            Tissue t = v < greyMin ? Tissue.CSF : v < whiteMin ? Tissue.GREY : Tissue.WHITE;
            if (toBet[i] > 3 && t != Tissue.CSF) {
                t = Tissue.SOFT; // sinuses, falx and tentorium
            }
            if (inside[i] < 2) {
                t = Tissue.CSF; // the subarachnoid space is thinner than the average can show
            }
            label[i] = t.code();
        }
    }

    private static void skullAndScalp(LabelVolume t1, boolean[] head, boolean[] brain, byte[] label) {
        Grid g = t1.grid();
        int n = g.size();
        float[] toBrain = Masks.distance(brain, g);
        float[] depth = Masks.distance(Masks.not(head), g);
        boolean[] air = new boolean[n];
        for (int i = 0; i < n; i++) {
            air[i] = head[i] && !brain[i] && depth[i] > 3 && value(t1, i) < AIR_MAX;
        }
        air = Masks.open(air, g, 1.8);
        boolean[] bone = new boolean[n];
        for (int i = 0; i < n; i++) {
            int j = i / g.nx() % g.ny();
            int k = i / (g.nx() * g.ny());
            // Behind the ear most of the darkness is dense petrous bone; above the frontal sinus all of it is skull.
            air[i] &= k < FRONTAL_SINUS_TOP && (j > 110 || value(t1, i) < 8);
            boolean outer = head[i] && !brain[i] && !air[i];
            boolean table = toBrain[i] <= 3.2 && depth[i] > 4 && value(t1, i) < 100;
            bone[i] = outer && depth[i] > 3.5 && toBrain[i] < 40 && (value(t1, i) < BONE_MAX || table);
        }
        bone = Masks.dropSmall(bone, g, 300);
        boolean[] solid = new boolean[n];
        for (int i = 0; i < n; i++) {
            solid[i] = bone[i] || air[i] || brain[i] && toBrain[i] == 0;
        }
        boolean[] closed = Masks.close(solid, g, 4);
        float[] toOut = Masks.distance(Masks.not(closed), g);
        for (int i = 0; i < n; i++) {
            if (brain[i]) {
                continue;
            }
            int v = value(t1, i);
            Tissue t;
            if (!head[i]) {
                t = Tissue.AIR;
            } else if (air[i]) {
                t = Tissue.AIRWAY;
            } else if (closed[i] && depth[i] > 4 && toBrain[i] < 16) {
                boolean between = toOut[i] > 1.9 && toBrain[i] > 1.9;
                boolean diploe = i / (g.nx() * g.ny()) > FRONTAL_SINUS_TOP || v >= MARROW_MIN;
                t = ethmoid(i, g)
                        ? (v < ETHMOID_AIR ? Tissue.AIRWAY : Tissue.SOFT)
                        : between && diploe ? Tissue.MARROW : Tissue.BONE;
            } else if (bone[i]) {
                t = Tissue.BONE;
            } else if (depth[i] <= 2) {
                t = Tissue.SKIN;
            } else {
                t = v >= FAT_MIN ? Tissue.FAT : v >= BONE_MAX ? Tissue.MUSCLE : Tissue.SOFT;
            }
            label[i] = t.code();
        }
    }

    /** The labyrinth of thin walls and cells between the orbits, in front of the sphenoid sinus. */
    private static boolean ethmoid(int i, Grid g) {
        int x = i % g.nx(), y = i / g.nx() % g.ny(), z = i / (g.nx() * g.ny());
        return Math.abs(x - 90) < 13 && y > 145 && y < 190 && z > 12 && z < 38;
    }

    private static void eyesAndCord(LabelVolume t1, byte[] label) {
        Grid g = t1.grid();
        for (int i = 0; i < label.length; i++) {
            int x = i % g.nx(), y = i / g.nx() % g.ny(), z = i / (g.nx() * g.ny());
            for (double[] e : EYES) {
                double r = Math.sqrt((x - e[0]) * (x - e[0]) + (y - e[1]) * (y - e[1]) + (z - e[2]) * (z - e[2]));
                if (r <= 12.5 && label[i] != Tissue.SKIN.code() && label[i] != Tissue.AIR.code()) {
                    label[i] = Tissue.EYE_FLUID.code();
                }
            }
            double r = Math.sqrt((x - CORD[0]) * (x - CORD[0]) + (y - CORD[1]) * (y - CORD[1]));
            if (z < FORAMEN_MAGNUM && r <= 12) {
                int v = value(t1, i);
                if (v < 58 && r <= 11) {
                    label[i] = Tissue.CSF.code();
                } else if (r <= 8) {
                    label[i] = Tissue.WHITE.code();
                }
            }
        }
    }
}
