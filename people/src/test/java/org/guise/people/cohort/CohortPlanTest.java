package org.guise.people.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.guise.people.head.Identity;
import org.guise.people.head.Population;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Contrast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortPlanTest {
    @ParameterizedTest
    @CsvSource({"84,7", "24,2", "12,1"})
    void sexesAndDecadesAreEquallyFrequent(int persons, int perCell) {
        for (Setting setting : Setting.values()) {
            Population population = setting.population(11);
            Map<String, Integer> cells = new HashMap<>();
            for (int i = 0; i < persons; i++) {
                Identity p = population.person(i);
                assertThat(p.ageYears()).isBetween(34.0, 90.0);
                cells.merge(p.sex() + " " + (int) (p.ageYears() / 10), 1, Integer::sum);
            }
            assertThat(cells).hasSize(12);
            assertThat(cells.values()).containsOnly(perCell);
        }
    }

    @Test
    void namesFollowBids() {
        CohortPlan once = CohortPlan.hard(3, 1);
        assertThat(once.scan(0, 1)).isEqualTo("sub-001/anat/sub-001_T1w.nii.gz");
        CohortPlan twice = new CohortPlan(3, 1, Setting.EASY, Contrast.FLAIR, 2, 5);
        assertThat(twice.scan(11, 2)).isEqualTo("sub-012/ses-2/anat/sub-012_ses-2_FLAIR.nii.gz");
        assertThat(CohortPlan.photo(0, 3)).isEqualTo("photos/sub-001/photo-3.png");
    }

    @Test
    void impossibleNumbersAreNamed() {
        assertThatThrownBy(() -> new CohortPlan(0, 1, Setting.EASY, Contrast.T1, 1, 5))
                .hasMessageContaining("persons: 0");
        assertThatThrownBy(() -> new CohortPlan(1, 1, Setting.EASY, Contrast.T1, 3, 5))
                .hasMessageContaining("visits: 3");
    }
}
