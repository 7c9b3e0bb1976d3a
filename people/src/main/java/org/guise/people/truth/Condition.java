package org.guise.people.truth;

import java.util.Locale;
import java.util.Objects;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.people.head.SeededRandom;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.GridVariant;

/** What makes a scan hard: the fixed list of conditions that the engine promises to bear. */
public enum Condition {
    PLAIN,
    /** Up to ±30° about all three axes. */
    ROTATED,
    /** Up to ±40 mm along all three axes, field of view and all. */
    SHIFTED,
    /** 0.8 × 0.8 × 6.4 mm. */
    THICK_AXIAL,
    THICK_CORONAL,
    THICK_SAGITTAL,
    /** Axes permuted, an odd number of flips. */
    LEFT_HANDED,
    /** The grid turned by 20°, 15° and 10°. */
    OBLIQUE,
    /** Nothing below the upper lip. */
    LIP_CUT,
    /** Nothing above 45 mm below the vertex. */
    VAULT_CUT,
    /** 40 % receive field. */
    BIAS_40,
    /** SNR 10; CT: noise of 40 HU. */
    SNR_10,
    /** A little of everything. */
    MILD_ALL;

    private static final Grid WHOLE = Grid.isotropic(200, 256, 288, 1, -99.5, -123, -136);
    private static final double VERTEX_CUT_MM = 45;

    /** The name on the command line and in tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a subject is scanned under this condition; the same for the same seed. */
    public Acquisition of(Subject subject, Contrast contrast, long seed) {
        Acquisition how = onFineVoxels(subject, contrast, seed);
        Grid g = how.grid();
        double v = contrast.voxelMm();
        return v <= 1
                ? how
                : how.on(GridVariant.resized(
                        g, Math.max(v, g.spacingMm(0)), Math.max(v, g.spacingMm(1)), Math.max(v, g.spacingMm(2))));
    }

    private Acquisition onFineVoxels(Subject subject, Contrast contrast, long seed) {
        SeededRandom random = SeededRandom.of(seed, ordinal());
        Acquisition plain = new Acquisition(contrast, WHOLE, Affine.identity(), 0.15, contrast.noise(25), seed);
        return switch (this) {
            case PLAIN -> plain;
            case ROTATED ->
                plain.on(Grid.isotropic(220, 240, 260, 1.15, -126, -138, -148))
                        .posed(Affine.rotation(angle(random, 30), angle(random, 30), angle(random, 30)));
            case SHIFTED -> {
                Affine shift = Affine.shift(signed(random, 25, 40), signed(random, 25, 40), signed(random, 25, 40));
                yield plain.on(moved(WHOLE, shift)).posed(shift);
            }
            case THICK_AXIAL -> plain.on(GridVariant.resized(WHOLE, 0.8, 0.8, 6.4));
            case THICK_CORONAL -> plain.on(GridVariant.resized(WHOLE, 0.8, 6.4, 0.8));
            case THICK_SAGITTAL -> plain.on(GridVariant.resized(WHOLE, 6.4, 0.8, 0.8));
            case LEFT_HANDED ->
                plain.on(GridVariant.reordered(WHOLE, new int[] {1, 2, 0}, new boolean[] {true, true, true}));
            case OBLIQUE ->
                plain.on(GridVariant.turned(
                        Grid.isotropic(200, 220, 256, 1.15, -115, -124, -150),
                        Affine.rotation(Math.toRadians(20), Math.toRadians(-15), Math.toRadians(10)),
                        0,
                        0,
                        0));
            case LIP_CUT -> plain.on(from(lipZ(subject)));
            case VAULT_CUT ->
                plain.on(GridVariant.cropped(
                        WHOLE, new int[3], new int[] {200, 256, slice(vertexZ(subject) - VERTEX_CUT_MM)}));
            case BIAS_40 -> new Acquisition(contrast, WHOLE, Affine.identity(), 0.4, contrast.noise(25), seed);
            case SNR_10 ->
                new Acquisition(
                        contrast,
                        WHOLE,
                        Affine.identity(),
                        0.15,
                        contrast.isCt() ? 40 : contrast.isPet() ? 4 : 10,
                        seed);
            case MILD_ALL ->
                new Acquisition(
                        contrast,
                        GridVariant.reordered(
                                GridVariant.turned(
                                        GridVariant.resized(WHOLE, 1, 1, 1.5),
                                        Affine.rotation(0.1, -0.08, 0.06),
                                        0,
                                        0,
                                        0),
                                new int[] {2, 0, 1},
                                new boolean[] {false, true, false}),
                        Affine.shift(8, -10, 6).after(Affine.rotation(0.12, 0.1, -0.1)),
                        0.25,
                        contrast.isCt() ? 20 : contrast.noise(16),
                        seed);
        };
    }

    private static double angle(SeededRandom random, double degrees) {
        return Math.toRadians(signed(random, 0.6 * degrees, degrees));
    }

    private static double signed(SeededRandom random, double least, double most) {
        double v = random.uniform(least, most);
        return random.uniform() < 0.5 ? -v : v;
    }

    private static Grid moved(Grid g, Affine by) {
        return new Grid(g.nx(), g.ny(), g.nz(), by.after(g.voxelToWorld()));
    }

    private static int slice(double z) {
        return (int) Math.round(WHOLE.worldToVoxel().z(0, 0, z));
    }

    private static Grid from(double z) {
        int k = slice(z);
        return GridVariant.cropped(WHOLE, new int[] {0, 0, k}, new int[] {200, 256, WHOLE.nz() - k});
    }

    /** Between the mouth and the base of the nose. */
    private static double lipZ(Subject s) {
        double mouth = height(s, Landmark.MOUTH_LEFT), nose = height(s, Landmark.PRONASALE);
        return mouth + 0.3 * (nose - mouth);
    }

    private static double height(Subject s, Landmark l) {
        return Objects.requireNonNull(s.landmarks().get(l), "the atlas has no landmark " + l)[2];
    }

    static double vertexZ(Subject s) {
        double top = -1e9;
        for (int i = 2; i < s.skin().length; i += 3) {
            top = Math.max(top, s.skin()[i]);
        }
        return top;
    }
}
