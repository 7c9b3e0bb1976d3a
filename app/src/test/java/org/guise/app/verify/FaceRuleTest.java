package org.guise.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guise.core.trace.FaceTrace.Found;
import org.guise.core.trace.FaceTrace.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceRuleTest {
    /** Figures as measured on scans: share of skin in place of eyes and nose, and views with a face. */
    @ParameterizedTest
    @CsvSource({
        "1,    1,    12, FACE",
        "1,    1,    1,  FACE",
        "1,    1,    0,  PERHAPS",
        "0.3,  0.1,  10, NONE",
        "0.3,  0.1,  0,  NONE",
        "1,    1,    -1, FACE",
        "0.2,  0.1,  -1, NONE"
    })
    void skinDecidesAndTheDetectorSaysHowSure(double eyes, double nose, int views, Sighting expected) {
        List<Found> parts = List.of(
                new Found(Part.EYES, 1, eyes, 0.8),
                new Found(Part.NOSE, 1, nose, 0.8),
                new Found(Part.MOUTH, 1, nose, 0.8));

        assertThat(FaceRule.judge(true, parts, new FaceRule.Views(views, views)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"12, FACE", "7, PERHAPS", "6, NONE", "0, NONE", "-1, NONE"})
    void whereNoHeadIsRecognisedTheDetectorMustBeSure(int views, Sighting expected) {
        List<Found> gone = List.of(new Found(Part.EYES, 1, 0.1, 0), new Found(Part.NOSE, 1, 0.1, 0));

        assertThat(FaceRule.judge(false, gone, new FaceRule.Views(views, views)))
                .isEqualTo(expected);
    }

    @Test
    void eyesLeftOverANoseThatIsGoneAreForAPersonToLookAt() {
        List<Found> cut = List.of(new Found(Part.EYES, 1, 0.95, 0.8), new Found(Part.NOSE, 1, 0.1, 0));

        assertThat(FaceRule.judge(true, cut, new FaceRule.Views(6, 0))).isEqualTo(Sighting.PERHAPS);
        assertThat(FaceRule.judge(true, cut, new FaceRule.Views(2, 0))).isEqualTo(Sighting.NONE);
    }

    @Test
    void whereTheNoseIsOutOfViewTheEyesDecide() {
        assertThat(FaceRule.judge(
                        true,
                        List.of(new Found(Part.EYES, 0.9, 1, 0.9), new Found(Part.NOSE, 0.1, 1, 0)),
                        new FaceRule.Views(5, 1)))
                .isEqualTo(Sighting.FACE);
    }
}
