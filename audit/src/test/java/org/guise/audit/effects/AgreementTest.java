package org.guise.audit.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.guise.audit.result.Estimate;
import org.junit.jupiter.api.Test;

class AgreementTest {
    /** Table 2 of Shrout and Fleiss (1979): six targets, four judges. */
    private static final double[][] SHROUT_FLEISS = {
        {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
    };

    @Test
    void publishedExampleHasItsPublishedCorrelationAndInterval() {
        Estimate icc = IntraclassCorrelation.agreement(SHROUT_FLEISS);
        assertThat(icc.value()).isCloseTo(0.2898, within(5e-5));
        assertThat(icc.low()).isCloseTo(0.019, within(5e-4));
        assertThat(icc.high()).isCloseTo(0.761, within(5e-4));
    }

    @Test
    void equalValuesAgreeCompletelyAndEqualPersonsNotAtAllDefined() {
        Estimate same = IntraclassCorrelation.agreement(new double[][] {{1.1, 1.1}, {2.3, 2.3}, {3.7, 3.7}});
        assertThat(same).isEqualTo(new Estimate(1, 1, 1));
        assertThat(IntraclassCorrelation.agreement(new double[][] {{2, 2}, {2, 2}})
                        .value())
                .isNaN();
        assertThat(IntraclassCorrelation.agreement(new double[][] {{2, 3}}).value())
                .isNaN();
    }

    @Test
    void aShiftOfAllPersonsLowersAbsoluteAgreement() {
        double[][] shifted = {{1, 2}, {2, 3}, {3, 4}, {4, 5}};
        // mean squares by hand: persons 10/3, raters 2, rest 0: (10/3) / (10/3 + 2·2/4) = 10/13
        assertThat(IntraclassCorrelation.agreement(shifted).value()).isCloseTo(10.0 / 13, within(1e-12));
    }

    @Test
    void blandAltmanByHand() {
        BlandAltman b = BlandAltman.of(new double[] {10, 20, 30, 40}, new double[] {11, 20, 33, 40});
        assertThat(b.bias().value()).isEqualTo(1);
        assertThat(b.sd()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(b.low()).isCloseTo(1 - 1.96 * Math.sqrt(2), within(1e-4));
        assertThat(b.high()).isCloseTo(1 + 1.96 * Math.sqrt(2), within(1e-4));
        // t(0.975, 3) = 3.1824
        assertThat(b.bias().high()).isCloseTo(1 + 3.1824 * Math.sqrt(2) / 2, within(1e-3));
    }

    @Test
    void percentChangeByHand() {
        PercentChange p = PercentChange.of(new double[] {100, 100, 200, 50, 10}, new double[] {101, 98, 200, 52, 10.1});
        assertThat(p.median()).isCloseTo(0.01, within(1e-12));
        assertThat(p.lowerQuartile()).isCloseTo(0, within(1e-12));
        assertThat(p.upperQuartile()).isCloseTo(0.01, within(1e-12));
        assertThat(p.medianSize()).isCloseTo(0.01, within(1e-12));
        assertThat(p.p95Size()).isCloseTo(0.036, within(1e-12));
    }

    @Test
    void quantilesOfTablesOfFAndT() {
        assertThat(FDistribution.quantile(0.95, 5, 10)).isCloseTo(3.3258, within(1e-4));
        assertThat(FDistribution.quantile(0.975, 15, 2)).isCloseTo(39.431, within(1e-3));
        assertThat(FDistribution.quantile(0.5, 1, 1)).isCloseTo(1, within(1e-9));
        assertThat(FDistribution.student(0.95, 10)).isCloseTo(2.2281, within(1e-4));
    }

    @Test
    void correlationByHandAndItsInterval() {
        double[] x = {1, 2, 3, 4, 5, 6}, y = {2, 1, 4, 3, 6, 5};
        Estimate r = Correlation.of(x, y);
        assertThat(r.value()).isCloseTo(14.5 / 17.5, within(1e-12));
        double z = 0.5 * Math.log((1 + r.value()) / (1 - r.value()));
        assertThat(r.low()).isCloseTo(Math.tanh(z - 1.959964 / Math.sqrt(3)), within(1e-6));
        assertThat(Correlation.of(x, new double[6]).value()).isNaN();
    }

    @Test
    void differenceOfCorrelationsIsSmallOnlyWhereTheyDiffer() {
        int n = 60;
        double[] age = new double[n], kept = new double[n], lost = new double[n], near = new double[n];
        for (int i = 0; i < n; i++) {
            age[i] = i;
            double noise = 12 * Math.sin(2.3 * i);
            kept[i] = -i + noise;
            near[i] = kept[i] + 0.05 * Math.cos(7.1 * i);
            lost[i] = 40 * Math.sin(2.3 * i) + 20 * Math.cos(5.9 * i);
        }
        assertThat(Correlation.differenceP(age, kept, near)).isGreaterThan(0.05);
        assertThat(Correlation.differenceP(age, kept, lost)).isLessThan(0.001);
        assertThat(Correlation.differenceP(age, kept, kept)).isEqualTo(1);
    }
}
