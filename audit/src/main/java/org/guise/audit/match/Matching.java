package org.guise.audit.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything one recogniser can try on one cohort: all protocols, scorings and strategies for each attacker. */
final class Matching {
    private final Examined examined;
    private final TemplateSet cohort;
    private final @Nullable TemplateSet training;
    private final boolean photographed;
    private final Map<String, Space> learned = new HashMap<>();
    private final List<Scored> out = new ArrayList<>();

    private Matching(Examined examined) {
        this.examined = examined;
        this.cohort = examined.cohort();
        this.training = examined.training();
        this.photographed = TemplateSet.any(cohort.photos());
    }

    /** All score matrices of the attackers, in the attackers' order. */
    static List<Scored> of(Examined examined, List<Adversary> adversaries) {
        Matching matching = new Matching(examined);
        for (Adversary adversary : adversaries) {
            if (matching.photographed) {
                matching.photographs(adversary);
            }
            matching.scans(adversary);
        }
        return List.copyOf(matching.out);
    }

    private void photographs(Adversary adversary) {
        float[][][] photos = cohort.photos();
        float[][][] renders = cohort.rendersOf(adversary.renders());
        if (adversary.untrained()) {
            Comparer.Pooled raw = Comparer.similarities(photos, renders, examined.similarity());
            add(adversary, Protocol.POPULATION_TO_SAMPLE, Scoring.RAW, Strategy.MEAN, raw.mean());
            add(adversary, Protocol.POPULATION_TO_SAMPLE, Scoring.RAW, Strategy.NEAREST, raw.nearest());
            add(adversary, Protocol.SAMPLE_TO_POPULATION, Scoring.RAW, Strategy.MEAN, raw.best());
        }
        if (!examined.vectors()) {
            return;
        }
        if (adversary.untrained()) {
            Space plain = Space.raw(Space.mean(photos).length);
            double[][][] a = plain.apply(photos, plain.photoMean());
            double[][][] b = plain.apply(renders, plain.renderMean());
            add(adversary, Protocol.POPULATION_TO_SAMPLE, Scoring.RAW, Strategy.SVM, Comparer.decisions(a, b));
            vectors(adversary, Scoring.CENTRED, Space.centred(photos, renders), photos, renders);
        }
        if (training != null && TemplateSet.any(training.photos())) {
            Space trained = learned("photos", training.photos(), adversary);
            vectors(adversary, Scoring.TRAINED, trained, photos, renders);
            Space adapted = trained.about(Space.centred(photos, renders));
            double[][][] a = adapted.apply(photos, adapted.photoMean());
            double[][][] b = adapted.apply(renders, adapted.renderMean());
            double[][] mean = Comparer.cosines(a, b, false);
            add(adversary, Protocol.POPULATION_TO_SAMPLE, Scoring.ADAPTED, Strategy.MEAN, mean);
        }
    }

    private void vectors(Adversary adversary, Scoring scoring, Space space, float[][][] photos, float[][][] renders) {
        double[][][] a = space.apply(photos, space.photoMean());
        double[][][] b = space.apply(renders, space.renderMean());
        add(adversary, Protocol.POPULATION_TO_SAMPLE, scoring, Strategy.MEAN, Comparer.cosines(a, b, false));
        add(adversary, Protocol.POPULATION_TO_SAMPLE, scoring, Strategy.NEAREST, Comparer.cosines(a, b, true));
        add(adversary, Protocol.POPULATION_TO_SAMPLE, scoring, Strategy.SVM, Comparer.decisions(a, b));
        double[][] best = Comparer.cosines(Comparer.averaged(b), a, true);
        add(adversary, Protocol.SAMPLE_TO_POPULATION, scoring, Strategy.MEAN, best);
    }

    private void scans(Adversary adversary) {
        float[][][] second = cohort.secondVisit().get(TemplateSet.ORIGINAL);
        float[][][] named = second != null ? second : cohort.renders().get(TemplateSet.ORIGINAL);
        boolean withItself = second == null && adversary.renders().equals(TemplateSet.ORIGINAL);
        if (named == null || withItself) {
            return;
        }
        float[][][] probes = cohort.rendersOf(adversary.renders());
        Protocol protocol = Protocol.SCAN_TO_SCAN;
        if (adversary.untrained()) {
            double[][] raw =
                    Comparer.similarities(probes, named, examined.similarity()).mean();
            add(adversary, protocol, Scoring.RAW, Strategy.MEAN, raw);
        }
        if (!examined.vectors()) {
            return;
        }
        if (adversary.untrained()) {
            scans(adversary, Scoring.CENTRED, Space.centred(named, probes), named, probes);
        }
        if (training != null) {
            float[][][] other = training.secondVisit().get(TemplateSet.ORIGINAL);
            float[][][] gallery = other != null ? other : training.rendersOf(TemplateSet.ORIGINAL);
            Space trained = learned("scans", gallery, adversary);
            scans(adversary, Scoring.TRAINED, trained, named, probes);
            Space own = Space.centred(named, probes);
            scans(adversary, Scoring.ADAPTED, trained.about(own), named, probes);
        }
    }

    /** Here the named scans take the place of the photographs. */
    private void scans(Adversary adversary, Scoring scoring, Space space, float[][][] named, float[][][] probes) {
        double[][][] a = space.apply(probes, space.renderMean());
        double[][][] b = space.apply(named, space.photoMean());
        add(adversary, Protocol.SCAN_TO_SCAN, scoring, Strategy.MEAN, Comparer.cosines(a, b, false));
    }

    private Space learned(String against, float[][][] domain, Adversary adversary) {
        if (training == null) {
            throw new IllegalStateException("nothing to learn from");
        }
        String key = against + " " + adversary.learnsFrom();
        Space space = learned.get(key);
        if (space == null) {
            space = Wccn.learn(domain, training.rendersOf(adversary.learnsFrom()));
            learned.put(key, space);
        }
        return space;
    }

    private void add(Adversary adversary, Protocol protocol, Scoring scoring, Strategy strategy, double[][] scores) {
        out.add(new Scored(
                examined.description().id(),
                adversary.version(),
                adversary.level(),
                protocol.id(),
                scoring.id() + "-" + strategy.id(),
                new ScoreMatrix(cohort.persons(), cohort.persons(), scores)));
    }
}
