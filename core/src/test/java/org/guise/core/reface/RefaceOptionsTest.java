package org.guise.core.reface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.guise.core.reface.RefaceOptions.Identity;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

class RefaceOptionsTest {
    private static final RefaceOptions RANDOM = new RefaceOptions(4, Identity.RANDOM, 77);

    @Test
    void eachScanGetsItsOwnSeedAndTheSameOneInEveryRun() {
        RefaceOptions a = RANDOM.forScan(scan(1));
        assertThat(a.brainMarginMm()).isEqualTo(4);
        assertThat(a.identity()).isEqualTo(Identity.RANDOM);
        assertThat(RANDOM.forScan(scan(1))).isEqualTo(a);
        assertThat(RANDOM.forScan(scan(2)).seed()).isNotEqualTo(a.seed());
        assertThat(new RefaceOptions(4, Identity.RANDOM, 78).forScan(scan(1)).seed())
                .isNotEqualTo(a.seed());
    }

    @Test
    void theScansOfAVisitGetOneSeedAndOtherVisitsAndSecretsOthers() {
        RefaceOptions a = RANDOM.forVisit("1.2.3|p");
        assertThat(RANDOM.forVisit("1.2.3|p")).isEqualTo(a);
        assertThat(a.seed())
                .isNotEqualTo(RANDOM.forVisit("1.2.3|q").seed())
                .isNotEqualTo(RANDOM.seed())
                .isNotEqualTo(new RefaceOptions(4, Identity.RANDOM, 78)
                        .forVisit("1.2.3|p")
                        .seed());
        assertThat(RefaceOptions.averageFace().forVisit("1.2.3|p")).isEqualTo(RefaceOptions.averageFace());
    }

    @Test
    void whatIsKeptStaysWithTheOptions() {
        Kept ears = new Kept(Set.of(FacePart.EARS), Optional.empty());
        RefaceOptions a = RANDOM.withKept(ears);
        assertThat(a.forScan(scan(1)).kept()).isEqualTo(ears);
        assertThat(a.withMethod(Method.BLUR).kept()).isEqualTo(ears);
        assertThat(a.forScan(scan(1)).seed()).isEqualTo(RANDOM.forScan(scan(1)).seed());
        assertThat(a.toString()).doesNotContain("EARS");
    }

    @Test
    void theMeanFaceIsTheSameForEveryScan() {
        assertThat(RefaceOptions.averageFace().forScan(scan(1))).isEqualTo(RefaceOptions.averageFace());
    }

    @Test
    void theSeedIsNotPrinted() {
        assertThat(new RefaceOptions(5, Identity.RANDOM, 123456789).toString())
                .doesNotContain("123456789")
                .contains("RANDOM");
    }

    private static Volume scan(int last) {
        float[] v = new float[20_000];
        v[v.length - 1] = last;
        return new Volume(Grid.isotropic(20, 20, 50, 1, 0, 0, 0), v);
    }
}
