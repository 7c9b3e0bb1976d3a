package org.guise.people.scan;

import java.util.Map;
import java.util.stream.IntStream;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;

/**
 * A person with an inside: the exact skin of his or her own mesh, and inner anatomy pulled out of the atlas. Thread-safe.
 */
public final class Person {
    /** Variation of the inside that gives a natural look. */
    public static final double NATURAL_SD_MM = 2;

    private final HeadMesh mesh;
    private final Map<Landmark, double[]> landmarks;
    private final Atlas atlas;
    private final Affine atlasToVoxel;
    private final PersonWarp warp;
    private final VectorField inner;

    /**
     * Labels on a grid.
     *
     * @param coverage part of each voxel inside the skin, {@code float[nx*ny*nz]}
     * @param tissue {@link Tissue} codes; AIR exactly where less than half of the voxel is covered
     * @param region {@link Region} codes, in the air too
     */
    public record Labels(float[] coverage, LabelVolume tissue, LabelVolume region) {}

    /**
     * @param mesh the person's head
     * @param landmarks of that mesh
     * @param atlas inner anatomy
     * @param atlasMesh the head mesh in the frame of the atlas whose skin is the atlas's skin
     * @param seed of the inner variation
     * @param innerSdMm its standard deviation, 0 for none, 2 for a natural look
     */
    public Person(
            HeadMesh mesh,
            Map<Landmark, double[]> landmarks,
            Atlas atlas,
            HeadMesh atlasMesh,
            long seed,
            double innerSdMm) {
        this.mesh = mesh;
        this.landmarks = Map.copyOf(landmarks);
        this.atlas = atlas;
        this.atlasToVoxel = atlas.tissue().grid().worldToVoxel();
        this.warp = PersonWarp.between(mesh, atlasMesh);
        this.inner = innerSdMm > 0 ? InnerVariation.of(mesh, seed, innerSdMm) : null;
    }

    /**
     * A person of a population, with an inside that varies by 2 mm. For a scan on another day use the same seed and a
     * slightly different expression.
     *
     * @param atlasMesh {@link HeadModel#mean()} for the built-in atlas; about a second to make, so make it once
     */
    public static Person of(
            HeadModel model, Identity identity, Expression expression, Atlas atlas, HeadMesh atlasMesh, long seed) {
        HeadMesh mesh = model.mesh(identity, expression);
        return new Person(mesh, model.landmarks(mesh), atlas, atlasMesh, seed, NATURAL_SD_MM);
    }

    /** The person's surfaces in the head frame. */
    public HeadMesh mesh() {
        return mesh;
    }

    /** The person's landmarks in the head frame, mm. */
    public Map<Landmark, double[]> landmarks() {
        return landmarks;
    }

    /**
     * Labels on any grid whose world is the person's head frame. About 0.5 s for 13 million voxels on two threads.
     *
     * @param finestMm distance of the rays that sample the skin
     */
    public Labels labels(Grid grid, double finestMm) {
        return labels(grid, finestMm, true);
    }

    /** The same without regions, which are all {@link Region#NONE}: in half the time, as the air needs no look-up. */
    Labels tissues(Grid grid, double finestMm) {
        return labels(grid, finestMm, false);
    }

    private Labels labels(Grid grid, double finestMm, boolean regions) {
        float[] coverage = new Voxelizer(grid, finestMm).coverage(mesh);
        byte[] tissue = new byte[grid.size()];
        byte[] region = new byte[grid.size()];
        IntStream.range(0, grid.nz()).parallel().forEach(k -> slice(grid, k, coverage, tissue, region, regions));
        return new Labels(coverage, new LabelVolume(grid, tissue), new LabelVolume(grid, region));
    }

    private void slice(Grid grid, int k, float[] coverage, byte[] tissue, byte[] region, boolean regions) {
        Grid ag = atlas.tissue().grid();
        Affine toWorld = grid.voxelToWorld();
        double[] q = new double[3];
        double[] shift = new double[3];
        for (int j = 0; j < grid.ny(); j++) {
            for (int i = 0; i < grid.nx(); i++) {
                int at = grid.index(i, j, k);
                if (!regions && coverage[at] < 0.5f) {
                    tissue[at] = Tissue.AIR.code();
                    region[at] = Region.NONE.code();
                    continue;
                }
                double x = toWorld.x(i, j, k);
                double y = toWorld.y(i, j, k);
                double z = toWorld.z(i, j, k);
                boolean inside = coverage[at] >= 0.5f;
                if (inner != null && inside) {
                    inner.sample(x, y, z, shift);
                } else {
                    shift[0] = shift[1] = shift[2] = 0;
                }
                warp.toAtlas(x + shift[0], y + shift[1], z + shift[2], q);
                int a = (int) Math.floor(atlasToVoxel.x(q[0], q[1], q[2]) + 0.5);
                int b = (int) Math.floor(atlasToVoxel.y(q[0], q[1], q[2]) + 0.5);
                int c = (int) Math.floor(atlasToVoxel.z(q[0], q[1], q[2]) + 0.5);
                boolean known = a >= 0 && b >= 0 && c >= 0 && a < ag.nx() && b < ag.ny() && c < ag.nz();
                region[at] = known && regions ? atlas.region().data()[ag.index(a, b, c)] : Region.NONE.code();
                if (inside) {
                    tissue[at] = solid(known ? atlas.tissue().data()[ag.index(a, b, c)] : Tissue.UNKNOWN.code());
                } else {
                    tissue[at] = Tissue.AIR.code();
                }
            }
        }
    }

    /** Inside the skin there is no outer air, and every voxel is something. */
    private static byte solid(byte label) {
        if (label == Tissue.AIR.code()) {
            return Tissue.SKIN.code();
        }
        return label == Tissue.UNKNOWN.code() ? Tissue.MUSCLE.code() : label;
    }
}
