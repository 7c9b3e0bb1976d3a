package org.guise.people.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the head out of the base mesh, closes it, and refines it once; done once for all persons.
 *
 * <p>The body mesh is closed, but its skin turns inwards at the lids and lips into bags (texture islands of their own).
 * The bags are cut off at their seam and every hole, the neck cut too, is closed by one polygon. So the head is solid
 * and no slit between the lids can let anything leak in.
 */
final class HeadTopology {
    /** Height of the cut in the base mesh: the shoulders, 2 dm below the ears. */
    private static final double CUT_MM = 520;

    private static final double MIRROR_TOLERANCE_MM = 1.0;

    private final int cageSize;
    private final int[] cageToBody;
    private final int[] mirror;
    private final CatmullClark[] refine;
    private final Map<Part, int[]> triangles = new EnumMap<>(Part.class);
    /** Refined number of every point that some triangle uses. */
    private int[] keep;

    private int[] skinPointOfCage;
    /** Cage vertices round the lips, the left and the right lids. */
    final int[] mouthLoop;

    final int[] leftEyeLoop;
    final int[] rightEyeLoop;

    HeadTopology(MakeHuman human) {
        double[] base = human.shape(Map.of());
        MakeHuman.Quads body = human.group("body");
        int[] island = islands(body);
        List<int[]> skin = new ArrayList<>();
        Map<Part, List<int[]>> bags = new EnumMap<>(Part.class);
        Map<Integer, Part> bagOf = bags(body, island, base);
        for (int q = 0; q < island.length; q++) {
            int[] quad = Arrays.copyOfRange(body.vertices(), 4 * q, 4 * q + 4);
            Part bag = bagOf.get(island[q]);
            if (bag != null) {
                bags.computeIfAbsent(bag, k -> new ArrayList<>()).add(quad);
            } else if (Arrays.stream(quad).allMatch(v -> base[3 * v + 2] > CUT_MM)) {
                skin.add(quad);
            }
        }
        mouthLoop = loops(bags.get(Part.MOUTH)).getFirst();
        leftEyeLoop = loops(bags.get(Part.EYE_LEFT)).getFirst();
        rightEyeLoop = loops(bags.get(Part.EYE_RIGHT)).getFirst();
        Map<Part, List<int[]>> faces = new EnumMap<>(Part.class);
        faces.put(Part.SKIN, closed(skin));
        faces.put(Part.MOUTH, closed(insideOut(bags.get(Part.MOUTH))));
        faces.put(Part.EYE_LEFT, closed(quads(human.group("helper-l-eye"))));
        faces.put(Part.EYE_RIGHT, closed(quads(human.group("helper-r-eye"))));
        faces.put(Part.UPPER_TEETH, closed(quads(human.group("helper-upper-teeth"))));
        faces.put(Part.LOWER_TEETH, closed(quads(human.group("helper-lower-teeth"))));
        faces.put(Part.TONGUE, closed(quads(human.group("helper-tongue"))));

        // Cage = the vertices that some part uses, renumbered.
        Map<Integer, Integer> number = new HashMap<>();
        faces.values()
                .forEach(l -> l.forEach(f -> Arrays.stream(f).forEach(v -> number.putIfAbsent(v, number.size()))));
        cageSize = number.size();
        cageToBody = new int[cageSize];
        number.forEach((v, n) -> cageToBody[n] = v);
        for (int[] loop : List.of(mouthLoop, leftEyeLoop, rightEyeLoop)) {
            Arrays.setAll(loop, i -> number.get(loop[i]));
        }
        // Parts are refined one after the other because skin and mouth share the vertices of the lips.
        refine = new CatmullClark[Part.values().length];
        int offset = 0;
        for (Part part : Part.values()) {
            int[][] f = faces.get(part).stream()
                    .map(face -> Arrays.stream(face).map(number::get).toArray())
                    .toArray(int[][]::new);
            refine[part.ordinal()] = new CatmullClark(cageSize, f);
            int shift = offset;
            triangles.put(
                    part,
                    Arrays.stream(refine[part.ordinal()].triangles())
                            .map(t -> t + shift)
                            .toArray());
            offset += refine[part.ordinal()].pointCount();
        }
        compact(offset);
        mirror = mirror(base);
    }

    private void compact(int total) {
        int[] renumber = new int[total];
        Arrays.fill(renumber, -1);
        int n = 0;
        keep = new int[total];
        // Skin vertices keep their cage order, so that a landmark can be named by its cage vertex.
        for (Part part : Part.values()) {
            int[] t = triangles.get(part);
            boolean[] used = new boolean[total];
            Arrays.stream(t).forEach(p -> used[p] = true);
            for (int p = 0; p < total; p++) {
                if (used[p]) {
                    keep[n] = p;
                    renumber[p] = n++;
                }
            }
            triangles.put(part, Arrays.stream(t).map(p -> renumber[p]).toArray());
        }
        keep = Arrays.copyOf(keep, n);
        skinPointOfCage = Arrays.copyOf(renumber, cageSize);
    }

    /** The skin point that belongs to a cage vertex, −1 if the skin does not use that vertex. */
    int skinPoint(int cageVertex) {
        return skinPointOfCage[cageVertex];
    }

    int cageSize() {
        return cageSize;
    }

    /** The cage vertices out of a whole-body shape. */
    double[] cage(double[] body) {
        double[] p = new double[3 * cageSize];
        for (int i = 0; i < cageSize; i++) {
            System.arraycopy(body, 3 * cageToBody[i], p, 3 * i, 3);
        }
        return p;
    }

