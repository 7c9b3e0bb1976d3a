package org.guise.people.head;

/**
 * A seeded population, stratified by sex and decade of age (as the 84 volunteers of Schwarz et al. 2019, NEJM 381:1684,
 * were: equal numbers per sex and decade). Person {@code i} depends on the seed and on {@code i} only.
 *
 * @param seed of everything random
 * @param youngest least age in years; the first decade is the one it lies in
 * @param decades number of decades
 * @param perCell persons per sex and decade
 * @param spread standard deviation of the shape modifiers: 0.28 gives the spread of real adults, 0.14 a harder task
 * @param ancestry mixed, or all of nearly the same ancestry
 */
public record Population(long seed, int youngest, int decades, int perCell, double spread, Ancestry ancestry) {
    /** Spread that gives about the body measures of real adults. */
    public static final double EASY_SPREAD = 0.28;

    /** Half of it: persons who look more alike. */
    public static final double HARD_SPREAD = 0.14;

    private static final double ASYMMETRY = 0.08;

    /** How ancestry is drawn. */
    public enum Ancestry {
        /** A third each mostly African, Asian and Caucasian. */
        MIXED,
        /** All 5 % African, 5 % Asian, 90 % Caucasian. */
        UNIFORM
    }

    /** 84 persons aged 34 to 89, seven of each sex per decade, mixed ancestry, easy to tell apart. */
    public static Population easy(long seed) {
        return new Population(seed, 34, 6, 7, EASY_SPREAD, Ancestry.MIXED);
    }

    /** 84 persons of one ancestry with half the spread: recognition rates come out like those published. */
    public static Population hard(long seed) {
        return new Population(seed, 34, 6, 7, HARD_SPREAD, Ancestry.UNIFORM);
    }

    /** Number of persons. */
    public int size() {
        return 2 * decades * perCell;
    }

    /** Person {@code index}, 0 to size − 1; sexes alternate, then decades. */
    public Identity person(int index) {
        SeededRandom random = SeededRandom.of(seed, index);
        Sex sex = index % 2 == 0 ? Sex.FEMALE : Sex.MALE;
        int decade = index / 2 % decades;
        int from = youngest / 10 * 10 + 10 * decade;
        double age = random.uniform(Math.max(youngest, from), from + 10);
        double[] mix = ancestry(random, index / (2 * decades));
        double muscle = clip(0.5 + 0.15 * random.gaussian(), 0, 1);
        double weight = clip(0.5 + 0.15 * random.gaussian(), 0, 1);
        double[] modifiers = new double[Modifiers.count()];
        for (int i = 0; i < modifiers.length; i++) {
            modifiers[i] = clip(spread * Modifiers.reach(i) * random.gaussian(), -1, 1);
        }
        double[] shapes = new double[Modifiers.HEAD_SHAPES.size()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = clip(0.5 * spread * random.gaussian(), 0, 1);
        }
        double[] asymmetries = new double[Modifiers.ASYMMETRIES.size()];
        for (int i = 0; i < asymmetries.length; i++) {
            asymmetries[i] = clip(ASYMMETRY * random.gaussian(), -1, 1);
        }
        return new Identity(sex, age, mix, muscle, weight, modifiers, shapes, asymmetries);
    }

    private double[] ancestry(SeededRandom random, int turn) {
        if (ancestry == Ancestry.UNIFORM) {
            return new double[] {0.05, 0.05, 0.9};
        }
        double main = random.uniform(0.6, 1);
        double split = random.uniform();
        double[] mix = new double[3];
        mix[turn % 3] = main;
        mix[(turn + 1) % 3] = (1 - main) * split;
        mix[(turn + 2) % 3] = (1 - main) * (1 - split);
        return mix;
    }

    private static double clip(double v, double low, double high) {
        return Math.max(low, Math.min(high, v));
    }
}
