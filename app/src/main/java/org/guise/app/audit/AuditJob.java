package org.guise.app.audit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.guise.app.audit.AuditPlan.Making;
import org.guise.app.audit.AuditPlan.Version;
import org.guise.app.job.OutputTrees;
import org.guise.audit.cohort.CohortTable;
import org.guise.audit.cohort.CohortTable.Person;
import org.guise.audit.cohort.ImportedScores;
import org.guise.audit.cohort.VersionTable;
import org.guise.audit.match.Auditor;
import org.guise.audit.match.Protocol;
import org.guise.audit.match.ScoreMatrix;
import org.guise.audit.match.Scored;
import org.guise.audit.match.TemplateSet;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.FacePart;
import org.guise.core.reface.Method;
import org.guise.core.reface.Refacer;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.report.AuditReport;
import org.guise.report.ExamplePicture;

/** An audit from a cohort table to the report. */
public final class AuditJob {
    private static final int EXAMPLES = 3;
    /** Between the pictures of a strip, pixels. */
    private static final int GAP = 8;

    private AuditJob() {}

    /**
     * A version made by another tool.
     *
     * @param id short name
     * @param source its folder or table
     */
    public record Given(String id, Path source) {}

    /**
     * What to do.
     *
     * @param cohort table of the persons tested
     * @param training table of other persons, from whom a trained attacker learns
     * @param methods versions for Guise to make
     * @param kept further versions, refaced but for these parts
     * @param given versions made by other tools
     * @param size width and height of a render, pixels
     * @param photos what is done to photographs before they are described
     * @param recognisers ids of built-in ones; empty for all
     * @param descriptors of recognisers of the user
     * @param imported by name: score files of recognisers that Guise does not run
     * @param showFaces whether pictures of real persons may stand in the report
     */
    public record Settings(
            Path cohort,
            Optional<Path> training,
            List<Method> methods,
            List<Set<FacePart>> kept,
            List<Given> given,
            RenderPreset preset,
            int size,
            PhotoTreatment photos,
            List<String> recognisers,
            List<Path> descriptors,
            Map<String, Path> imported,
            boolean showFaces,
            long seed,
            int threads) {}

    /**
     * What came of it.
     *
     * @param failed versions that could not be made: sentences that name persons
     */
    public record Outcome(AuditResult result, List<String> failed) {}

    /**
     * Runs the audit and writes the report into the public and each person's ranks into the restricted folder, which must
     * exist. What an earlier, stopped run did is not done again.
     *
     * @throws org.guise.audit.cohort.CohortException if a table cannot be used
     */
    public static Outcome run(Settings settings, OutputTrees trees, String tool, Consumer<String> progress)
            throws IOException {
        CohortTable cohort = CohortTable.read(settings.cohort());
        AuditPlan plan = plan(settings, cohort, trees);
        List<Scored> imported = new ArrayList<>();
        List<Recogniser.Description> importedNames = new ArrayList<>();
        settings.imported().forEach((name, file) -> {
            ScoreMatrix scores = ImportedScores.read(file, cohort.keys());
            imported.add(new Scored(
                    name, TemplateSet.ORIGINAL, "A0", Protocol.POPULATION_TO_SAMPLE.id(), "raw-mean", scores));
            importedNames.add(new Recogniser.Description(
                    name, name, "imported scores", String.valueOf(file.getFileName()), "", ""));
        });
        AuditRun.Finished finished;
        List<ExamplePicture> examples;
        progress.accept("loading the recognisers");
        try (NetworkDescriber describer = NetworkDescriber.load(settings.recognisers(), settings.descriptors())) {
            finished = new AuditRun(plan, describer)
                    .run(
                            tool,
                            imported,
                            importedNames,
                            Auditor.Options.standard(settings.seed(), settings.threads()),
                            progress);
            progress.accept("writing the report");
            examples = cohort.synthetic() || settings.showFaces() ? examples(plan, describer) : List.of();
        }
        writeRanks(trees.restricted().resolve("ranks.tsv"), finished.audit().ranks());
        AuditReport.write(finished.audit().result(), examples, trees.open());
        return new Outcome(finished.audit().result(), finished.failed());
    }

