package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void theStrongestRecogniserComesFirst() {
        Findings f = new Findings(SampleAudit.result());
        assertThat(f.recognisers("population-to-sample").getFirst()).isEqualTo("fr-feature");
    }

    @Test
    void theWorstCaseIsTheFirstOfEquals() {
        Attack attack = Attack.onPhotographs("after").hits(3).p1(0.1);
        Outcome a = attack.outcome();
        Outcome b = attack.outcome();
        Outcome c = attack.hits(2).auc(0.9, 0.5).outcome();
        assertThat(new Findings(Attack.audit(Attack.before(), c, a, b)).worst("after", o -> true))
                .containsSame(a);
    }

    @Test
    void zeroHitsLeaveTheExactUpperLimit() {
        // FIELD: at most 1 % with 95 % confidence and no hit needs 299 persons.
        assertThat(VerdictSection.zeroHitsUpper(299)).isLessThanOrEqualTo(0.01);
        assertThat(VerdictSection.zeroHitsUpper(298)).isGreaterThan(0.01);
    }
}
