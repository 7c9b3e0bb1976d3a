package org.guise.people.head;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The two-sided shape modifiers of face, head and ears, the seven head shapes and the small asymmetries. */
final class Modifiers {
    /** One-sided outlines of the whole head. */
    static final List<String> HEAD_SHAPES =
            List.of("oval", "round", "rectangular", "square", "triangular", "invertedtriangular", "diamond");

    /** Left-right differences: the target with suffix -l or -r. */
    static final List<String> ASYMMETRIES = List.of(
            "brown-1",
            "brown-2",
            "cheek-1",
            "cheek-2",
            "ear-1",
            "ear-2",
            "ear-3",
            "ear-4",
            "eye-1",
            "eye-2",
            "eye-3",
            "eye-4",
            "eye-5",
            "eye-6",
            "eye-7",
            "eye-8",
            "jaw-1",
            "jaw-2",
            "jaw-3",
            "mouth-1",
            "mouth-2",
            "nose-1",
            "nose-2",
            "nose-3",
            "nose-4",
            "temple-1",
            "temple-2",
            "top-1",
            "top-2");

    private record Modifier(String stem, String negative, String positive) {
        void addTo(Map<String, Double> weights, double value) {
            String end = value < 0 ? negative : positive;
            if (stem.indexOf('*') < 0) {
                weights.merge(stem + "-" + end, Math.abs(value), Double::sum);
            } else {
                weights.merge(stem.replace('*', 'l') + "-" + end, Math.abs(value), Double::sum);
                weights.merge(stem.replace('*', 'r') + "-" + end, Math.abs(value), Double::sum);
            }
        }
    }

    private static final List<Modifier> TWO_SIDED = read();

    private Modifiers() {}

    static int count() {
        return TWO_SIDED.size();
    }

    /** How far a modifier may move relative to the population's spread: heads vary less than noses. */
    static double reach(int modifier) {
        String stem = TWO_SIDED.get(modifier).stem();
        return stem.startsWith("head/head-scale") ? 0.5 : stem.startsWith("ears/") ? 0.7 : 1;
    }

    static void addTo(Map<String, Double> weights, int modifier, double value) {
        TWO_SIDED.get(modifier).addTo(weights, value);
    }

    private static List<Modifier> read() {
        try (InputStream in = Modifiers.class.getResourceAsStream("modifiers.txt")) {
            if (in == null) {
                throw new IllegalStateException("modifiers.txt is missing from this build of Guise; rebuild it");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split(" "))
                    .map(w -> new Modifier(w[0], w[1], w[2]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("modifiers.txt cannot be read: " + e.getMessage(), e);
        }
    }
}
