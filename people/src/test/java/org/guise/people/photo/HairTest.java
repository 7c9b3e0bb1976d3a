package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HairTest {
    @Test
    void everyStyleIsFoundByItsNameAndUnknownOnesAreListed() {
        for (Hair h : Hair.values()) {
            assertThat(Hair.of(h.id())).isEqualTo(h);
        }
        assertThat(Hair.of("Short-Waved")).isEqualTo(Hair.SHORT_WAVED);
        assertThatThrownBy(() -> Hair.of("wig"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no hair wig; expected one of afro, long, ponytail, short-curled, short-combed,"
                        + " short-waved, none");
    }
}
