package org.guise.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.audit.result.AuditResult;
import org.guise.report.markup.Markup;
import org.junit.jupiter.api.Test;

class PriceFigureTest {
    private static String drawn(AuditResult result) {
        Markup out = new Markup();
        new PriceFigure(new Findings(result)).figure().orElseThrow().write(out, 1);
        return out.finish();
    }

    @Test
    void standsOnlyWhereAPartWasKeptOnPurpose() {
        assertThat(new PriceFigure(new Findings(SampleAudit.result())).figure()).isEmpty();
        assertThat(new PriceFigure(new Findings(SampleAudit.kept())).figure()).isPresent();
    }

    @Test
    void goesFromAllReplacedToTheOriginalInOrderOfWhatIsKept() {
        String page = drawn(SampleAudit.kept());
        int reface = page.indexOf("Guise reface"),
                nose = page.indexOf("nose kept"),
                ears = page.indexOf("ears kept"),
                original = page.indexOf("Original");
        assertThat(reface).isNotNegative().isLessThan(nose);
        assertThat(nose).isLessThan(ears);
        assertThat(ears).isLessThan(original);
        assertThat(page).contains("23").contains("nose kept: 8");
    }

    @Test
    void leavesOutAVersionOfWhichItIsNotKnownWhatItKeeps() {
        assertThat(drawn(SampleAudit.kept())).doesNotContain(">mine<");
    }
}
