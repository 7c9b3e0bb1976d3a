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
    private final MakeHuman human;
    private final HeadTopology topology;
    private final HeadLandmarks landmarks;

    /** Prepares the topology: about a second. */
    public HeadModel(MakeHuman human) {
        this.human = human;
        this.topology = new HeadTopology(human);
        this.landmarks = new HeadLandmarks(topology, topology.cage(human.shape(Map.of())));
    }

    /** Loads the package from its folder and prepares the topology. */
    public static HeadModel load(Path packageDir) throws IOException {
        return new HeadModel(MakeHuman.load(packageDir));
    }

    /** The head of a person. */
    public HeadMesh mesh(Identity identity, Expression expression) {
        return topology.mesh(cage(identity, expression));
    }

    /** The average adult: 96 persons, 8 of each sex per decade from 20 to 79, mixed ancestry. The face of the atlas. */
    public HeadMesh mean() {
        return mean(new Population(1, 20, 6, 8, Population.EASY_SPREAD, Population.Ancestry.MIXED));
    }

    /** The average head of a population with the lids closed, symmetric about x = 0. Bit-identical everywhere. */
    public HeadMesh mean(Population population) {
        return topology.mesh(topology.symmetric(meanCage(population)));
    }

    private double[] meanCage(Population population) {
        double[] sum = new double[3 * topology.cageSize()];
        for (int i = 0; i < population.size(); i++) {
            double[] c = cage(population.person(i), Expression.ASLEEP);
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
        Map<String, Double> targets = new TreeMap<>(identity.targets());
        expression.targets().forEach((name, w) -> targets.merge(name, w, Double::sum));
        double[] c = topology.cage(human.shape(targets));
        return landmarks.centred(c);
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
