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
        int shown = 1 + audit.versions().size();
        assertThat(lines).hasSize(shown + findings.deFaced().size()).noneMatch(line -> line.contains("\u00a0"));
        assertThat(lines.getFirst()).startsWith("84 persons");
        for (int i = 0; i < audit.versions().size(); i++) {
            AuditResult.Version version = audit.versions().get(i);
            Outcome worst = findings.worst(version.id(), o -> true).orElseThrow();
            assertThat(lines.get(i + 1))
                    .contains(version.label())
                    .contains(worst.hits() + " of " + worst.probes() + " found")
                    .endsWith(worst.recogniser() + ", " + worst.adversary());
        }
        assertThat(lines.get(shown))
                .isEqualTo(
                        "Guise reface: no better than guessing. The same attackers that found the persons before do no"
                                + " better than guessing now.");
        assertThat(lines.get(shown + 1)).startsWith("Guise remove: persons identified from photographs (");
    }

    @Test
    void theVerdictIsThatOfTheReport() throws Exception {
        AuditResult audit = Attack.audit(
                Attack.before(), Attack.onScans("after").auc(0.69, 1e-4).outcome());
        String said = AuditSummary.lines(audit).getLast();
        assertThat(said)
                .isEqualTo("After: linkable in part to original scans (AUC 0.69 (0.64–0.74), luck 0.50; D_sys 0.05,"
                        + " luck up to 0.10; p < 0.001 after correction for 3 tests). Whoever holds an original scan of a"
                        + " person, with the name, does not find the de-faced scan more often than by luck, but can narrow"
                        + " the search: of the right scan and a wrong one, the attack picks the right one in 69 of 100"
                        + " cases (luck: 50).");
        String page = AuditReportTest.parse(new Page(audit, List.of()).xhtml())
                .getDocumentElement()
                .getTextContent()
                .replace('\u00a0', ' ');
        assertThat(page)
                .contains("After: linkable in part to original scans")
                .contains(said.substring(said.indexOf("Whoever")))
                .contains(
                        "AUC 0.69 (0.64–0.74), luck 0.50; D_sys 0.05, luck up to 0.10; p < 0.001 after correction for 3"
                                + " tests");
    }
}
