package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.anatomy.Region;
import org.junit.jupiter.api.Test;

class FaceZoneTest {
    @Test
    void neverComesNearerToTheBrainThanTheMargin() {
        assertThat(FaceZone.tissue(0, 20, 30, 1, FaceZone.BRAIN_MARGIN_MM - 0.1))
                .isFalse();
        assertThat(FaceZone.tissue(0, 20, 30, 1, FaceZone.BRAIN_MARGIN_MM)).isTrue();
    }

    @Test
    void skinInTheZoneIsFacedByAirInTheZone() {
        for (int x = -75; x <= 75; x += 5) {
            for (int f = -120; f <= 40; f += 4) {
                for (int h = -127; h <= 110; h += 4) {
                    if (FaceZone.tissue(x, f, h, 1, 50)) {
                        assertThat(FaceZone.air(x, f, h))
                                .as("%d %d %d", x, f, h)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void takesEyesNoseMouthChinAndEarsButNotTheBackOfTheHeadNorTheNeck() {
        assertThat(FaceZone.tissue(29, 0, 0, 14, 20)).as("eye").isTrue();
        assertThat(FaceZone.tissue(0, 5, -56, 30, 60)).as("teeth").isTrue();
        assertThat(FaceZone.tissue(0, 12, -90, 12, 80)).as("chin").isTrue();
        assertThat(FaceZone.tissue(-72, -80, -15, 2, 12)).as("ear").isTrue();
        assertThat(FaceZone.tissue(-50, -80, -15, 20, 12))
                .as("deep temporal bone")
                .isFalse();
        assertThat(FaceZone.tissue(0, -180, 0, 2, 12)).as("back").isFalse();
        assertThat(FaceZone.tissue(0, -60, -120, 2, 90)).as("neck").isFalse();
        assertThat(FaceZone.tissue(0, -60, 100, 2, 12)).as("vertex").isFalse();
    }

    @Test
    void namesThePartsByPlace() {
        assertThat(FaceZone.part(0, 38, -40)).isEqualTo(Region.NOSE);
        assertThat(FaceZone.part(29, 12, 0)).isEqualTo(Region.EYES);
        assertThat(FaceZone.part(0, 25, -60)).isEqualTo(Region.MOUTH);
        assertThat(FaceZone.part(0, 20, -85)).isEqualTo(Region.CHIN);
        assertThat(FaceZone.part(0, 24, 30)).isEqualTo(Region.FOREHEAD);
        assertThat(FaceZone.part(-72, -75, -15)).isEqualTo(Region.EAR_LEFT);
        assertThat(FaceZone.part(72, -75, -15)).isEqualTo(Region.EAR_RIGHT);
        assertThat(FaceZone.part(45, -10, -35)).isEqualTo(Region.CHEEKS);
        assertThat(FaceZone.part(42, -40, -80)).isEqualTo(Region.JAW);
    }
}
