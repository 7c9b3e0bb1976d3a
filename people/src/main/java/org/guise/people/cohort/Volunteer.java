package org.guise.people.cohort;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.head.SeededRandom;
import org.guise.people.photo.Appearance;
import org.guise.people.photo.Setting;
import org.guise.people.photo.Sitting;
import org.guise.people.photo.Studio;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.Person;
import org.guise.people.scan.ScanSynthesizer;

/**
 * One synthetic person who can be scanned and photographed. Everything random comes from streams of its own, so that a scan
 * or photograph does not depend on what else is made.
 */
final class Volunteer {
    /** Room for the largest head of a population from the vertex to below the chin, mm. */
    private static final int[] SIZE_MM = {200, 248, 256};

    private static final double ABOVE_VERTEX_MM = 8;
    /** Neck and shoulders do not count where the field of view is placed. */
    private static final double HEAD_ABOVE_MM = -100;

    private static final double POSE_DEG = 3;
    private static final double SHIFT_MM = 0.5;
    private static final double MR_SNR = 22;
    private static final double LEAST_BIAS = 0.1;
    private static final double MOST_BIAS = 0.2;

    private static final int LOOKS = 1;
    private static final int FIRST_VISIT = 10;
    private static final int FIRST_PHOTO = 100;

    private final HeadModel model;
    private final Identity identity;
    private final Setting setting;
    private final long seed;
    private final Appearance appearance;

    /**
     * @param seed of this person
     */
    Volunteer(HeadModel model, Identity identity, Setting setting, long seed) {
        this.model = model;
        this.identity = identity;
        this.setting = setting;
        this.seed = seed;
        this.appearance = Appearance.of(identity, SeededRandom.of(seed, LOOKS));
    }

    Identity identity() {
        return identity;
    }

    /**
     * A scan: supine, eyes closed, no hair. Every visit has its own pose, lids, lips, bias field and noise.
     *
     * @param atlasMesh {@link HeadModel#mean()}
     * @param visit from 1
     */
    Volume scan(Atlas atlas, HeadMesh atlasMesh, Contrast contrast, int visit) {
        SeededRandom random = SeededRandom.of(seed, FIRST_VISIT + visit);
        Expression asleep =
                new Expression(random.uniform(0.84, 0.96), 0.05 * random.uniform(), 0.04 * random.uniform(), 0);
        HeadMesh upright = model.mesh(identity, asleep);
        HeadMesh supine = SupinePosture.of(upright, model.landmarks(upright), identity.ageYears(), identity.weight());
        Map<Landmark, double[]> landmarks = model.landmarks(supine);
        Person person = new Person(supine, landmarks, atlas, atlasMesh, seed, Person.NATURAL_SD_MM);
        double[] turn = new double[3];
        double[] shift = new double[3];
        for (int a = 0; a < 3; a++) {
            turn[a] = Math.toRadians(random.uniform(-POSE_DEG, POSE_DEG));
            shift[a] = random.uniform(-SHIFT_MM, SHIFT_MM);
        }
        Affine pose = Affine.shift(shift[0], shift[1], shift[2]).after(Affine.rotation(turn[0], turn[1], turn[2]));
        double bias = random.uniform(LEAST_BIAS, MOST_BIAS);
        double noise = contrast.noise(MR_SNR);
        return ScanSynthesizer.image(
                person,
                new Acquisition(
                        contrast, fieldOfView(supine, pose, contrast.voxelMm()), pose, bias, noise, random.nextLong()));
    }

    /** As a radiographer places it: the head in the middle, the vertex just inside. */
    private static Grid fieldOfView(HeadMesh head, Affine pose, double voxelMm) {
        double[] low = {1e9, 1e9, 1e9};
        double[] high = {-1e9, -1e9, -1e9};
        double[] p = head.points();
        for (int i = 0; i < p.length; i += 3) {
            if (p[i + 2] > HEAD_ABOVE_MM) {
                double[] q = pose.apply(p[i], p[i + 1], p[i + 2]);
                for (int a = 0; a < 3; a++) {
                    low[a] = Math.min(low[a], q[a]);
                    high[a] = Math.max(high[a], q[a]);
                }
            }
        }
        // Whole millimetres: how the head lies between the voxels is left to the pose.
        int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            n[a] = (int) Math.round(SIZE_MM[a] / voxelMm);
        }
        double x = Math.rint(0.5 * (low[0] + high[0])) - 0.5 * voxelMm * (n[0] - 1);
        double y = Math.rint(0.5 * (low[1] + high[1])) - 0.5 * voxelMm * (n[1] - 1);
        double z = Math.rint(high[2] + ABOVE_VERTEX_MM) - voxelMm * (n[2] - 1);
        return Grid.isotropic(n[0], n[1], n[2], voxelMm, x, y, z);
    }

    /**
     * A photograph.
     *
     * @param number from 1
     */
    BufferedImage photo(Studio studio, int number) {
        SeededRandom random = SeededRandom.of(seed, FIRST_PHOTO + number);
        return studio.photo(identity, appearance, Sitting.of(setting, identity, appearance, random), Studio.PIXELS);
    }
}
