package org.guise.people.head;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.guise.core.anatomy.Landmark;

/**
 * The vertices that carry the landmarks, found once on the base mesh: corners of the lid and lip loops, extremes of the
 * mid-line profile. The tragi are named by number (front rim of the ear canal, seen in a side view).
 */
final class HeadLandmarks {
    private static final double[] TRAGUS_LEFT_BASE_MM = {-72.8, 60.9, 709.7};
    private static final double MIDLINE_MM = 0.1;

    private final Map<Landmark, Integer> cageVertex = new EnumMap<>(Landmark.class);
    private final HeadTopology topology;
    private final double[] base;

    /**
     * @param topology of the head
     * @param base cage of the base mesh in its own origin, RAS mm
     */
    HeadLandmarks(HeadTopology topology, double[] base) {
        this.topology = topology;
        this.base = base;
        cageVertex.put(Landmark.EYE_OUTER_LEFT, extreme(topology.leftEyeLoop, v -> -x(v)));
        cageVertex.put(Landmark.EYE_INNER_LEFT, extreme(topology.leftEyeLoop, this::x));
        cageVertex.put(Landmark.EYE_INNER_RIGHT, extreme(topology.rightEyeLoop, v -> -x(v)));
        cageVertex.put(Landmark.EYE_OUTER_RIGHT, extreme(topology.rightEyeLoop, this::x));
        cageVertex.put(Landmark.MOUTH_LEFT, extreme(topology.mouthLoop, v -> -x(v)));
        cageVertex.put(Landmark.MOUTH_RIGHT, extreme(topology.mouthLoop, this::x));
        double eyes = z(cageVertex.get(Landmark.EYE_INNER_LEFT));
        double mouth = z(cageVertex.get(Landmark.MOUTH_LEFT));
        cageVertex.put(Landmark.PRONASALE, extreme(midline(v -> z(v) > mouth && z(v) < eyes), this::y));
        cageVertex.put(Landmark.SELLION, extreme(midline(v -> Math.abs(z(v) - eyes) < 15 && y(v) > 140), v -> -y(v)));
        cageVertex.put(Landmark.POGONION, extreme(midline(v -> z(v) < mouth - 25 && z(v) > mouth - 40), this::y));
        cageVertex.put(Landmark.TRAGUS_LEFT, nearest(-1));
        cageVertex.put(Landmark.TRAGUS_RIGHT, nearest(1));
    }

    private double x(int v) {
        return base[3 * v];
    }

    private double y(int v) {
        return base[3 * v + 1];
    }

    private double z(int v) {
        return base[3 * v + 2];
    }

    private static int extreme(int[] vertices, IntToDoubleFunction value) {
        int best = -1;
        for (int v : vertices) {
            if (best < 0 || value.applyAsDouble(v) > value.applyAsDouble(best)) {
                best = v;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("base mesh: a landmark has no candidate vertex");
        }
        return best;
    }

    private int[] midline(IntPredicate where) {
        return java.util.stream.IntStream.range(0, topology.cageSize())
                .filter(v -> topology.skinPoint(v) >= 0 && Math.abs(x(v)) < MIDLINE_MM && where.test(v))
                .toArray();
    }

    private int nearest(int side) {
        int[] all = java.util.stream.IntStream.range(0, topology.cageSize())
                .filter(v -> topology.skinPoint(v) >= 0)
                .toArray();
        double x = side * -TRAGUS_LEFT_BASE_MM[0];
        return extreme(
                all, v -> -(sq(x(v) - x) + sq(y(v) - TRAGUS_LEFT_BASE_MM[1]) + sq(z(v) - TRAGUS_LEFT_BASE_MM[2])));
    }

    private static double sq(double v) {
        return v * v;
    }

    /** The skin point of a landmark, the same number in every mesh. */
    int point(Landmark landmark) {
        return topology.skinPoint(cageVertex.get(landmark));
    }

    /** Half-way between the tragi of a cage. */
    double[] middle(double[] cage) {
        int left = 3 * cageVertex.get(Landmark.TRAGUS_LEFT);
        int right = 3 * cageVertex.get(Landmark.TRAGUS_RIGHT);
        double[] m = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            m[axis] = 0.5 * (cage[left + axis] + cage[right + axis]);
        }
        return m;
    }
}
