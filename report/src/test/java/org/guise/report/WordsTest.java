package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void figuresHaveFewDigitsAndStayTrue() {
        assertThat(plain(Words.percent(0))).isEqualTo("0 %");
        assertThat(plain(Words.percent(1e-9))).isEqualTo("< 0.1 %");
        assertThat(plain(Words.percent(0.0357))).isEqualTo("3.6 %");
        assertThat(plain(Words.percent(0.06))).isEqualTo("6 %");
        assertThat(plain(Words.percent(0.0996))).isEqualTo("10 %");
        assertThat(plain(Words.percent(70 / 84.0))).isEqualTo("83 %");
        assertThat(Words.percent(Double.NaN)).isEqualTo("–");
        // Wilson's interval of NEJM 2019
        assertThat(plain(Words.percent(new Estimate(70 / 84.0, .739, .898)))).isEqualTo("83 % (74–90 %)");
        assertThat(plain(Words.withInterval(new Estimate(70 / 84.0, .739, .898))))
                .isEqualTo("83 %, 95 % interval 74 to 90 %");
    }

    @Test
    void pIsNeverZero() {
        assertThat(plain(Words.pSentence(0))).isEqualTo("p < 0.001");
        assertThat(plain(Words.pSentence(0.018))).isEqualTo("p = 0.018");
        assertThat(plain(Words.p(0.26))).isEqualTo("0.26");
    }

    private static String plain(String s) {
        return s.replace('\u00a0', ' ');
    }
}
