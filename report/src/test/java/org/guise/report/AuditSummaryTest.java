package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Outcome;
import org.junit.jupiter.api.Test;

class AuditSummaryTest {
    @Test
    void everyVersionHasOneLineWithTheAttackThatTheReportNames() {
        AuditResult audit = SampleAudit.result();
        Findings findings = new Findings(audit);
        List<String> lines = AuditSummary.lines(audit);
        assertThat(lines).hasSize(1 + audit.versions().size());
        assertThat(lines.getFirst()).startsWith("84 persons");
        for (int i = 0; i < audit.versions().size(); i++) {
            AuditResult.Version version = audit.versions().get(i);
            Outcome worst = findings.worst(version.id(), o -> true).orElseThrow();
            assertThat(lines.get(i + 1))
                    .contains(version.label())
                    .contains(worst.hits() + " of " + worst.probes() + " found")
                    .endsWith(worst.recogniser() + ", " + worst.adversary());
        }
    }
}
