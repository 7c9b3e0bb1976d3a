package org.guise.people.head;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.guise.core.anatomy.Landmark;

/**
 * Turns identities into head meshes, all with the same topology. Build once; thread-safe.
 *
 * <p>Frame of every mesh: RAS mm, origin half-way between the two tragi, axes as in the base mesh (upright, looking
 * straight ahead). The shift is taken from each person's own tragi because body height moves the head by decimetres.
 */
public final class HeadModel {
    private static final double ABOVE_EARS_MM = 40;
    private static final double CHIN_DEPTH_MM = 20;

    /**
     * The parametric heads are small: eyes 57.8 mm apart (adults about 62), sellion to menton 106 mm (118), breadth 146 mm
     * (152). Enlarged by this much, these measures and the room for the brain come near adult means.
     */
    public static final double ENLARGE = 1.05;

    /** 96 adults, 8 of each sex per decade from 20 to 79, mixed ancestry. */
    public static final Population ADULTS =
            new Population(1, 20, 6, 8, Population.EASY_SPREAD, Population.Ancestry.MIXED);

    private final MakeHuman human;
    private final HeadTopology topology;
    private final HeadLandmarks landmarks;
    private final int[] noseWing;

    /** Prepares the topology: about a second. */
    public HeadModel(MakeHuman human) {
        this.human = human;
        this.topology = new HeadTopology(human);
        this.landmarks = new HeadLandmarks(topology, topology.cage(human.shape(Map.of())));
        this.noseWing = noseWing();
    }

    /** Loads the package from its folder and prepares the topology. */
    public static HeadModel load(Path packageDir) throws IOException {
        return new HeadModel(MakeHuman.load(packageDir));
    }

    /** The head of a person. */
    public HeadMesh mesh(Identity identity, Expression expression) {
        return topology.mesh(cage(identity, expression));
    }

    /** The average of {@link #ADULTS}: the face of the adult atlas. */
    public HeadMesh mean() {
        return mean(ADULTS);
    }

    /** {@link #body} of the average adult: the atlas's skin with what hangs on it, before it is made symmetric. */
    public double[] meanBody() {
        return meanBody(ADULTS);
    }

    /** The average head of a population with the lids closed, symmetric about x = 0. Bit-identical everywhere. */
    public HeadMesh mean(Population population) {
        return topology.mesh(topology.symmetric(topology.cage(meanBody(population))));
    }

    private double[] meanBody(Population population) {
        double[] sum = new double[3 * human.vertexCount()];
        for (int i = 0; i < population.size(); i++) {
            double[] c = body(population.person(i), Expression.ASLEEP);
            for (int k = 0; k < sum.length; k++) {
                sum[k] += c[k];
            }
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= population.size();
        }
        return sum;
    }

    private double[] cage(Identity identity, Expression expression) {
        return topology.cage(body(identity, expression));
    }

    /**
     * Every vertex of the package's base mesh, helpers too, shaped as this person and in the head frame: what hair, brows and
     * eyes are fitted to.
     *
     * @return {@code double[3·vertexCount]}, mm, xyz interleaved
     */
    public double[] body(Identity identity, Expression expression) {
        Map<String, Double> targets = new TreeMap<>(identity.targets());
        expression.targets().forEach((name, w) -> targets.merge(name, w, Double::sum));
        double[] p = human.shape(targets);
        double[] middle = landmarks.middle(topology.cage(p));
        for (int i = 0; i < p.length; i++) {
            p[i] = ENLARGE * (p[i] - middle[i % 3]);
        }
        return p;
    }

    /** The skin that a camera sees, lids and lips open; for any person of this model. */
    public VisibleSkin visibleSkin() {
        return new VisibleSkin(human);
    }

    /** Body measures of a mesh of this model. */
    public Anthropometry measure(HeadMesh mesh) {
        Map<Landmark, double[]> l = landmarks(mesh);
        double[] p = mesh.points();
        double left = 0;
        double right = 0;
        double front = -1e9;
        double back = 1e9;
        double chin = l.get(Landmark.POGONION)[2];
        for (int n : mesh.triangles(Part.SKIN)) {
            double x = p[3 * n];
            double y = p[3 * n + 1];
            double z = p[3 * n + 2];
            if (z > ABOVE_EARS_MM) {
                left = Math.min(left, x);
                right = Math.max(right, x);
                front = Math.max(front, y);
                back = Math.min(back, y);
            }
            if (Math.abs(x) < 5 && y > l.get(Landmark.POGONION)[1] - CHIN_DEPTH_MM) {
                chin = Math.min(chin, z);
            }
        }
        return new Anthropometry(
                distance(centre(mesh, Part.EYE_LEFT), centre(mesh, Part.EYE_RIGHT)),
                distance(mesh.point(noseWing[0]), mesh.point(noseWing[1])),
                right - left,
                front - back,
                l.get(Landmark.SELLION)[2] - chin,
                distance(l.get(Landmark.MOUTH_LEFT), l.get(Landmark.MOUTH_RIGHT)));
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }

    /** Mean of the corners of a part's triangles. */
    private static double[] centre(HeadMesh mesh, Part part) {
        double[] c = new double[3];
        int[] t = mesh.triangles(part);
        for (int n : t) {
            for (int a = 0; a < 3; a++) {
                c[a] += mesh.points()[3 * n + a] / t.length;
            }
        }
        return c;
    }

    /** The skin points that the target for the width of the nostrils moves most, left and right. */
    private int[] noseWing() {
        double[] base = topology.cage(human.shape(Map.of()));
        double[] wide = topology.cage(human.shape(Map.of("nose/nose-width3-max", 1.0)));
        int left = 0;
        int right = 0;
        for (int v = 0; v < topology.cageSize(); v++) {
            double dx = wide[3 * v] - base[3 * v];
            if (topology.skinPoint(v) >= 0) {
                left = dx < wide[3 * left] - base[3 * left] ? v : left;
                right = dx > wide[3 * right] - base[3 * right] ? v : right;
            }
        }
        return new int[] {topology.skinPoint(left), topology.skinPoint(right)};
    }

    /** The landmarks of a mesh of this model, world RAS mm. */
    public Map<Landmark, double[]> landmarks(HeadMesh mesh) {
        Map<Landmark, double[]> points = new EnumMap<>(Landmark.class);
        for (Landmark l : Landmark.values()) {
            points.put(l, mesh.point(landmarks.point(l)));
        }
        return points;
    }
}
