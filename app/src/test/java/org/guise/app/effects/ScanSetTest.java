package org.guise.app.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.app.job.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanSetTest {
    @TempDir
    private Path folder;

    private ScanSet set(String name, String... files) throws IOException {
        Path root = folder.resolve(name);
        for (String f : files) {
            Path file = root.resolve(f);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        return ScanSet.of("--" + name, List.of(root));
    }

    @Test
    void namesOfEveryMethodLeadBackToTheScan() {
        for (String name : List.of("Head.nii.gz", "head_refaced.nii", "head_blurred.nii.gz", "head_defaced.hdr")) {
            assertThat(ScanSet.key(Path.of(name))).isEqualTo("head");
        }
        assertThat(ScanSet.key(Path.of("sub-01_desc-refaced_T1w.nii.gz"))).isEqualTo("sub-01_t1w");
        assertThat(ScanSet.key(Path.of("sub-01_desc-preprocRefaced_T1w.nii.gz")))
                .isEqualTo("sub-01_desc-preproc_t1w");
    }

    @Test
    void aRescanMayHaveAnotherSession() throws IOException {
        ScanSet before = set("before", "sub-1/sub-1_ses-1_T1w.nii.gz", "sub-2/sub-2_ses-1_T1w.nii.gz");
        ScanSet rescan = set("rescan", "sub-2_ses-2_run-2_T1w.nii.gz");
        assertThat(before.partners(rescan, true)).containsOnlyKeys("sub-2_ses-1_t1w");
        assertThat(before.partners(rescan, false)).isEmpty();
    }

    @Test
    void masksAndOtherFilesAreNoScans() throws IOException {
        ScanSet after = set("after", "a_refaced.nii.gz", "a_defacemask.nii.gz", "a_refaced.json", "b.hdr", "b.img");
        assertThat(after.scans()).containsOnlyKeys("a", "b");
    }

    @Test
    void twoFilesOfOneScanAreRefused() {
        assertThatThrownBy(() -> set("after", "a.nii.gz", "a_refaced.nii.gz"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("would be the same scan");
    }
}
