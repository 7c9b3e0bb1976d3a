package org.guise.io.bids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BidsIgnoreTest {
    @ParameterizedTest
    @CsvSource({
        "*_ct.nii.gz, sub-01/ct/sub-01_ct.nii.gz, true",
        "*_ct.nii.gz, sub-01/ct/sub-01_ct.json, false",
        "extra/, sub-01/extra/a.nii, true",
        "extra/, sub-01/extra, false",
        "/extra, extra/a.nii, true",
        "/extra, sub-01/extra/a.nii, false",
        "sub-*/extra/**, sub-01/extra/b/a.nii, true",
        "**/notes.txt, notes.txt, true",
        "**/notes.txt, a/b/notes.txt, true",
        "sub-0[12]/, sub-02/anat/a, true",
        "sub-0[!12]/, sub-02/anat/a, false",
        "a?.txt, ab.txt, true",
        "a?.txt, a/.txt, false",
        "# *.nii, a.nii, false",
        "a+(b).txt, a+(b).txt, true",
    })
    void fitsAsInGitignore(String pattern, String path, boolean ignored) {
        assertThat(BidsIgnore.parse(List.of(pattern)).ignores(path)).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"a.txt, true", "keep.txt, false", "out/keep.txt, true"})
    void takesBackButNotBelowAnIgnoredFolder(String path, boolean ignored) {
        assertThat(BidsIgnore.parse(List.of("*.txt", "out/", "!keep.txt")).ignores(path))
                .isEqualTo(ignored);
    }
}
