package org.guise.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {
    @ParameterizedTest
    @CsvSource({
        "d/sub-01/ses-1/anat/sub-01_ses-1_T1w.nii.gz, d/sub-01/ses-1/func/sub-01_ses-1_task-rest_bold.nii.gz, true",
        "d/sub-01/anat/sub-01_T1w.nii.gz, d/sub-01/pet/sub-01_trc-FDG_pet.nii, true",
        "sub-01_T1w.nii.gz, sub-01_acq-fast_T2w.nii.gz, true",
        "sub-01_T1w.nii.gz, sub-1_T2w.nii.gz, false",
        "sub-a_T1w.nii.gz, sub-A_T2w.nii.gz, false",
        "sub-01_ses-1_T1w.nii, sub-01_ses-2_T2w.nii, false",
        "sub-01_ses-1_T1w.nii, sub-01_T2w.nii, false",
        "sub-01_T1w.nii, sub-01_acq-x_ses-2_T2w.nii, false",
        "a/sub-01_T1w.nii, b/sub-01_T2w.nii, false",
        "d/sub-01/anat/sub-01_T1w.nii, d/derivatives/x/sub-01/anat/sub-01_T2w.nii, false",
        "d/sub-01/ses-1/anat/sub-01_T1w.nii, d/sub-01/ses-2/anat/sub-01_T2w.nii, false"
    })
    void groupsByFolderSubjectAndSession(Path a, Path b, boolean together) {
        assertThat(SessionKey.of(a)).isPresent();
        assertThat(SessionKey.of(b)).isPresent();
        assertThat(SessionKey.of(a).equals(SessionKey.of(b))).isEqualTo(together);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "head.nii.gz",
                "sub-01.nii",
                "subject-01_T1w.nii",
                "sub-_T1w.nii",
                "sub-01_T1w_copy 2.nii",
                "sub-01_sub-02_T1w.nii",
                "sub-01_ses-1_ses-2_T1w.nii",
                "ses-1_sub-01_T1w.nii",
                "sub-01_T1w.png"
            })
    void otherNamesStandAlone(Path name) {
        assertThat(SessionKey.of(name)).isEmpty();
    }

    /** Names made at random: one key never holds two persons or two visits. Prints its seed when it fails. */
    @Test
    void neverMixesPersonsOrSessions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] labels = {"1", "01", "001", "a", "A", "1a", "ses1", "sub1", "10"};
        String[] suffixes = {"T1w", "T2w", "FLAIR", "CT", "pet", "bold"};
        List<ScanTask> tasks = new ArrayList<>();
        Map<ScanTask, String> visit = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String root = "root" + random.nextInt(2);
            String sub = labels[random.nextInt(labels.length)];
            String ses = random.nextBoolean() ? "_ses-" + labels[random.nextInt(labels.length)] : "";
            String name =
                    root + "/sub-" + sub + ses + "_run-" + i + "_" + suffixes[random.nextInt(suffixes.length)] + ".nii";
            ScanTask task = ScanTask.plan(List.of(Path.of(name)), new OutputTrees(Path.of("/o"), Path.of("/r")))
                    .getFirst();
            tasks.add(task);
            visit.put(task, root + " " + sub + " " + ses);
        }
        SessionPlan plan = SessionPlan.of(tasks, SessionPlan.Grouping.NAMES, List.of(), true);
        assertThat(plan.sessions()).as("seed %d", seed).allSatisfy(s -> {
            assertThat(s.tasks().stream().map(visit::get).distinct()).hasSize(1);
            assertThat(s.leads()).containsExactlyInAnyOrderElementsOf(s.tasks());
        });
        assertThat(plan.sessions()).as("seed %d", seed).hasSize((int)
                visit.values().stream().distinct().count());
    }
}
