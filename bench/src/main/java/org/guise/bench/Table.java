package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Markdown that is printed as it grows and kept for a file. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    void line(String format, Object... args) {
        String s = args.length == 0 ? format : String.format(Locale.ROOT, format, args);
        System.out.println(s);
        text.append(s).append('\n');
    }

    void header(String... columns) {
        line("| " + String.join(" | ", columns) + " |");
        line("|" + "---|".repeat(columns.length));
    }

    void row(List<?> cells) {
        line("| " + String.join(" | ", cells.stream().map(String::valueOf).toList()) + " |");
    }

    void row(Object... cells) {
        row(Arrays.asList(cells));
    }

    /** Writes everything so far; nothing if {@code file} is empty. */
    void save(String file) throws IOException {
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), text);
        }
    }

    static String number(String format, double v) {
        return Double.isNaN(v) ? "–" : String.format(Locale.ROOT, format, v);
    }

    static String percent(double share) {
        return number("%.2f %%", 100 * share);
    }

    static double quantile(List<Double> values, double q) {
        double[] s = values.stream()
                .filter(v -> !v.isNaN())
                .mapToDouble(v -> v)
                .sorted()
                .toArray();
        return s.length == 0 ? Double.NaN : s[(int) Math.min(s.length - 1, Math.floor(q * s.length))];
    }

    static double mean(List<Double> values) {
        return values.stream()
                .filter(v -> !v.isNaN())
                .mapToDouble(v -> v)
                .average()
                .orElse(Double.NaN);
    }

    static double least(List<Double> values) {
        return values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).min().orElse(Double.NaN);
    }

    static double most(List<Double> values) {
        return values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(Double.NaN);
    }
}