    private static AuditPlan plan(Settings settings, CohortTable cohort, OutputTrees trees) {
        List<Person> training = settings.training()
                .map(t -> CohortTable.read(t).persons().stream()
                        .map(AuditJob::training)
                        .toList())
                .orElse(List.of());
        List<Version> versions = new ArrayList<>();
        for (Method m : settings.methods()) {
            versions.add(new Version(m.key(), label(m), Optional.of(new Making(m, Set.of())), Map.of()));
        }
        for (Set<FacePart> parts : settings.kept()) {
            versions.add(new Version(
                    keptId(parts),
                    "Refaced, " + names(parts, " and ") + " kept",
                    Optional.of(new Making(Method.REFACE, parts)),
                    Map.of()));
        }
        for (Given g : settings.given()) {
            versions.add(new Version(
                    g.id(),
                    g.id(),
                    Optional.empty(),
                    VersionTable.read(g.source(), cohort).scans()));
        }
        return new AuditPlan(
                cohort,
                training,
                versions,
                settings.preset(),
                settings.size(),
                settings.photos(),
                settings.seed(),
                settings.threads(),
                trees.restricted());
    }

    /** The person under a key that none of those tested has. */
    private static Person training(Person p) {
        return new Person("training-" + p.key(), p.scan(), p.photos(), p.secondScan(), p.attributes());
    }

    /** The id of the version that keeps these parts: {@code keep-eyes-nasion}. */
    public static String keptId(Set<FacePart> parts) {
        return "keep-" + names(parts, "-");
    }

    private static String names(Set<FacePart> parts, String between) {
        return parts.stream().sorted().map(FacePart::key).collect(Collectors.joining(between));
    }

    private static String label(Method method) {
        return switch (method) {
            case REFACE -> "Refaced by Guise";
            case REMOVE -> "Face removed";
            case SHEAR -> "Face sheared off";
            case BLUR -> "Face blurred";
            case PIXELATE -> "Face pixelated";
        };
    }

    private static void writeRanks(Path file, List<Auditor.PersonRank> ranks) throws IOException {
        AtomicFile.write(file, stream -> {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            out.print("person\tversion\trecogniser\tprotocol\tadversary\tscoring\trank\n");
            for (Auditor.PersonRank r : ranks) {
                out.print(String.join(
                                "\t",
                                r.person(),
                                r.version(),
                                r.recogniser(),
                                r.protocol(),
                                r.adversary(),
                                r.scoring(),
                                String.valueOf(r.rank()))
                        + "\n");
            }
            out.flush();
            if (out.checkError()) {
                throw new IOException("could not be written");
            }
        });
    }

    /** For each of the first persons a strip: a photograph, and the first view of each version. */
    private static List<ExamplePicture> examples(AuditPlan plan, Describer describer) throws IOException {
        List<ExamplePicture> strips = new ArrayList<>();
        try (Parallel parallel = new Parallel(plan.threads())) {
            Refacer refacer = new Refacer(AtlasFile.builtIn(), parallel);
            List<Person> persons = plan.cohort().persons();
            for (Person p : persons.subList(0, Math.min(EXAMPLES, persons.size()))) {
                Map<String, BufferedImage> pictures = new LinkedHashMap<>();
                if (!p.photos().isEmpty()) {
                    BufferedImage photo = PersonWork.picture(p.photos().getFirst());
                    pictures.put("Photograph", plan.photos().apply(photo, describer::find));
                }
                HeadSource original = new HeadSource(p.scan(), refacer);
                pictures.put("Original scan", first(plan, original, original.frame()));
                for (Version v : plan.versions()) {
                    Optional<Path> file = PersonWork.known(plan, p, v).filter(Files::isRegularFile);
                    if (file.isPresent()) {
                        HeadSource source = new HeadSource(file.get(), refacer);
                        pictures.put(v.label(), first(plan, source, original.frame()));
                    }
                }
                strips.add(new ExamplePicture(
                        strip(pictures.values(), plan.size()), String.join(" · ", pictures.keySet())));
            }
        }
        return strips;
    }

    /** Squares side by side. */
    private static BufferedImage strip(Collection<BufferedImage> pictures, int size) {
        BufferedImage all = new BufferedImage(pictures.size() * (size + GAP) - GAP, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), size);
        int x = 0;
        for (BufferedImage p : pictures) {
            double zoom = Math.min((double) size / p.getWidth(), (double) size / p.getHeight());
            int w = (int) Math.round(zoom * p.getWidth()), h = (int) Math.round(zoom * p.getHeight());
            g.drawImage(p, x + (size - w) / 2, (size - h) / 2, w, h, null);
            x += size + GAP;
        }
        g.dispose();
        return all;
    }

    private static BufferedImage first(AuditPlan plan, HeadSource source, HeadFrame frame) throws IOException {
        Volume scan = source.volume();
        RenderPreset.View view =
                plan.preset().views(frame, plan.size(), plan.seed()).getFirst();
        HeadSurface surface = HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), plan.threads());
        List<BufferedImage> drawn = new ArrayList<>();
        HeadRenders.each(surface, List.of(view), plan.threads(), v -> drawn.add(v.picture()));
        return drawn.getFirst();
    }
}
