package org.guise.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guise.app.job.SessionPlan.Grouping;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.io.nifti.NiftiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionPlanTest {
    @TempDir
    private Path dir;

    private Path scan(String name, int slices, double thickMm) throws IOException {
        Grid g = new Grid(24, 24, slices, Affine.scaleShift(10, 10, thickMm, 0, 0, 0));
        Path file = dir.resolve(name);
        NiftiWriter.write(file, new LabelVolume(g, new byte[g.size()]));
        return file;
    }

    private List<ScanTask> tasks(Path... files) {
        return ScanTask.plan(List.of(files), OutputTrees.of(dir.resolve("out"), java.util.Optional.empty()));
    }

    private static Stream<String> names(List<ScanTask> tasks) {
        return tasks.stream().map(ScanTask::name);
    }

    @Test
    void theBestStructuralImageLeads() throws IOException {
        List<ScanTask> tasks = tasks(
                scan("sub-1_pet.nii", 100, 2),
                scan("sub-1_T2w.nii", 40, 6),
                scan("sub-1_acq-short_T1w.nii", 50, 2),
                scan("sub-1_CT.nii", 120, 2),
                scan("sub-1_FLAIR.nii", 120, 2),
                scan("sub-1_acq-coarse_T1w.nii", 80, 3),
                scan("sub-1_acq-fine_T1w.nii", 120, 2),
                scan("sub-1_bold.nii", 60, 3));
        SessionPlan plan = SessionPlan.of(tasks, Grouping.NAMES, List.of(), true);
        assertThat(plan.leftOut()).isEmpty();
        Session session = plan.sessions().getFirst();
        assertThat(session.tasks()).isEqualTo(tasks);
        // voxels of 10 mm are thick, but all alike here: what differs is the third axis
        assertThat(names(session.leads()))
                .containsSubsequence(
                        "sub-1_acq-fine_T1w.nii", "sub-1_acq-short_T1w.nii", "sub-1_pet.nii", "sub-1_bold.nii");
        assertThat(names(session.leads()).toList().getLast()).isEqualTo("sub-1_bold.nii");
    }

    @Test
    void aChosenLeadComesFirstAndOthersAreRefusedInOneSentence() throws IOException {
        Path t1 = scan("sub-1_T1w.nii", 9, 2), t2 = scan("sub-1_T2w.nii", 9, 2), bold = scan("sub-1_bold.nii", 9, 2);
        List<ScanTask> tasks = tasks(t1, t2, bold);
        assertThat(names(SessionPlan.of(tasks, Grouping.NAMES, List.of(t2), false)
                        .sessions()
                        .getFirst()
                        .leads()))
                .containsExactly("sub-1_T2w.nii", "sub-1_T1w.nii");
        refused(tasks, List.of(dir.resolve("x.nii")), "it is none of the scans given");
        refused(tasks, List.of(t1, t2), "sub-1_T1w.nii already leads this session");
        refused(tasks, List.of(bold), "only with --epi");
    }

    private static void refused(List<ScanTask> tasks, List<Path> leads, String words) {
        assertThatThrownBy(() -> SessionPlan.of(tasks, Grouping.NAMES, leads, false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(words);
    }

    @Test
    void echoPlanarImagesAreLeftOutUnlessAskedFor() throws IOException {
        List<ScanTask> tasks = tasks(scan("sub-1_T1w.nii", 9, 2), scan("sub-1_task-rest_bold.nii", 9, 2));
        SessionPlan plan = SessionPlan.of(tasks, Grouping.NAMES, List.of(), false);
        assertThat(names(plan.leftOut())).containsExactly("sub-1_task-rest_bold.nii");
        assertThat(plan.sessions()).hasSize(1);
        assertThat(plan.sessions().getFirst().joint()).isFalse();
    }

    @Test
    void otherNamesStandAloneUnlessTheyAreSaidToBeOneSession() throws IOException {
        List<ScanTask> tasks = tasks(scan("a.nii", 9, 2), scan("b_T1.nii", 9, 2), scan("sub-1_T1w.nii", 9, 2));
        assertThat(SessionPlan.of(tasks, Grouping.NAMES, List.of(), false).sessions())
                .hasSize(3);
        assertThat(SessionPlan.of(tasks, Grouping.NONE, List.of(), false).sessions())
                .hasSize(3);
        List<Session> one =
                SessionPlan.of(tasks, Grouping.ONE, List.of(), false).sessions();
        assertThat(one).hasSize(1);
        assertThat(one.getFirst().tasks()).isEqualTo(tasks);
    }
}
