package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class AuditJsonTest {
    @Test
    void readsBackWhatItWrote() {
        AuditResult result = SampleAudit.result();
        AuditResult read = AuditJson.read(AuditJson.bytes(result));
        // Records with arrays are not equal by value: their text is; what holds no array is compared itself.
        assertThat(AuditJson.bytes(read)).isEqualTo(AuditJson.bytes(result));
        assertThat(read.comparisons()).isEqualTo(result.comparisons());
        assertThat(read.subgroups()).isEqualTo(result.subgroups());
        assertThat(read.outcomes().getLast().cmc())
                .containsExactly(result.outcomes().getLast().cmc());
        assertThat(read.outcomes().getLast().roc().get(7))
                .containsExactly(result.outcomes().getLast().roc().get(7));
    }

    @Test
    void beginsWithItsSchemaAndKeepsTheOrderOfTheRecords() {
        String json = new String(AuditJson.bytes(SampleAudit.small()), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\n  \"schema\" : \"guise-audit-1\",\n  \"audit\" : {\n    \"tool\" :");
        assertThat(json.indexOf("\"seed\"")).isBetween(json.indexOf("\"finished\""), json.indexOf("\"cohort\""));
        assertThat(json).containsPattern("\"photoTreatment\" : \\{\\s+\"grey\" : false,\\s+\"bald\" : false\\s+}");
        assertThat(json.indexOf("\"photosPerPerson\"")).isGreaterThan(json.indexOf("\"synthetic\""));
    }

    @Test
    void aFigureThatDoesNotExistStaysSo() {
        AuditResult s = SampleAudit.small();
        AuditResult.AttributeLeak none = new AuditResult.AttributeLeak(
                "original", "faceres", "sex", 2, new Estimate(Double.NaN, Double.NaN, Double.NaN), 0.5, Double.NaN);
        AuditResult result = new AuditResult(
                s.tool(),
                s.finished(),
                s.seed(),
                s.cohort(),
                s.versions(),
                s.finders(),
                s.recognisers(),
                s.outcomes(),
                s.comparisons(),
                s.curves(),
                java.util.List.of(none),
                s.subgroups(),
                s.warnings(),
                s.methods());
        assertThat(AuditJson.read(AuditJson.bytes(result)).attributes()).containsExactly(none);
        assertThat(new Page(result, java.util.List.of()).xhtml()).doesNotContain("NaN");
    }

    @Test
    void refusesOtherSchemasAndWhatIsNoJson() {
        byte[] newer = new String(AuditJson.bytes(SampleAudit.small()), StandardCharsets.UTF_8)
                .replace("guise-audit-1", "guise-audit-9")
                .getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditJson.read(newer))
                .withMessageContaining("guise-audit-9");
        assertThatIllegalArgumentException().isThrownBy(() -> AuditJson.read(new byte[] {'x'}));
    }
}
