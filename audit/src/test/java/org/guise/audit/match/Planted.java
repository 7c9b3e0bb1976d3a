package org.guise.audit.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.guise.audit.measure.SeededRandom;
import org.guise.audit.recognise.Recogniser;

/** Made-up templates: a normal identity vector for each person, an offset for each domain, noise for each picture. */
final class Planted {
    static final int DIMENSION = 64;
    private static final int PHOTOS = 3;
    private static final int RENDERS = 4;

    private Planted() {}

    /**
     * A cohort with a second visit.
     *
     * @param kept for each de-faced version the share of the identity that it keeps
     */
    static TemplateSet cohort(String prefix, int n, Map<String, Double> kept, double noise, long seed) {
        Map<String, float[][][]> renders = new HashMap<>();
        renders.put(TemplateSet.ORIGINAL, pictures(n, RENDERS, 1, "render", noise, seed));
        kept.forEach((version, share) -> renders.put(version, pictures(n, RENDERS, share, version, noise, seed)));
        Map<String, float[][][]> second =
                Map.of(TemplateSet.ORIGINAL, pictures(n, RENDERS, 1, "second visit", noise, seed));
        List<String> persons = IntStream.range(0, n).mapToObj(p -> prefix + p).toList();
        return new TemplateSet(persons, pictures(n, PHOTOS, 1, "photo", noise, seed), renders, second);
    }

    static float[][][] pictures(int n, int each, double share, String domain, double noise, long seed) {
        SeededRandom offsets = SeededRandom.of(99, domain, 0);
        double[] offset = new double[DIMENSION];
        for (int c = 0; c < DIMENSION; c++) {
            offset[c] = 1.5 * offsets.gaussian();
        }
        float[][][] out = new float[n][each][DIMENSION];
        for (int p = 0; p < n; p++) {
            SeededRandom identity = SeededRandom.of(seed, "identity", p);
            SeededRandom random = SeededRandom.of(seed, domain, p);
            double[] own = new double[DIMENSION];
            for (int c = 0; c < DIMENSION; c++) {
                own[c] = identity.gaussian();
            }
            for (int k = 0; k < each; k++) {
                for (int c = 0; c < DIMENSION; c++) {
                    // The last quarter of the components says nothing and is loud: what training must find out.
                    double loud = c >= DIMENSION * 3 / 4 ? 3 : 1;
                    double person = c >= DIMENSION * 3 / 4 ? 0 : own[c];
                    out[p][k][c] = (float) (offset[c] + share * person + loud * noise * random.gaussian());
                }
            }
        }
        return out;
    }

    static Examined examined(String id, TemplateSet cohort, TemplateSet training) {
        return new Examined(
                new Recogniser.Description(id, id, "embedding", "made up", "none", ""),
                true,
                Similarity::cosine,
                cohort,
                training);
    }
}
