package org.guise.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.guise.core.volume.Affine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RenderPresetTest {
    private static final HeadFrame FRAME = new HeadFrame(new double[] {1, 2, 3}, Affine.identity());

    @ParameterizedTest
    @CsvSource({"schwarz-10,10,10", "schwarz-81,81,9", "steeg-4,4,4", "audit-10,10,10"})
    void hasItsNumberOfPicturesAndViews(String id, int pictures, int cameras) {
        List<RenderPreset.View> views = RenderPreset.of(id).views(FRAME, 96, 5);
        assertThat(views).hasSize(pictures);
        assertThat(views.stream().map(RenderPreset.View::name)).doesNotHaveDuplicates();
        assertThat(views.stream().map(RenderPreset.View::camera).distinct()).hasSize(cameras);
        assertThat(views).allSatisfy(v -> {
            assertThat(v.name()).matches("[a-z0-9-]+");
            assertThat(v.camera().centreMm()).containsExactly(1, 2, 3);
            assertThat(v.camera().distanceMm()).isEqualTo(900);
            assertThat(v.camera().width()).isEqualTo(96);
            assertThat(v.camera().height()).isEqualTo(96);
            assertThat(v.light().background()).isEqualTo(0.5);
        });
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedSameViews(RenderPreset preset) {
        assertThat(preset.views(FRAME, 64, 7)).usingRecursiveComparison().isEqualTo(preset.views(FRAME, 64, 7));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheRandomPresetChangesWithTheSeed(RenderPreset preset) {
        List<Double> a = angles(preset.views(FRAME, 64, 7)), b = angles(preset.views(FRAME, 64, 8));
        assertThat(a.equals(b)).isEqualTo(preset != RenderPreset.SCHWARZ_10);
    }

    private static List<Double> angles(List<RenderPreset.View> views) {
        return views.stream()
                .flatMap(v -> Stream.of(
                        v.camera().yawDeg(),
                        v.camera().pitchDeg(),
                        v.light().yawDeg(),
                        v.light().pitchDeg()))
                .toList();
    }

    @Test
    void viewsForRecognitionStayWhereDetectorsFindFaces() {
        for (RenderPreset p : List.of(RenderPreset.SCHWARZ_10, RenderPreset.SCHWARZ_81, RenderPreset.AUDIT_10)) {
            for (long seed = 0; seed < 50; seed++) {
                assertThat(p.views(FRAME, 64, seed)).allSatisfy(v -> {
                    assertThat(v.camera().yawDeg()).isBetween(-12.0, 12.0);
                    assertThat(v.camera().pitchDeg()).isBetween(-7.0, 7.0);
                    assertThat(v.light().yawDeg()).isBetween(-40.0, 40.0);
                    assertThat(v.light().pitchDeg()).isBetween(-40.0, 40.0);
                    assertThat(v.light().ambient()).isBetween(0.25, 0.45);
                    assertThat(v.light().diffuse()).isBetween(0.55, 0.75);
                });
            }
        }
    }

    @Test
    void randomViewsFillTheirRange() {
        double[] yaw = Stream.iterate(0L, s -> s + 1)
                .limit(50)
                .flatMap(s -> RenderPreset.SCHWARZ_10.views(FRAME, 64, s).stream())
                .mapToDouble(v -> v.camera().yawDeg())
                .toArray();
        assertThat(Arrays.stream(yaw).min().orElseThrow()).isLessThan(-11.5);
        assertThat(Arrays.stream(yaw).max().orElseThrow()).isGreaterThan(11.5);
        assertThat(Math.abs(Arrays.stream(yaw).average().orElseThrow())).isLessThan(1);
    }

    @Test
    void auditShowsTheAnglesItStates() {
        List<RenderPreset.View> views = RenderPreset.AUDIT_10.views(FRAME, 64, 0);
        assertThat(distinct(views, v -> v.camera().yawDeg())).containsExactly(-12.0, -10.0, -6.0, 0.0, 6.0, 10.0, 12.0);
        assertThat(distinct(views, v -> v.camera().pitchDeg())).containsExactly(-7.0, -4.0, 0.0, 4.0, 7.0);
    }

    private static List<Double> distinct(List<RenderPreset.View> views, ToDoubleFunction<RenderPreset.View> of) {
        return views.stream().map(of::applyAsDouble).distinct().sorted().toList();
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThat(RenderPreset.of("Schwarz-81")).isEqualTo(RenderPreset.SCHWARZ_81);
        assertThatThrownBy(() -> RenderPreset.of("schwarz-82"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("schwarz-82", "schwarz-10", "schwarz-81", "steeg-4", "audit-10");
    }
}
