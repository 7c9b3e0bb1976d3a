package org.guise.people.truth;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.scan.Person;
import org.guise.people.scan.PersonWarp;
import org.guise.people.scan.Voxelizer;

/**
 * A synthetic person together with what a refaced scan is judged by. Immutable.
 *
 * @param name e.g. {@code easy07}
 * @param person can be scanned
 * @param landmarks head frame, mm: the points that correspond, by the numbers of the mesh points, to the atlas's landmarks
 * @param skin points of the outer skin, head frame, mm, xyz interleaved; about one per square millimetre
 * @param skinNormal unit normals there, pointing into tissue
 * @param skinInAtlas the corresponding atlas points, same order
 * @param skinRegion {@link Region} code 2 mm below each skin point
 */
public record Subject(
        String name,
        Person person,
        Map<Landmark, double[]> landmarks,
        float[] skin,
        float[] skinNormal,
        float[] skinInAtlas,
        byte[] skinRegion) {
    private static final double LOWEST_MM = -150;
    private static final double UNDER_SKIN_MM = 2;

    /** Makes a person asleep in the scanner. About 3 s. */
    public static Subject of(
            String name, HeadModel model, Identity identity, Atlas atlas, HeadMesh atlasMesh, long seed) {
        return of(name, Person.of(model, identity, Expression.ASLEEP, atlas, atlasMesh, seed), atlas, atlasMesh);
    }

    /** A person with his or her truth. About 2 s. */
    public static Subject of(String name, Person person, Atlas atlas, HeadMesh atlasMesh) {
        PersonWarp warp = PersonWarp.between(person.mesh(), atlasMesh);
        Map<Landmark, double[]> landmarks = new EnumMap<>(Landmark.class);
        atlas.landmarks().forEach((l, p) -> landmarks.put(l, origin(warp, p)));
        SkinSurface skin = outerSkin(person.mesh());
        float[] xyz = new float[3 * skin.size()],
                atlasXyz = new float[3 * skin.size()],
                normal = new float[3 * skin.size()];
        byte[] region = new byte[skin.size()];
        Grid ag = atlas.region().grid();
        double[] q = new double[3];
        for (int i = 0; i < skin.size(); i++) {
            double[] p = {skin.coordinate(i, 0), skin.coordinate(i, 1), skin.coordinate(i, 2)};
            warp.toAtlas(p[0], p[1], p[2], q);
            for (int a = 0; a < 3; a++) {
                xyz[3 * i + a] = (float) p[a];
                normal[3 * i + a] = (float) skin.normal(i, a);
                atlasXyz[3 * i + a] = (float) q[a];
                p[a] += UNDER_SKIN_MM * skin.normal(i, a);
            }
            warp.toAtlas(p[0], p[1], p[2], q);
            double[] v = ag.worldToVoxel().apply(q);
            int a = (int) Math.round(v[0]), b = (int) Math.round(v[1]), c = (int) Math.round(v[2]);
            boolean in = a >= 0 && b >= 0 && c >= 0 && a < ag.nx() && b < ag.ny() && c < ag.nz();
            region[i] = in ? atlas.region().data()[ag.index(a, b, c)] : Region.NONE.code();
        }
        return new Subject(name, person, landmarks, xyz, normal, atlasXyz, region);
    }

    /** The person's point that the warp carries to an atlas point. */
    private static double[] origin(PersonWarp warp, double[] atlas) {
        double[] x = atlas.clone(), q = new double[3];
        for (int it = 0; it < 60; it++) {
            warp.toAtlas(x[0], x[1], x[2], q);
            for (int a = 0; a < 3; a++) {
                x[a] += 0.7 * (atlas[a] - q[a]);
            }
        }
        return x;
    }

    private static SkinSurface outerSkin(HeadMesh mesh) {
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
        for (int i = 0; i < mesh.points().length; i++) {
            if (mesh.points()[i - i % 3 + 2] >= LOWEST_MM) {
                low[i % 3] = Math.min(low[i % 3], mesh.points()[i] - 3);
                high[i % 3] = Math.max(high[i % 3], mesh.points()[i] + 3);
            }
        }
        int[] n = new int[3];
        Arrays.setAll(n, a -> (int) Math.ceil(high[a] - low[a]) + 1);
        Grid g = Grid.isotropic(n[0], n[1], n[2], 1, low[0], low[1], low[2]);
        return SkinSurface.of(new Volume(g, new Voxelizer(g, 0.5).coverage(mesh)), 0.5);
    }
}
