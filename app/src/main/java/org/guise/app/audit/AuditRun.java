package org.guise.app.audit;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.guise.app.run.TimeLeft;
import org.guise.audit.cohort.CohortTable.Person;
import org.guise.audit.match.Auditor;
import org.guise.audit.match.Examined;
import org.guise.audit.match.Scored;
import org.guise.audit.match.TemplateSet;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.Refacer;
import org.jspecify.annotations.Nullable;

/** From the plan to the result: persons side by side, then the figures. */
final class AuditRun {
    private final AuditPlan plan;
    private final Describer describer;
    private final TemplateStore store;

    AuditRun(AuditPlan plan, Describer describer) throws IOException {
        this.plan = plan;
        this.describer = describer;
        this.store = new TemplateStore(plan.restricted().resolve("templates"), describer);
    }

    /**
     * The audit and what went wrong on the way.
     *
     * @param failed sentences naming persons: for the restricted tree
     */
    record Finished(Auditor.Audit audit, List<String> failed) {}

    Finished run(
            String tool,
            List<Scored> imported,
            List<Recogniser.Description> importedRecognisers,
            Auditor.Options options,
            Consumer<String> progress)
            throws IOException {
        List<Person> persons = plan.cohort().persons();
        List<Person> all = new ArrayList<>(persons);
        all.addAll(plan.training());
        List<PersonWork.Done> done = pictures(all, progress);
        List<PersonWork.Done> tested = done.subList(0, persons.size());
        List<PersonWork.Done> trained = done.subList(persons.size(), done.size());
        List<Examined> examined = new ArrayList<>();
        for (int r = 0; r < describer.recognisers().size(); r++) {
            Recogniser recogniser = describer.recognisers().get(r);
            examined.add(new Examined(
                    recogniser.description(),
                    recogniser.isVector(),
                    recogniser::similarity,
                    templates(persons, tested, r),
                    plan.training().isEmpty() ? null : templates(plan.training(), trained, r)));
        }
        int views = tested.getFirst()
                .renders()
                .getOrDefault(TemplateSet.ORIGINAL, List.of())
                .size();
        List<AuditResult.Version> versions = new ArrayList<>();
        versions.add(new AuditResult.Version(TemplateSet.ORIGINAL, "Original scans", false));
        plan.versions()
                .forEach(v -> versions.add(new AuditResult.Version(v.id(), v.label(), true, keptSkin(v, tested))));
        Auditor.Input input = new Auditor.Input(
                tool,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                plan.cohort().info(views, plan.preset().id(), plan.photos()),
                versions,
                detections(tested, versions),
                plan.cohort().attributes(),
                examined,
                imported,
                importedRecognisers);
        progress.accept("matching");
        Auditor.Audit audit = Auditor.run(input, options, progress);
        List<String> failed = new ArrayList<>();
        done.forEach(d -> failed.addAll(d.failed()));
        return new Finished(audit, failed);
    }

    /** Median over the persons; NaN for another tool's version, of which it is not known. */
    private static double keptSkin(AuditPlan.Version version, List<PersonWork.Done> tested) {
        if (version.made().isEmpty()) {
            return Double.NaN;
        }
        double[] shares = tested.stream()
                .mapToDouble(d -> d.keptSkin().getOrDefault(version.id(), Double.NaN))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return shares.length == 0 ? 0 : shares[shares.length / 2];
    }

    private List<PersonWork.Done> pictures(List<Person> all, Consumer<String> progress) throws IOException {
        int workers = Math.min(plan.threads(), all.size());
        ThreadLocal<@Nullable Refacer> refacers = new ThreadLocal<>();
        Atlas atlas = AtlasFile.builtIn();
        TimeLeft left = new TimeLeft(all.size(), System::nanoTime);
        try (Parallel alone = new Parallel(1);
                ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<PersonWork.Done>> futures = new ArrayList<>();
            for (Person person : all) {
                futures.add(pool.submit(() -> {
                    Refacer refacer = refacers.get();
                    if (refacer == null) {
                        refacer = new Refacer(atlas, alone);
                        refacers.set(refacer);
                    }
                    PersonWork.Done d = new PersonWork(plan, describer, store, refacer, alone).run(person);
                    progress.accept("persons " + left.next());
                    return d;
                }));
            }
            List<PersonWork.Done> done = new ArrayList<>();
            try {
                for (Future<PersonWork.Done> f : futures) {
                    done.add(f.get());
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("the audit was interrupted; run the same command again to go on", e);
            } catch (ExecutionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case RuntimeException r -> throw r;
                    case Error x -> throw x;
                    case null, default -> throw new IOException("a person could not be worked on", e);
                }
            }
            return done;
        }
    }

    private TemplateSet templates(List<Person> persons, List<PersonWork.Done> done, int r) {
        Set<String> kinds = new LinkedHashSet<>();
        done.forEach(d -> kinds.addAll(new TreeMap<>(d.renders()).keySet()));
        Map<String, float[][][]> renders = new LinkedHashMap<>();
        for (String kind : kinds) {
            renders.put(
                    kind,
                    done.stream()
                            .map(d -> of(d.renders().getOrDefault(kind, List.of()), r))
                            .toArray(float[][][]::new));
        }
        float[][][] second = done.stream().map(d -> of(d.secondVisit(), r)).toArray(float[][][]::new);
        boolean visited = done.stream().anyMatch(d -> !d.secondVisit().isEmpty());
        return new TemplateSet(
                persons.stream().map(Person::key).toList(),
                done.stream().map(d -> of(d.photos(), r)).toArray(float[][][]::new),
                renders,
                visited ? Map.of(TemplateSet.ORIGINAL, second) : Map.of());
    }

    private static float[][] of(List<PictureTemplates> pictures, int r) {
        return pictures.stream()
                .map(p -> p.found() ? p.templates()[r] : new float[0])
                .toArray(float[][]::new);
    }

    private List<AuditResult.Detection> detections(List<PersonWork.Done> done, List<AuditResult.Version> versions) {
        List<AuditResult.Detection> all = new ArrayList<>();
        all.add(detection(
                "photographs", done.stream().map(PersonWork.Done::photos).toList()));
        for (AuditResult.Version v : versions) {
            all.add(detection(
                    v.id(),
                    done.stream()
                            .map(d -> d.renders().getOrDefault(v.id(), List.of()))
                            .toList()));
        }
        return all;
    }

    private AuditResult.Detection detection(String of, List<List<PictureTemplates>> pictures) {
        int n = 0, found = 0;
        for (List<PictureTemplates> person : pictures) {
            for (PictureTemplates p : person) {
                n++;
                found += p.found() ? 1 : 0;
            }
        }
        return new AuditResult.Detection(of, n, found, describer.threshold());
    }
}
