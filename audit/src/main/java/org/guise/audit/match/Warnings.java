package org.guise.audit.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.guise.audit.measure.Binomial;
import org.guise.audit.measure.GalleryCurve;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;

/** Sentences on what the figures cannot show. */
final class Warnings {
    private static final int FEW = 30;
    private static final double WEAK = 0.5;
    private static final double MANY_FACES = 0.9;

    private Warnings() {}

    static List<String> of(Auditor.Input input, List<Outcome> outcomes) {
        List<String> out = new ArrayList<>();
        if (input.cohort().synthetic()) {
            out.add("All persons are synthetic: the figures show what these recognisers can and cannot do with these"
                    + " pictures; they are no estimate of the risk for patients, and thresholds do not carry over.");
        }
        int persons = input.cohort().persons();
        if (persons < FEW) {
            out.add(text(
                    "Only %d persons: every rate below has a wide interval; use %d or more to conclude anything.",
                    persons, FEW));
        }
        faces(input, out);
        before(outcomes, out);
        guessing(outcomes, out);
        for (AuditResult.Version version : input.versions()) {
            if (version.deFaced()) {
                after(version, outcomes, out);
            }
        }
        if (!outcomes.isEmpty()) {
            int gallery = outcomes.stream().mapToInt(Outcome::gallery).max().orElse(0);
            out.add(text(
                    "Rank-1 falls as galleries grow: the rates hold for a gallery of %d. The gallery curves are models;"
                            + " beyond %,d persons (%d times the gallery) they are speculation, and an attacker who"
                            + " knows age, sex or region faces a smaller gallery.",
                    gallery, (long) GalleryCurve.TRUSTED_FACTOR * gallery, GalleryCurve.TRUSTED_FACTOR));
        }
        return List.copyOf(out);
    }

    private static void faces(Auditor.Input input, List<String> out) {
        for (AuditResult.Detection d : input.finders()) {
            if (d.pictures() > 0 && d.found() < MANY_FACES * d.pictures()) {
                boolean sharp = d.of().equals("photographs") || d.of().equals(TemplateSet.ORIGINAL);
                out.add(text(
                        "A face was found in only %d of %d pictures of %s: %s",
                        d.found(),
                        d.pictures(),
                        d.of(),
                        sharp
                                ? "this audit is weaker than an attacker with a better detector."
                                : "what no recogniser could compare counts as not identified; an attacker may mark the"
                                        + " face by hand."));
            }
        }
    }

    private static void before(List<Outcome> outcomes, List<String> out) {
        List<Outcome> before = outcomes.stream()
                .filter(o -> o.version().equals(TemplateSet.ORIGINAL))
                .toList();
        if (before.isEmpty()) {
            out.add("No outcome on original scans: without it nobody can tell whether these recognisers could have"
                    + " identified anybody.");
            return;
        }
        for (Protocol protocol : Protocol.values()) {
            List<Outcome> own = before.stream()
                    .filter(o -> o.protocol().equals(protocol.id()))
                    .toList();
            Optional<Outcome> strongest = strongest(own);
            if (strongest.isEmpty()) {
                continue;
            }
            Outcome s = strongest.get();
            if (s.p1() > 0.05) {
                out.add(text(
                        "%s: no recogniser did better than guessing before de-facing (best: %s %s, %d of %d), so low"
                                + " rates afterwards show nothing.",
                        protocol.id(), s.recogniser(), s.scoring(), s.hits(), s.probes()));
            } else if (s.rank1().value() < WEAK) {
                out.add(text(
                        "%s: the strongest recogniser (%s, %s) identified only %d of %d (%s) before de-facing, which is"
                                + " too few to conclude from low rates afterwards.",
                        protocol.id(),
                        s.recogniser(),
                        s.scoring(),
                        s.hits(),
                        s.probes(),
                        percent(s.rank1().value())));
            }
            TreeSet<String> weak = new TreeSet<>();
            TreeSet<String> strong = new TreeSet<>();
            own.forEach(o -> (o.rank1().value() < WEAK ? weak : strong).add(o.recogniser()));
            weak.removeAll(strong);
            if (!weak.isEmpty() && !strong.isEmpty()) {
                out.add(text(
                        "%s: weak evidence, below 50 %% before de-facing: %s.",
                        protocol.id(), String.join(", ", weak)));
            }
        }
    }

    private static void guessing(List<Outcome> outcomes, List<String> out) {
        outcomes.stream().max(Comparator.comparingInt(Outcome::probes)).ifPresent(o -> {
            int significant = Binomial.fewestSignificant(o.probes(), o.chance1());
            out.add(text(
                    "Guessing identifies %.1f of %d persons on average and up to %d by luck: %d or more are needed to"
                            + " show at 5 %% that a recogniser does better.",
                    o.probes() * o.chance1(), o.probes(), significant - 1, significant));
        });
    }

    private static void after(AuditResult.Version version, List<Outcome> outcomes, List<String> out) {
        List<Outcome> own =
                outcomes.stream().filter(o -> o.version().equals(version.id())).toList();
        Optional<Outcome> strongest = strongest(own);
        if (strongest.isEmpty()) {
            out.add(version.label() + ": not compared by any recogniser.");
            return;
        }
        Outcome s = strongest.get();
        out.add(text(
                "%s: the strongest of %d attempts (%s, %s, %s, %s) identified %d of %d. At 95 %% confidence this attempt"
                        + " alone cannot be shown to identify less than %s; to claim ≤ 1 %% with no hit you need N ≥ %d"
                        + " persons.",
                version.label(),
                own.size(),
                s.recogniser(),
                s.protocol(),
                s.adversary(),
                s.scoring(),
                s.hits(),
                s.probes(),
                percent(Binomial.upperLimit95(s.hits(), s.probes())),
                Binomial.personsToShow(0.01)));
        long better = own.stream().filter(o -> o.p1() <= 0.05).count();
        out.add(text(
                "%s: %d of %d attempts identified more than guessing at p ≤ .05 each, of which up to %.1f are expected by"
                        + " luck.",
                version.label(), better, own.size(), 0.05 * own.size()));
    }

    private static Optional<Outcome> strongest(List<Outcome> outcomes) {
        return outcomes.stream()
                .max(Comparator.comparingDouble((Outcome o) -> o.rank1().value())
                        .thenComparingDouble(o -> -o.p1()));
    }

    private static String percent(double rate) {
        return text("%.1f %%", 100 * rate);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
