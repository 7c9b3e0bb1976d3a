package org.guise.audit.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.guise.audit.measure.Binomial;
import org.guise.audit.measure.GalleryCurve;
import org.guise.audit.measure.GalleryModel;
import org.guise.audit.measure.Proportion;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;
import org.guise.core.parallel.Parallel;

/**
 * From templates to the result of an audit. Recognisers are matched side by side, then the figures of all score matrices;
 * each has its own seeded streams, so the result is the same for every number of threads.
 */
public final class Auditor {
    private Auditor() {}

    /**
     * How much to compute.
     *
     * @param seed of all random choices
     * @param bootstraps draws of persons for the intervals
     * @param permutations permutations for the null of D_sys and the p of AUC
     * @param attributePermutations permutations of the labels of each attribute; every one fits classifiers anew
     * @param curveBootstraps draws of persons for the bands of the gallery curves
     * @param threads threads, ≥ 1
     */
    public record Options(
            long seed, int bootstraps, int permutations, int attributePermutations, int curveBootstraps, int threads) {
        /**
         * 1000 draws, 40 000 permutations, 200 of labels, 200 draws for curves. No permutation p is below 1 / 40 001, and
         * the report multiplies it by the number of tests of a version: this leaves room for some 2000 of them.
         */
        public static Options standard(long seed, int threads) {
            return new Options(seed, 1000, 40_000, 200, 200, threads);
        }
    }

    /**
     * What is known before matching.
     *
     * @param tool name and version of Guise
     * @param finished ISO-8601 date and time, UTC
     * @param versions the originals first
     * @param attributes for each attribute ({@code sex}, {@code ageGroup}, {@code ancestry}) each person's value
     * @param examined the recognisers with their templates
     * @param imported score matrices of recognisers that Guise did not run
     * @param importedRecognisers what to say about these
     */
    public record Input(
            String tool,
            String finished,
            AuditResult.CohortInfo cohort,
            List<AuditResult.Version> versions,
            List<AuditResult.Detection> finders,
            Map<String, Map<String, String>> attributes,
            List<Examined> examined,
            List<Scored> imported,
            List<Recogniser.Description> importedRecognisers) {
        /** Puts the attributes in the order of their names, so that no map's own order shows in the result. */
        public Input {
            attributes = new TreeMap<>(attributes);
        }
    }

    /**
     * An audit.
     *
     * @param result aggregate figures, which may be published
     * @param ranks every person's ranks, for the restricted tree only
     */
    public record Audit(AuditResult result, List<PersonRank> ranks) {}

    /**
     * At which place one person's own scan (or photographs) came.
     *
     * @param rank 1 for identified
     */
    public record PersonRank(
            String person,
            String version,
            String recogniser,
            String protocol,
            String adversary,
            String scoring,
            int rank) {}

