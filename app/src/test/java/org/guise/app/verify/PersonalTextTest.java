package org.guise.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOE^JOHN",
                "Müller-Lüdenscheidt^Hans",
                "Patient: Erika M",
                "pat name=x",
                "DOB: 1950",
                "MRN 1; MRN: 77",
                "name=Smith",
                "jane@clinic.example",
                "/home/jane/scan.nii",
                "file:///data",
                "C:\\Users\\jane\\x",
                "C:\\\\Users\\\\jane",
                "\\\\server\\share",
                "from /Users/jane/x"
            })
    void tellsWhatPointsAtAPerson(String text) {
        assertThat(PersonalText.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TE=3.4;Time=120000.000;phase=1",
                "FSL6.0",
                "bids::sub-01/anat/sub-01_T1w.nii.gz",
                "https://example.org/home/page",
                "spm - 3D normalized",
                "x^2",
                "syngo MR E11",
                "doi:10.18112/openneuro.ds000001.v1.0.0"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(PersonalText.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-03-04", "2019-03-04T10:11:12.5", "20190304", "04.03.2019", "19500101101112"})
    void tellsDates(String text) {
        assertThat(PersonalText.isDate(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1891-03-04T10:11:12",
                "18910304",
                "n/a",
                "2019",
                "2019-13-04",
                "1.2.840.20190304.1",
                "12:30:01",
                "120190304"
            })
    void leavesShiftedDatesAndNumbersAlone(String text) {
        assertThat(PersonalText.isDate(text)).isFalse();
    }
}
