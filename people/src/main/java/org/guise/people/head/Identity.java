package org.guise.people.head;

import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a person look like himself or herself, and nothing that changes from day to day.
 *
 * @param sex the sex
 * @param ageYears 1 to 90; the targets know baby (1), child (10), young (25) and old (90), between them it is linear
 * @param ancestry weights of African, Asian and Caucasian, sum 1
 * @param muscle 0 to 1, average 0.5
 * @param weight 0 to 1, average 0.5
 * @param modifiers one value in [−1, 1] per two-sided modifier
 * @param headShapes one weight in [0, 1] per head shape
 * @param asymmetries signed; positive uses the left target, negative the right one
 */
public record Identity(
        Sex sex,
        double ageYears,
        double[] ancestry,
        double muscle,
        double weight,
        double[] modifiers,
        double[] headShapes,
        double[] asymmetries) {

    private static final String[] ANCESTRIES = {"african", "asian", "caucasian"};
    private static final String[] AGES = {"baby", "child", "young", "old"};
    private static final double[] AGE_YEARS = {1, 10, 25, 90};
    private static final String[] LEVELS = {"min", "average", "max"};
    private static final double[] LEVEL_VALUES = {0, 0.5, 1};

    /** Checks the lengths. */
    public Identity {
        if (ancestry.length != ANCESTRIES.length
                || modifiers.length != Modifiers.count()
                || headShapes.length != Modifiers.HEAD_SHAPES.size()
                || asymmetries.length != Modifiers.ASYMMETRIES.size()) {
            throw new IllegalArgumentException("identity: " + ancestry.length + " ancestries, " + modifiers.length
                    + " modifiers, " + headShapes.length + " head shapes, " + asymmetries.length
                    + " asymmetries; expected "
                    + ANCESTRIES.length + ", " + Modifiers.count() + ", " + Modifiers.HEAD_SHAPES.size() + ", "
                    + Modifiers.ASYMMETRIES.size());
        }
    }

    /** A person without any deviation from the average of the given sex, age and ancestry. */
    public static Identity average(Sex sex, double ageYears, double african, double asian, double caucasian) {
        return new Identity(
                sex,
                ageYears,
                new double[] {african, asian, caucasian},
                0.5,
                0.5,
                new double[Modifiers.count()],
                new double[Modifiers.HEAD_SHAPES.size()],
                new double[Modifiers.ASYMMETRIES.size()]);
    }

    /** This person at another age and body weight. */
    public Identity with(double newAgeYears, double newWeight) {
        return new Identity(sex, newAgeYears, ancestry, muscle, newWeight, modifiers, headShapes, asymmetries);
    }

    /** Target name → weight. */
    Map<String, Double> targets() {
        Map<String, Double> t = new TreeMap<>();
        double[] ages = hats(AGE_YEARS, ageYears);
        double[] muscles = hats(LEVEL_VALUES, muscle);
        double[] weights = hats(LEVEL_VALUES, weight);
        for (int a = 0; a < AGES.length; a++) {
            for (int r = 0; r < ANCESTRIES.length; r++) {
                add(t, "macrodetails/" + ANCESTRIES[r] + "-" + sex.key() + "-" + AGES[a], ages[a] * ancestry[r]);
            }
            for (int m = 0; m < LEVELS.length; m++) {
                for (int w = 0; w < LEVELS.length; w++) {
                    add(
                            t,
                            "macrodetails/universal-" + sex.key() + "-" + AGES[a] + "-" + LEVELS[m] + "muscle-"
                                    + LEVELS[w] + "weight",
                            ages[a] * muscles[m] * weights[w]);
                }
            }
        }
        for (int i = 0; i < modifiers.length; i++) {
            if (modifiers[i] != 0) {
                Modifiers.addTo(t, i, modifiers[i]);
            }
        }
        for (int i = 0; i < headShapes.length; i++) {
            add(t, "head/head-" + Modifiers.HEAD_SHAPES.get(i), headShapes[i]);
        }
        for (int i = 0; i < asymmetries.length; i++) {
            String side = asymmetries[i] > 0 ? "-l" : "-r";
            add(t, "asym/asym-" + Modifiers.ASYMMETRIES.get(i) + side, Math.abs(asymmetries[i]));
        }
        return t;
    }

    private static void add(Map<String, Double> t, String name, double weight) {
        if (weight != 0) {
            t.merge(name, weight, Double::sum);
        }
    }

    /** Linear interpolation weights of the knots at x, clamped at both ends. */
    private static double[] hats(double[] knots, double x) {
        double[] w = new double[knots.length];
        if (x <= knots[0]) {
            w[0] = 1;
            return w;
        }
        for (int i = 1; i < knots.length; i++) {
            if (x <= knots[i]) {
                w[i] = (x - knots[i - 1]) / (knots[i] - knots[i - 1]);
                w[i - 1] = 1 - w[i];
                return w;
            }
        }
        w[knots.length - 1] = 1;
        return w;
    }
}
