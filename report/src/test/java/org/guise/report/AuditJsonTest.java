package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class AuditJsonTest {
    @Test
    void readsBackWhatItWroteToTheRounding() {
        AuditResult result = SampleAudit.small();
        AuditResult read = AuditJson.read(AuditJson.bytes(result));
        // Once rounded, figures stay.
        assertThat(AuditJson.bytes(read)).isEqualTo(AuditJson.bytes(result));
        assertThat(read)
                .usingRecursiveComparison()
                .withComparatorForType(AuditJsonTest::sixDigits, Double.class)
                .withEqualsForType(AuditJsonTest::fiveDecimals, double[].class)
                .isEqualTo(result);
        assertThat(read.outcomes().getFirst().auc().value())
                .isNotEqualTo(result.outcomes().getFirst().auc().value());
        assertThat(sixDigits(0.1234561, 0.1234564)).isZero();
        assertThat(sixDigits(0.123456, 0.123458)).isNotZero();
        assertThat(sixDigits(1.25e-151, 1.26e-151)).isNotZero();
    }

    private static int sixDigits(double a, double b) {
        return Math.abs(a - b) <= 5.1e-6 * Math.max(Math.abs(a), Math.abs(b)) ? 0 : Double.compare(a, b);
    }

    private static boolean fiveDecimals(double[] a, double[] b) {
        return a.length == b.length && IntStream.range(0, a.length).allMatch(i -> Math.abs(a[i] - b[i]) <= 5.1e-6);
    }

    @Test
    void verdictsAreTheSameBeforeAndAfter() {
        AuditResult result = SampleAudit.result();
        AuditResult read = AuditJson.read(AuditJson.bytes(result));
        assertThat(AuditSummary.lines(read)).isEqualTo(AuditSummary.lines(result));
    }

    @Test
    void aPointOfACurveTakesLittleRoom() {
        String json = new String(AuditJson.bytes(SampleAudit.result()), StandardCharsets.UTF_8);
        assertThat(json)
                .containsPattern("\"roc\" : \\[ \\[0,0(\\.\\d{1,5})?\\], \\[")
                .doesNotContainPattern("\\d\\.\\d{18}");
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
        byte[] older = new String(AuditJson.bytes(SampleAudit.small()), StandardCharsets.UTF_8)
                .replace("\"aucP\"", "\"other\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditJson.read(older))
                .withMessageContaining("aucP");
    }
}
