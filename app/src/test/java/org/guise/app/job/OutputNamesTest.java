package org.guise.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.guise.core.reface.Method;
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
        assertThat(OutputNames.of(Path.of("x", input), Method.REFACE)
                        .orElseThrow()
                        .scan())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "sub-01_T1w.nii.gz, REMOVE, sub-01_desc-removed_T1w.nii.gz, sub-01_desc-removed_T1w_defacemask.nii.gz",
        "sub-01_desc-x_T1w.nii, SHEAR, sub-01_desc-xSheared_T1w.nii, sub-01_desc-xSheared_T1w_defacemask.nii.gz",
        "head.nii.gz, BLUR, head_blurred.nii.gz, head_blurred_defacemask.nii.gz",
        "head.nii.gz, PIXELATE, head_pixelated.nii.gz, head_pixelated_defacemask.nii.gz",
        "head.nii.gz, REFACE, head_refaced.nii.gz, head_defacemask.nii.gz"
    })
    void namesTheMethod(String input, Method method, String scan, String mask) {
        OutputNames names = OutputNames.of(Path.of(input), method).orElseThrow();
        assertThat(names.scan()).isEqualTo(scan);
        assertThat(names.mask()).contains(mask);
    }

    @Test
    void keepsPairsAPair() {
        assertThat(OutputNames.of(Path.of("a.hdr"), Method.REFACE).orElseThrow().data())
                .contains("a_refaced.img");
        assertThat(OutputNames.of(Path.of("a.nii"), Method.REFACE).orElseThrow().data())
                .isEmpty();
    }

    @Test
    void refusesOtherNames() {
        assertThat(OutputNames.of(Path.of("head.dcm"), Method.REFACE)).isEmpty();
        assertThat(OutputNames.of(Path.of(".nii"), Method.REFACE)).isEmpty();
    }
}