    /** The refined surfaces of a cage. */
    HeadMesh mesh(double[] cage) {
        double[] all = new double[0];
        for (CatmullClark r : refine) {
            double[] p = r.apply(cage);
            int at = all.length;
            all = Arrays.copyOf(all, at + p.length);
            System.arraycopy(p, 0, all, at, p.length);
        }
        double[] points = new double[3 * keep.length];
        for (int i = 0; i < keep.length; i++) {
            System.arraycopy(all, 3 * keep[i], points, 3 * i, 3);
        }
        return new HeadMesh(points, triangles);
    }

    /** The cage averaged with its mirror image about x = 0. */
    double[] symmetric(double[] cage) {
        double[] p = new double[cage.length];
        for (int i = 0; i < cageSize; i++) {
            int m = mirror[i];
            p[3 * i] = 0.5 * (cage[3 * i] - cage[3 * m]);
            p[3 * i + 1] = 0.5 * (cage[3 * i + 1] + cage[3 * m + 1]);
            p[3 * i + 2] = 0.5 * (cage[3 * i + 2] + cage[3 * m + 2]);
        }
        return p;
    }

    private int[] mirror(double[] base) {
        double[] p = cage(base);
        int[] m = new int[cageSize];
        for (int i = 0; i < cageSize; i++) {
            double best = Double.MAX_VALUE;
            for (int j = 0; j < cageSize; j++) {
                double dx = p[3 * i] + p[3 * j];
                double dy = p[3 * i + 1] - p[3 * j + 1];
                double dz = p[3 * i + 2] - p[3 * j + 2];
                double d = dx * dx + dy * dy + dz * dz;
                if (d < best) {
                    best = d;
                    m[i] = j;
                }
            }
            if (best > MIRROR_TOLERANCE_MM * MIRROR_TOLERANCE_MM) {
                throw new IllegalStateException("base mesh vertex " + cageToBody[i] + " has no mirror image");
            }
        }
        return m;
    }

    private static List<int[]> quads(MakeHuman.Quads q) {
        List<int[]> faces = new ArrayList<>();
        for (int i = 0; i < q.vertices().length; i += 4) {
            faces.add(Arrays.copyOfRange(q.vertices(), i, i + 4));
        }
        return faces;
    }

    /** Connected components of the texture map: a component number per quad. */
    static int[] islands(MakeHuman.Quads body) {
        int[] t = body.texture();
        int[] parent = new int[Arrays.stream(t).max().orElse(0) + 1];
        Arrays.setAll(parent, i -> i);
        for (int q = 0; q < t.length; q += 4) {
            for (int c = 1; c < 4; c++) {
                parent[root(parent, t[q])] = root(parent, t[q + c]);
            }
        }
        int[] island = new int[t.length / 4];
        Arrays.setAll(island, q -> root(parent, t[4 * q]));
        return island;
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    /** The islands inside the head: wholly above the chin's underside and not the outer skin. */
    static Map<Integer, Part> bags(MakeHuman.Quads body, int[] island, double[] base) {
        Map<Integer, double[]> box = new HashMap<>();
        for (int q = 0; q < island.length; q++) {
            double[] b = box.computeIfAbsent(island[q], k -> new double[] {1e9, -1e9, 1e9, -1e9});
            for (int c = 0; c < 4; c++) {
                int v = 3 * body.vertices()[4 * q + c];
                b[0] = Math.min(b[0], base[v]);
                b[1] = Math.max(b[1], base[v]);
                b[2] = Math.min(b[2], base[v + 2]);
                b[3] = Math.max(b[3], base[v + 2]);
            }
        }
        Map<Integer, Part> bags = new HashMap<>();
        box.forEach((k, b) -> {
            if (b[2] > 600 && b[3] < 760) {
                bags.put(k, b[1] < 0 ? Part.EYE_LEFT : b[0] > 0 ? Part.EYE_RIGHT : Part.MOUTH);
            }
        });
        if (bags.size() != 3) {
            throw new IllegalStateException("base mesh: found " + bags + ", expected the mouth and two eye sockets");
        }
        return bags;
    }

    /** The faces of a bag seen from the flesh become those of the cavity. */
    private static List<int[]> insideOut(List<int[]> faces) {
        return faces.stream().map(f -> new int[] {f[3], f[2], f[1], f[0]}).toList();
    }

    /** The faces and one polygon per hole. */
    static List<int[]> closed(List<int[]> faces) {
        List<int[]> all = new ArrayList<>(faces);
        for (int[] loop : loops(faces)) {
            int[] cap = new int[loop.length];
            for (int i = 0; i < loop.length; i++) {
                cap[i] = loop[loop.length - 1 - i];
            }
            all.add(cap);
        }
        return all;
    }

    /** The boundary loops, in the direction of the faces' own edges. */
    private static List<int[]> loops(List<int[]> faces) {
        Set<Long> half = new HashSet<>();
        for (int[] f : faces) {
            for (int c = 0; c < f.length; c++) {
                half.add((long) f[c] << 32 | f[(c + 1) % f.length]);
            }
        }
        Map<Integer, Integer> next = new java.util.TreeMap<>();
        for (long h : half) {
            int a = (int) (h >>> 32);
            int b = (int) h;
            if (!half.contains((long) b << 32 | a) && next.put(a, b) != null) {
                throw new IllegalStateException("base mesh: two holes touch at vertex " + a);
            }
        }
        List<int[]> loops = new ArrayList<>();
        while (!next.isEmpty()) {
            List<Integer> loop = new ArrayList<>();
            Integer v = next.keySet().iterator().next();
            while (v != null && next.containsKey(v)) {
                loop.add(v);
                v = next.remove(v);
            }
            loops.add(loop.stream().mapToInt(i -> i).toArray());
        }
        return loops;
    }
}
