package org.guise.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An axis: where a value lies between its two ends, and which values are labelled. Immutable. */
public final class Scale {
    private enum Kind {
        LINEAR,
        LOG,
        PROBIT
    }

    /**
     * A labelled value.
     *
     * @param at in units of the axis
     */
    public record Tick(double at, String label) {}

    private static final double[] PROBIT_TICKS = {.001, .01, .05, .2, .5, .8, .95, .99, .999};

    private final Kind kind;
    private final double low;
    private final double high;
    private final List<Tick> ticks;

    private Scale(Kind kind, double low, double high, List<Tick> ticks) {
        this.kind = kind;
        this.low = low;
        this.high = high;
        this.ticks = ticks;
    }

    /** A linear axis with about {@code count} ticks at 1, 2 or 5 times a power of ten. */
    public static Scale linear(double low, double high, int count) {
        return new Scale(Kind.LINEAR, low, high, niceTicks(low, high, count, 1));
    }

    /** A linear axis of fractions labelled in per cent, without the sign. */
    public static Scale percent(double low, double high, int count) {
        return new Scale(Kind.LINEAR, low, high, niceTicks(low, high, count, 100));
    }

    /** A linear axis whose labels have as many decimals as its steps need. */
    public static Scale fine(double low, double high, int count) {
        double raw = (high - low) / count;
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(raw)) + 1, 0, 9);
        List<Tick> ticks = niceTicks(low, high, count, 1).stream()
                .map(t -> new Tick(t.at(), plain(t.at(), decimals)))
                .toList();
        return new Scale(Kind.LINEAR, low, high, ticks);
    }

    /** A logarithmic axis of small figures, labelled at powers of ten. */
    public static Scale percentLog(double low, double high) {
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high * (1 + 1e-9); power++) {
            double v = Math.pow(10, power);
            if (v >= low * (1 - 1e-9)) {
                ticks.add(new Tick(v, plain(v, Math.max(0, -power))));
            }
        }
        return new Scale(Kind.LOG, low, high, ticks);
    }

    private static String plain(double v, int decimals) {
        String s = String.format(Locale.ROOT, "%." + decimals + "f", v);
        String cut = s.contains(".") ? s.replaceAll("0+$", "").replaceAll("\\.$", "") : s;
        return cut.equals("-0") ? "0" : cut.replace('-', '\u2212');
    }

    /** A logarithmic axis, labelled at the powers of ten, over less than three of them also at 2 and 5 times those. */
    public static Scale log(double low, double high) {
        List<Tick> ticks = new ArrayList<>();
        double[] steps = high / low < 1000 ? new double[] {1, 2, 5} : new double[] {1};
        for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
            for (double step : steps) {
                double v = power * step;
                if (v >= low * (1 - 1e-9) && v <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(v, grouped(v)));
                }
            }
        }
        if (ticks.isEmpty() || ticks.getFirst().at() / low > 1.9) {
            ticks.addFirst(new Tick(low, grouped(low)));
        }
        return new Scale(Kind.LOG, low, high, ticks);
    }

    /** A normal-deviate axis of fractions, as detection error trade-off plots have it, labelled in per cent. */
    public static Scale probit(double low, double high) {
        List<Tick> ticks = new ArrayList<>();
        for (double v : PROBIT_TICKS) {
            if (v >= low - 1e-12 && v <= high + 1e-12) {
                ticks.add(new Tick(v, number(v * 100)));
            }
        }
        return new Scale(Kind.PROBIT, low, high, ticks);
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    public List<Tick> ticks() {
        return ticks;
    }

    /** Where a value lies: 0 at the lower end, 1 at the upper; values beyond the ends are put on them. */
    public double at(double value) {
        double v = Math.clamp(value, low, high);
        return (warp(v) - warp(low)) / (warp(high) - warp(low));
    }

    private double warp(double v) {
        return switch (kind) {
            case LINEAR -> v;
            case LOG -> Math.log(v);
            case PROBIT -> Probit.of(v);
        };
    }

    private static List<Tick> niceTicks(double low, double high, int count, double factor) {
        double raw = (high - low) * factor / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low * factor / step - 1e-9); i * step <= high * factor + 1e-9 * step; i++) {
            ticks.add(new Tick(i * step / factor, number(i * step)));
        }
        return ticks;
    }

    /** Shortest plain decimal with at most three places. */
    static String number(double v) {
        String s = String.format(Locale.ROOT, "%.3f", v).replaceAll("0+$", "").replaceAll("\\.$", "");
        return s.equals("-0") ? "0" : s;
    }

    /** Whole number with its thousands apart. */
    static String grouped(double v) {
        return String.format(Locale.ROOT, "%,d", Math.round(v)).replace(',', '\u00a0');
    }
}
