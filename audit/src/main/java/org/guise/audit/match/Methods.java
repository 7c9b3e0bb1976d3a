package org.guise.audit.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;

/** Sentences that state exactly what was matched and computed; only what occurs among the outcomes is mentioned. */
final class Methods {
    private Methods() {}

    static List<String> of(Auditor.Input input, Auditor.Options options, List<Outcome> outcomes) {
        List<String> out = new ArrayList<>();
        out.add(text(
                "%d %s persons; versions of the scans: %s.",
                input.cohort().persons(),
                input.cohort().synthetic() ? "synthetic" : "real",
                input.versions().stream().map(AuditResult.Version::label).collect(Collectors.joining(", "))));
        int[] photos = input.cohort().photosPerPerson();
        if (photos[photos.length - 1] > 0) {
            out.add(input.cohort().photoTreatment().sentence());
        }
        TreeSet<String> protocols = new TreeSet<>();
        TreeSet<String> levels = new TreeSet<>();
        TreeSet<String> scorings = new TreeSet<>();
        for (Outcome o : outcomes) {
            protocols.add(o.protocol());
            levels.add(o.adversary());
            scorings.addAll(List.of(o.scoring().split("-")));
        }
        protocols(input, protocols, out);
        scorings(scorings, out);
        adversaries(input, levels, out);
        figures(options, out);
        if (!input.importedRecognisers().isEmpty()) {
            out.add("Scores imported, not computed by Guise: "
                    + input.importedRecognisers().stream().map(r -> r.name()).collect(Collectors.joining(", ")) + ".");
        }
        return List.copyOf(out);
    }

    private static void protocols(Auditor.Input input, TreeSet<String> used, List<String> out) {
        if (used.contains(Protocol.POPULATION_TO_SAMPLE.id())) {
            out.add(
                    "Population-to-sample (Schwarz et al., N Engl J Med 2019): the gallery is the scans of all persons; a"
                            + " probe is one person's photographs, whose scores are summed for each candidate and divided by the"
                            + " number of photographs with a face.");
        }
        if (used.contains(Protocol.SAMPLE_TO_POPULATION.id())) {
            out.add(
                    "Sample-to-population (Steeg et al. 2024): a probe is one scan, the mean of its renders; the gallery"
                            + " is all photographs, and a person scores as the best of theirs.");
        }
        if (used.contains(Protocol.SCAN_TO_SCAN.id())) {
            boolean second = input.examined().stream()
                    .anyMatch(e -> e.cohort().secondVisit().containsKey(TemplateSet.ORIGINAL));
            out.add("Scan-to-scan (Selfridge et al. 2023): "
                    + (second
                            ? "first-visit scans of each version are probes in a gallery of second-visit originals."
                            : "de-faced scans are probes in a gallery of the originals of the same visit."));
        }
    }

    private static void scorings(TreeSet<String> used, List<String> out) {
        if (used.contains("raw")) {
            out.add("Raw: the recogniser's own similarity.");
        }
        if (used.contains("centred")) {
            out.add("Centred: cosine after subtracting the tested cohort's mean template of each domain (photographs,"
                    + " renders); the means include the person tested (transductive) and need no names.");
        }
        if (used.contains("trained")) {
            out.add(
                    "Trained: domain means and within-class covariance normalisation (WCCN; Hatch, Kajarekar and Stolcke"
                            + " 2006; shrinkage 0.5) learned on persons who are not in the cohort.");
        }
        if (used.contains("adapted")) {
            out.add("Adapted: the learned covariance normalisation about the tested cohort's own domain means.");
        }
        List<String> strategies = new ArrayList<>();
        if (used.contains("mean")) {
            strategies.add("the mean over its renders");
        }
        if (used.contains("nearest")) {
            strategies.add("its best render");
        }
        if (used.contains("svm")) {
            strategies.add("a linear support vector machine, one person against the rest, learned on all renders"
                    + " (squared hinge loss; Hsieh et al. 2008)");
        }
        if (!strategies.isEmpty()) {
            out.add("A scan scores by " + String.join("; or by ", strategies) + ".");
        }
    }

    private static void adversaries(Auditor.Input input, TreeSet<String> used, List<String> out) {
        if (used.contains("A0")) {
            out.add("A0, naive: takes the scans as they are.");
        }
        if (used.contains("A1")) {
            out.add("A1: fills removed parts with an average face before rendering (Schwarz et al. 2021).");
        }
        if (used.contains("A2")) {
            out.add("A2: knows the de-facer; the trained scoring learned from de-faced scans of other persons.");
        }
        if (used.contains("A3")) {
            out.add("A3: undoes blur before rendering.");
        }
        TreeSet<Integer> sizes = new TreeSet<>();
        for (Examined e : input.examined()) {
            TemplateSet training = e.training();
            if (training != null) {
                sizes.add(training.persons().size());
            }
        }
        if (!sizes.isEmpty()) {
            out.add("Attackers learned from "
                    + sizes.stream().map(String::valueOf).collect(Collectors.joining(" or ")) + " other persons.");
        }
    }

    private static void figures(Auditor.Options options, List<String> out) {
        out.add(
                "Rank-1 and rank-5 with Wilson's 95 % interval; equal scores are ordered at random, a person without a"
                        + " detected face ranks last; p1 is the exact one-sided binomial probability of as many hits by guessing.");
        out.add(text(
                "EER (linear between thresholds), AUC (Mann and Whitney) and D_sys (Gomez-Barrero et al. 2018, bin sum,"
                        + " min(N/10, 100) bins, at least 2) with 95 %% intervals from %d bootstrap draws of persons (EER and"
                        + " AUC percentile, D_sys basic); null of D_sys, and p of AUC and of D_sys, from %d permutations of the probes'"
                        + " identities.",
                options.bootstraps(), options.permutations()));
        out.add("Before and after: McNemar's exact two-sided test on rank-1 of the same persons.");
        out.add(text(
                "Larger galleries: P(1, N) = ∫ g F^(N-1) (Grother and Phillips 2004) on scores standardised within each"
                        + " probe, with normal, kernel and generalised Pareto tails; bands from %d draws of persons; A0,"
                        + " photographs against scans, centred mean (raw mean for local features).",
                options.curveBootstraps()));
        out.add(text(
                "Attributes: balanced accuracy of ridge-penalised logistic regression on each person's mean template,"
                        + " five-fold cross-validation over persons, p from %d permutations of the labels; values with fewer"
                        + " than %d persons left out.",
                options.attributePermutations(), AttributeLeakage.FEWEST));
        out.add("Seed " + options.seed() + ".");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