    /** Runs the audit; {@code progress} hears of each step, from any thread. */
    public static Audit run(Input input, Options options, Consumer<String> progress) {
        try (Parallel parallel = new Parallel(options.threads())) {
            List<Scored> scored = new ArrayList<>(matched(input, parallel, progress));
            scored.addAll(input.imported());
            Outcome[] outcomes = new Outcome[scored.size()];
            parallel.ranges(outcomes.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    outcomes[i] =
                            Evaluation.of(scored.get(i), options.bootstraps(), options.permutations(), options.seed());
                }
                progress.accept("figures " + to + " of " + outcomes.length);
            });
            List<Scored> headlines =
                    scored.stream().filter(s -> isHeadline(s, input)).toList();
            List<Outcome> all = Arrays.asList(outcomes);
            List<AuditResult.AttributeLeak> leaks = leaks(input, options, parallel, progress);
            List<Recogniser.Description> recognisers = new ArrayList<>();
            input.examined().forEach(e -> recognisers.add(e.description()));
            recognisers.addAll(input.importedRecognisers());
            AuditResult result = new AuditResult(
                    input.tool(),
                    input.finished(),
                    options.seed(),
                    input.cohort(),
                    input.versions(),
                    input.finders(),
                    List.copyOf(recognisers),
                    List.copyOf(all),
                    comparisons(scored, options.seed()),
                    curves(headlines, options, parallel, progress),
                    leaks,
                    subgroups(headlines, input.attributes(), options.seed()),
                    Warnings.of(input, all),
                    Methods.of(input, options, all));
            return new Audit(result, ranks(scored, options.seed()));
        }
    }

    private static List<Scored> matched(Input input, Parallel parallel, Consumer<String> progress) {
        List<List<Scored>> each = slots(input.examined().size());
        parallel.ranges(each.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                Examined examined = input.examined().get(i);
                List<Adversary> adversaries = new ArrayList<>();
                for (AuditResult.Version version : input.versions()) {
                    if (examined.cohort().renders().containsKey(version.id())) {
                        adversaries.addAll(Adversary.of(version.id(), examined.cohort(), examined.training()));
                    }
                }
                each.set(i, Matching.of(examined, adversaries));
                progress.accept("matched " + examined.description().id());
            }
        });
        return each.stream().flatMap(List::stream).toList();
    }

    private static <T> List<List<T>> slots(int n) {
        List<List<T>> slots = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            slots.add(List.of());
        }
        return slots;
    }

    /**
     * The naive attacker's plainest test: photographs against scans, centred mean for vectors, raw mean for others. Where
     * there are no photographs, scans against scans.
     */
    private static boolean isHeadline(Scored scored, Input input) {
        if (!scored.level().equals("A0")) {
            return false;
        }
        for (Examined e : input.examined()) {
            if (e.description().id().equals(scored.recogniser())) {
                Protocol protocol =
                        TemplateSet.any(e.cohort().photos()) ? Protocol.POPULATION_TO_SAMPLE : Protocol.SCAN_TO_SCAN;
                return scored.protocol().equals(protocol.id())
                        && scored.scoring().equals(e.headline());
            }
        }
        return input.imported().contains(scored);
    }

    private static List<AuditResult.Comparison> comparisons(List<Scored> scored, long seed) {
        List<AuditResult.Comparison> comparisons = new ArrayList<>();
        for (Scored after : scored) {
            if (after.version().equals(TemplateSet.ORIGINAL)) {
                continue;
            }
            scored.stream()
                    .filter(s -> s.version().equals(TemplateSet.ORIGINAL) && s.sameTest(after))
                    .findFirst()
                    .ifPresent(before -> {
                        int[] was = before.ranks(seed);
                        int[] is = after.ranks(seed);
                        int onlyBefore = 0;
                        int onlyAfter = 0;
                        for (int i = 0; i < was.length; i++) {
                            onlyBefore += was[i] == 1 && is[i] != 1 ? 1 : 0;
                            onlyAfter += was[i] != 1 && is[i] == 1 ? 1 : 0;
                        }
                        comparisons.add(new AuditResult.Comparison(
                                after.version(),
                                after.recogniser(),
                                after.protocol(),
                                after.level(),
                                after.scoring(),
                                onlyBefore,
                                onlyAfter,
                                Binomial.mcNemar(onlyBefore, onlyAfter)));
                    });
        }
        return List.copyOf(comparisons);
    }

    private static List<AuditResult.GallerySize> curves(
            List<Scored> headlines, Options options, Parallel parallel, Consumer<String> progress) {
        List<List<AuditResult.GallerySize>> each = slots(headlines.size());
        parallel.ranges(each.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                Scored s = headlines.get(i);
                int gallery = s.matrix().gallery().size();
                GalleryCurve curve = new GalleryCurve(
                        s.matrix().scores(), s.matrix().mates(), s.matrix().galleryNumbers(), gallery);
                if (!curve.fits()) {
                    continue;
                }
                int[] sizes = GalleryCurve.sizes(gallery);
                List<AuditResult.GallerySize> own = new ArrayList<>();
                for (GalleryModel model : GalleryModel.values()) {
                    List<Estimate> rank1 = curve.rank1(model, sizes, options.curveBootstraps(), options.seed());
                    own.add(new AuditResult.GallerySize(s.version(), s.recogniser(), model.id(), sizes, rank1, (int)
                            Math.min(Integer.MAX_VALUE, (long) GalleryCurve.TRUSTED_FACTOR * gallery)));
                }
                each.set(i, own);
            }
            progress.accept("gallery curves " + to + " of " + each.size());
        });
        return each.stream().flatMap(List::stream).toList();
    }

    /** One recogniser's templates of one kind of picture. */
    private record Source(String of, String recogniser, List<String> persons, float[][][] templates) {}

    private static List<AuditResult.AttributeLeak> leaks(
            Input input, Options options, Parallel parallel, Consumer<String> progress) {
        List<Source> sources = new ArrayList<>();
        for (Examined e : input.examined()) {
            if (e.vectors()) {
                String id = e.description().id();
                List<String> persons = e.cohort().persons();
                sources.add(new Source("photographs", id, persons, e.cohort().photos()));
                for (AuditResult.Version v : input.versions()) {
                    float[][][] renders = e.cohort().renders().get(v.id());
                    if (renders != null) {
                        sources.add(new Source(v.id(), id, persons, renders));
                    }
                }
            }
        }
        List<List<AuditResult.AttributeLeak>> each = slots(sources.size());
        parallel.ranges(each.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                Source s = sources.get(i);
                each.set(
                        i,
                        AttributeLeakage.of(
                                s.of(), s.recogniser(), s.persons(), s.templates(), input.attributes(), options));
            }
            progress.accept("attributes " + to + " of " + each.size());
        });
        return each.stream().flatMap(List::stream).toList();
    }

    private static List<AuditResult.Subgroup> subgroups(
            List<Scored> headlines, Map<String, Map<String, String>> attributes, long seed) {
        List<AuditResult.Subgroup> groups = new ArrayList<>();
        for (Scored s : headlines) {
            int[] ranks = s.ranks(seed);
            List<String> probes = s.matrix().probes();
            attributes.forEach((attribute, values) -> {
                for (String value : AttributeLeakage.frequent(values, probes)) {
                    int n = 0;
                    int hits = 0;
                    for (int i = 0; i < ranks.length; i++) {
                        if (value.equals(values.get(probes.get(i)))) {
                            n++;
                            hits += ranks[i] == 1 ? 1 : 0;
                        }
                    }
                    groups.add(new AuditResult.Subgroup(
                            s.version(), s.recogniser(), attribute + "=" + value, n, hits, Proportion.wilson(hits, n)));
                }
            });
        }
        return List.copyOf(groups);
    }

    private static List<PersonRank> ranks(List<Scored> scored, long seed) {
        List<PersonRank> rows = new ArrayList<>();
        for (Scored s : scored) {
            int[] ranks = s.ranks(seed);
            for (int i = 0; i < ranks.length; i++) {
                rows.add(new PersonRank(
                        s.matrix().probes().get(i),
                        s.version(),
                        s.recogniser(),
                        s.protocol(),
                        s.level(),
                        s.scoring(),
                        ranks[i]));
            }
        }
        return List.copyOf(rows);
    }
}
