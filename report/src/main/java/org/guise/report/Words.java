package org.guise.report;

import java.util.Locale;
import org.guise.audit.result.Estimate;

/** Figures as a reader wants them: few digits, a per-cent sign, an interval. */
final class Words {
    /** Stands where there is no figure. */
    static final String NONE = "–";

    private static final String SPACE = "\u00a0";

    private Words() {}

    /** A fraction in per cent: whole from 10 %, with one decimal below. */
    static String percent(double fraction) {
        return Double.isNaN(fraction) ? NONE : bare(fraction) + SPACE + "%";
    }

    /** {@code 3.6 % (1.2–10 %)}. */
    static String percent(Estimate e) {
        return Double.isNaN(e.low()) ? percent(e.value()) : percent(e.value()) + " (" + interval(e) + ")";
    }

    /** {@code 1.2–10 %}. */
    static String interval(Estimate e) {
        return bare(e.low()) + "–" + bare(e.high()) + SPACE + "%";
    }

    /** {@code 3.6 %, 95 % interval 1.2 to 10 %}, for running text. */
    static String withInterval(Estimate e) {
        return percent(e.value()) + ", 95" + SPACE + "% interval " + bare(e.low()) + SPACE + "to" + SPACE
                + bare(e.high()) + SPACE + "%";
    }

    /** Two decimals. */
    static String decimal(double v) {
        return Double.isNaN(v) ? NONE : String.format(Locale.ROOT, "%.2f", v);
    }

    /** {@code 0.51 (0.44–0.58)}. */
    static String decimal(Estimate e) {
        return Double.isNaN(e.low())
                ? decimal(e.value())
                : decimal(e.value()) + " (" + decimal(e.low()) + "–" + decimal(e.high()) + ")";
    }

    /** A p value; never 0. */
    static String p(double p) {
        if (Double.isNaN(p)) {
            return NONE;
        }
        if (p < 0.001) {
            return "<" + SPACE + "0.001";
        }
        return String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
    }

    /** {@code p = 0.03} or {@code p < 0.001}. */
    static String pSentence(double p) {
        return p < 0.001 ? "p" + SPACE + "<" + SPACE + "0.001" : "p" + SPACE + "=" + SPACE + p(p);
    }

    /** {@code 1 person}, {@code 3 persons}. */
    static String count(int n, String one, String many) {
        return n + SPACE + (n == 1 ? one : many);
    }

    /** A large number with its thousands apart. */
    static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(",", SPACE);
    }

    /** First letter large. */
    static String sentence(String s) {
        return s.isEmpty() ? s : s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1);
    }

    private static String bare(double fraction) {
        double percent = fraction * 100;
        if (percent >= 9.95 || percent == 0) {
            return String.format(Locale.ROOT, "%.0f", percent);
        }
        return percent < 0.05
                ? "<" + SPACE + "0.1"
                : String.format(Locale.ROOT, "%.1f", percent).replaceAll("\\.0$", "");
    }
}
