package org.guise.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
    @ParameterizedTest
    @CsvSource({
        "sub-01_T1w.nii.gz, sub-01_desc-refaced_T1w.nii.gz",
        "sub-01_ses-2_acq-hi_T2w.nii, sub-01_ses-2_acq-hi_desc-refaced_T2w.nii",
        "sub-01_desc-preproc_T1w.nii.gz, sub-01_desc-preprocRefaced_T1w.nii.gz",
        "head.nii.gz, head_refaced.nii.gz",
        "head.v2.NII.GZ, head.v2_refaced.nii.gz",
        "pair.img, pair_refaced.hdr"
    })
    void followsBidsWhereTheNameDoes(String input, String expected) {
        assertThat(OutputNames.of(Path.of("x", input)).orElseThrow().scan()).isEqualTo(expected);
    }

    @Test
    void keepsPairsAPair() {
        assertThat(OutputNames.of(Path.of("a.hdr")).orElseThrow().data()).contains("a_refaced.img");
        assertThat(OutputNames.of(Path.of("a.nii")).orElseThrow().data()).isEmpty();
    }

    @Test
    void refusesOtherNames() {
        assertThat(OutputNames.of(Path.of("head.dcm"))).isEmpty();
        assertThat(OutputNames.of(Path.of(".nii"))).isEmpty();
    }
}
