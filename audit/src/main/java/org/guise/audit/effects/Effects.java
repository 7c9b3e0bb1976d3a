package org.guise.audit.effects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.audit.effects.EffectsResult.Association;
import org.guise.audit.effects.EffectsResult.Change;
import org.guise.audit.effects.EffectsResult.Effect;
import org.jspecify.annotations.Nullable;

/** Compares measures taken before and after de-facing, and those of a second scan. */
public final class Effects {
    private static final int FEW = 20;

    private Effects() {}

    /**
     * Compares.
     *
     * @param rescan second, original scans of some of the persons
     * @param clinical variables of persons, to be correlated with every measure
     * @throws IllegalArgumentException if before and after have no person or no measure in common; one sentence
     */
    public static EffectsResult compare(
            String tool,
            String finished,
            String source,
            MeasureTable before,
            MeasureTable after,
            Optional<MeasureTable> rescan,
            Optional<MeasureTable> clinical,
            List<String> notes) {
        List<String> persons = before.rows().keySet().stream()
                .filter(after.rows()::containsKey)
                .toList();
        List<MeasureColumn> columns =
                before.columns().stream().filter(after.columns()::contains).toList();
        if (persons.isEmpty() || columns.isEmpty()) {
            throw new IllegalArgumentException("before and after have no "
                    + (persons.isEmpty() ? "person" : "measure")
                    + " in common; names must be the same letter by letter");
        }
        long rescanned = rescan.map(
                        r -> persons.stream().filter(r.rows()::containsKey).count())
                .orElse(0L);
        List<Effect> effects = new ArrayList<>();
        List<Association> associations = new ArrayList<>();
        for (MeasureColumn column : columns) {
            double[] first = values(before, column, persons), second = values(after, column, persons);
            Change defaced = change(first, second);
            if (defaced == null) {
                continue;
            }
            Change again =
                    rescan.map(r -> change(first, values(r, column, persons))).orElse(null);
            double ratio = again == null
                    ? Double.NaN
                    : defaced.percent().medianSize() / again.percent().medianSize();
            effects.add(new Effect(column, defaced, again, ratio));
            for (MeasureColumn variable : clinical.map(MeasureTable::columns).orElse(List.of())) {
                associate(variable, column, values(clinical.orElseThrow(), variable, persons), first, second)
                        .ifPresent(associations::add);
            }
        }
        return new EffectsResult(
                tool,
                finished,
                source,
                persons.size(),
                (int) rescanned,
                effects,
                associations,
                warnings(persons.size(), (int) rescanned, clinical.isPresent() && associations.isEmpty(), notes));
    }

    private static List<String> warnings(int persons, int rescanned, boolean noClinical, List<String> notes) {
        List<String> out = new ArrayList<>(notes);
        if (persons < FEW) {
            out.add("Only " + persons + (persons == 1 ? " person was" : " persons were")
                    + " compared: intervals are wide, and the 95th percentile is close to the largest change seen.");
        }
        if (rescanned == 0) {
            out.add("There is no second scan of anybody, so that nothing says how large a change without de-facing"
                    + " is.");
        } else if (rescanned < FEW && rescanned < persons) {
            out.add("Only " + rescanned + (rescanned == 1 ? " person has" : " persons have")
                    + " a second scan: the ratio to scan and rescan is rough.");
        }
        if (noClinical) {
            out.add("The clinical table has fewer than four of the persons, or only constants: no correlation.");
        }
        return out;
    }

    /** Values in the order of the persons; NaN where there is none. */
    private static double[] values(MeasureTable table, MeasureColumn column, List<String> persons) {
        int c = table.columns().indexOf(column);
        Map<String, double[]> rows = table.rows();
        return persons.stream()
                .mapToDouble(p -> {
                    double[] row = rows.get(p);
                    return c < 0 || row == null ? Double.NaN : row[c];
                })
                .toArray();
    }

    /** Over persons with both values; null if there are none. A first value of 0 has no percentage and is left out. */
    private static @Nullable Change change(double[] first, double[] second) {
        int[] both = java.util.stream.IntStream.range(0, first.length)
                .filter(i -> Double.isFinite(first[i]) && Double.isFinite(second[i]) && first[i] != 0)
                .toArray();
        if (both.length == 0) {
            return null;
        }
        double[] a = Arrays.stream(both).mapToDouble(i -> first[i]).toArray();
        double[] b = Arrays.stream(both).mapToDouble(i -> second[i]).toArray();
        double[][] ratings = new double[a.length][];
        double mean = Arrays.stream(a).average().orElseThrow(), squares = 0;
        for (int i = 0; i < a.length; i++) {
            ratings[i] = new double[] {a[i], b[i]};
            squares += (a[i] - mean) * (a[i] - mean);
        }
        double spread = a.length < 2 ? Double.NaN : Math.sqrt(squares / (a.length - 1));
        return new Change(
                a.length,
                mean,
                spread,
                BlandAltman.of(a, b),
                IntraclassCorrelation.agreement(ratings),
                PercentChange.of(a, b));
    }

    private static Optional<Association> associate(
            MeasureColumn variable, MeasureColumn measure, double[] x, double[] first, double[] second) {
        int[] all = java.util.stream.IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i] + first[i] + second[i]))
                .toArray();
        double[] v = Arrays.stream(all).mapToDouble(i -> x[i]).toArray();
        double[] a = Arrays.stream(all).mapToDouble(i -> first[i]).toArray();
        double[] b = Arrays.stream(all).mapToDouble(i -> second[i]).toArray();
        var before = Correlation.of(v, a);
        var after = Correlation.of(v, b);
        return Double.isNaN(before.value() + after.value())
                ? Optional.empty()
                : Optional.of(new Association(
                        variable.name(), measure, v.length, before, after, Correlation.differenceP(v, a, b)));
    }
}
