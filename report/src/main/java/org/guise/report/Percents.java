package org.guise.report;

import java.util.Locale;
import org.guise.audit.result.Estimate;

/** Small changes in words: two significant digits, so that 0.034 % does not become 0. */
final class Percents {
    private static final String SPACE = "\u00a0";

    private Percents() {}

    /** {@code 0.034 %}. */
    static String plain(double fraction) {
        return Double.isNaN(fraction) ? Words.NONE : digits(100 * Math.abs(fraction)) + SPACE + "%";
    }

    /** {@code +0.034 %}, {@code −1.2 %}. */
    static String signed(double fraction) {
        if (Double.isNaN(fraction)) {
            return Words.NONE;
        }
        String size = digits(100 * Math.abs(fraction));
        return (size.equals("0") ? "" : fraction < 0 ? "−" : "+") + size + SPACE + "%";
    }

    /** {@code 0.9987 (0.995–0.9996)}: enough digits to tell how far from 1. */
    static String icc(Estimate e) {
        if (Double.isNaN(e.value())) {
            return Words.NONE;
        }
        return Double.isNaN(e.low())
                ? icc(e.value())
                : icc(e.value()) + " (" + icc(e.low()) + "–" + icc(e.high()) + ")";
    }

    /** {@code −0.24 (−0.69 to 0.33)}: two decimals, true minus. */
    static String correlation(Estimate e) {
        return Double.isNaN(e.low())
                ? minus(e.value())
                : minus(e.value()) + " (" + minus(e.low()) + " to " + minus(e.high()) + ")";
    }

    private static String minus(double v) {
        return Words.decimal(v).replace('-', '−');
    }

    private static String icc(double v) {
        return String.format(Locale.ROOT, v > 0.99 ? "%.4f" : "%.2f", v).replace('-', '−');
    }

    /** {@code 0.21 times}, or the sign for nothing. */
    static String ratio(double r) {
        return Double.isFinite(r) ? digits(r) + SPACE + "times" : Words.NONE;
    }

    /** A figure with three significant digits and a true minus. */
    static String figure(double v) {
        if (Double.isNaN(v)) {
            return Words.NONE;
        }
        double size = Math.abs(v);
        String s = size >= 100
                ? String.format(Locale.ROOT, "%.0f", size)
                : size >= 10
                        ? String.format(Locale.ROOT, "%.1f", size)
                        : size >= 0.995 ? String.format(Locale.ROOT, "%.2f", size) : digits(size);
        return (v < 0 && !s.equals("0") ? "−" : "") + s;
    }

    static String figure(Estimate e) {
        return Double.isNaN(e.low())
                ? figure(e.value())
                : figure(e.value()) + " (" + figure(e.low()) + " to " + figure(e.high()) + ")";
    }

    /** Two significant digits, none beyond the fifth decimal. */
    private static String digits(double v) {
        if (v < 5e-6) {
            return "0";
        }
        int decimals = (int) Math.clamp(1 - Math.floor(Math.log10(v)), 0, 5);
        String s = String.format(Locale.ROOT, "%." + decimals + "f", v);
        return s.contains(".") ? s.replaceAll("0+$", "").replaceAll("\\.$", "") : s;
    }
}
