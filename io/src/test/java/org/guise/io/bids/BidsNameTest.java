package org.guise.io.bids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BidsNameTest {
    @Test
    void takesANameApart() {
        BidsName name = BidsName.of("sub-01_ses-a_run-1_T1w.nii.gz").orElseThrow();
        assertThat(name.subject()).isEqualTo("01");
        assertThat(name.session()).contains("a");
        assertThat(name.suffix()).isEqualTo("T1w");
        assertThat(name.extension()).isEqualTo(".nii.gz");
        assertThat(name.stem()).isEqualTo("sub-01_ses-a_run-1_T1w");
        assertThat(name.isImage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T1w.json",
                "sub-01.nii.gz",
                "sub-_T1w.nii.gz",
                "ses-1_sub-01_T1w.nii.gz",
                "sub-01_sub-02_T1w.nii.gz",
                "sub-01_T1w_.nii.gz",
                "sub-01_run_T1w.nii.gz"
            })
    void refusesOtherNames(String name) {
        assertThat(BidsName.of(name)).isEmpty();
    }

    @Test
    void metadataHoldForNamesThatHaveAllTheirEntities() {
        BidsName scan = BidsName.of("sub-01_acq-x_T1w.nii.gz").orElseThrow();
        assertThat(BidsName.inherits(Map.of(), "T1w", scan)).isTrue();
        assertThat(BidsName.inherits(Map.of("acq", "x"), "T1w", scan)).isTrue();
        assertThat(BidsName.inherits(Map.of("acq", "y"), "T1w", scan)).isFalse();
        assertThat(BidsName.inherits(Map.of("run", "1"), "T1w", scan)).isFalse();
        assertThat(BidsName.inherits(Map.of(), "T2w", scan)).isFalse();
    }
}
