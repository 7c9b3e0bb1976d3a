package org.guise.audit.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.audit.match.Evaluation;
import org.guise.audit.match.ScoreMatrix;
import org.guise.audit.match.Scored;
import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedScoresTest {
    @TempDir
    Path folder;

    private ScoreMatrix read(String text, String... gallery) throws IOException {
        return ImportedScores.read(Files.writeString(folder.resolve("scores.csv"), text), List.of(gallery));
    }

    private void fails(String text, String part) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CohortException.class)
                .hasMessageContaining("scores.csv:")
                .hasMessageContaining(part);
    }

    private static Outcome outcome(ScoreMatrix m) {
        return Evaluation.of(new Scored("other", "original", "A0", "population-to-sample", "imported", m), 100, 100, 1);
    }

    @Test
    void longAndMatrixFormSayTheSame() throws IOException {
        ScoreMatrix pairs = read("probe,gallery,score\na,a,.9\na,b,.2\nb,a,.4\nb,b,\nc,c,.5\nc,a,.6\nc,b,.1\n");
        ScoreMatrix square = read("probe,a,b,c\na,.9,.2,\nb,.4,NaN,n/a\nc,.6,.1,.5\n");
        assertThat(pairs.probes()).isEqualTo(square.probes()).containsExactly("a", "b", "c");
        assertThat(pairs.gallery()).isEqualTo(square.gallery());
        assertThat(pairs.scores()).isEqualTo(square.scores());
        Outcome o = outcome(square);
        // a is first, b was not compared with itself, c is second.
        assertThat(o.hits()).isEqualTo(1);
        assertThat(o.cmc()).containsExactly(1.0 / 3, 2.0 / 3, 1);
        assertThat(o.chance1()).isCloseTo(1.0 / 3, within(1e-15));
    }

    @Test
    void distancesAreTurned() throws IOException {
        ScoreMatrix m = read("probe;gallery;distance\na;a;.1\na;b;.7\nb;b;.2\nb;a;.9\n");
        assertThat(outcome(m).hits()).isEqualTo(2);
    }

    /** The form of Steeg's tables; sums decide, and who was never named has 0. */
    @Test
    void confidencesAreSummedOverPhotographs() throws IOException {
        ScoreMatrix m = read(
                "probe,photo,candidate,confidence\n"
                        + "a,1.png,b,.8\na,1.png,a,.5\na,2.png,a,.5\n"
                        + "b,1.png,c,.3\n"
                        + "c,1.png,,\n",
                "a",
                "b",
                "c",
                "d");
        assertThat(m.gallery()).containsExactly("a", "b", "c", "d");
        assertThat(m.scores()[0]).containsExactly(1.0, .8, 0, 0);
        assertThat(m.scores()[1]).containsExactly(0, 0, .3, 0);
        assertThat(m.scores()[2]).containsExactly(0, 0, 0, 0);
        Outcome o = outcome(m);
        assertThat(o.gallery()).isEqualTo(4);
        assertThat(o.cmc()[0]).isBetween(1.0 / 3, 2.0 / 3);
    }

    @Test
    void problemsNameLineAndRemedy() {
        fails("probe,gallery,score\na,a,x\na,b,1\n", "line 2: 'x' is no number");
        fails("probe,gallery,score\na,a,1\na,a,2\na,b,1\n", "line 3: a and a come twice");
        fails("probe,gallery,score\na,b,1\na,c,1\n", "probe a is not in the gallery");
        fails("probe,gallery,score\na,,1\n", "line 2: a key is missing");
        fails("probe,gallery,score\na,a,1\n", "at least 1 and 2");
        fails("probe,a,b\na,1,2\na,1,2\n", "line 3: probe a comes twice");
        fails("probe,a,a\na,1,2\n", "a gallery key comes twice");
        fails("probe,photo,candidate,confidence\na,1,a,-1\na,1,b,1\n", "line 2: a confidence must be");
        fails("probe,photo,candidate,confidence\na,1,b,1\na,1,b,1\n", "line 3: candidate b comes twice");
        fails("x,y\n1,2\n", "unknown form");
    }
}
