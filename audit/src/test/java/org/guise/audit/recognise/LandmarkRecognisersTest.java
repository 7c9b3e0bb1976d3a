package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LandmarkRecognisersTest {
    static Stream<Recogniser> both() {
        return Stream.of(new GeometryRecogniser(), new ShapeRecogniser());
    }

    private static double[][] jittered(long seed, double pixels) {
        Random r = new Random(seed);
        double[][] p = Faces.drawn();
        for (double[] q : p) {
            q[0] += pixels * r.nextGaussian();
            q[1] += pixels * r.nextGaussian();
        }
        return p;
    }

    @ParameterizedTest
    @MethodSource("both")
    void positionTurnAndSizeInThePictureDoNotCount(Recogniser r) {
        double[][] p = jittered(3, 2);
        float[] a = r.template(Faces.of(p));
        float[] b = r.template(Faces.of(Faces.moved(p, new Similarity(1.3, 0.7, -20, 90))));
        assertThat(r.similarity(a, b)).isCloseTo(0, within(1e-4));
        assertThat(r.isVector()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("both")
    void theSameFaceWithLittleErrorIsCloserThanAnother(Recogniser r) {
        float[] face = r.template(Faces.of(jittered(3, 3))), other = r.template(Faces.of(jittered(4, 3)));
        double[][] near = jittered(3, 3);
        near[30][0] += 1;
        assertThat(r.similarity(face, r.template(Faces.of(near)))).isGreaterThan(r.similarity(face, other));
    }

    @Test
    void geometryIsMadeOfKnownMeasures() {
        float[] t = new GeometryRecogniser().template(Faces.of(Faces.drawn()));
        assertThat(t).hasSize(231 + 36 + 12);
        // First distances: from jaw point 0 (50, 80) to 4 (74, 120) and to 8 (100, 160).
        assertThat((double) t[0] / t[1]).isCloseTo(Math.hypot(24, 40) / Math.hypot(50, 80), within(1e-6));
        assertThat((double) t[0]).isCloseTo(Math.hypot(24, 40) / rms(Faces.drawn()), within(1e-6));
        // First triangle: outer eye corners (60, 80) and (140, 80), nose tip (100, 110); first angle at (60, 80).
        assertThat((double) t[231]).isCloseTo(Math.atan2(30, 40), within(1e-6));
        assertThat(t[231] + t[232] + t[233]).isCloseTo((float) Math.PI, within(1e-5f));
        // First ratio: jaw 0–16 (100) over bridge to chin 27–8 (80).
        assertThat((double) t[267]).isCloseTo(100.0 / 80, within(1e-6));
    }

    private static double rms(double[][] p) {
        double x = 0, y = 0, sum = 0;
        for (double[] q : p) {
            x += q[0] / p.length;
            y += q[1] / p.length;
        }
        for (double[] q : p) {
            sum += ((q[0] - x) * (q[0] - x) + (q[1] - y) * (q[1] - y)) / p.length;
        }
        return Math.sqrt(sum);
    }

    @Test
    void shapeIsTheSameForAFaceAndItsMirrorImage() {
        ShapeRecogniser r = new ShapeRecogniser();
        double[][] p = jittered(5, 3);
        int[] twin = Landmarks.mirrored();
        double[][] mirror = new double[p.length][];
        for (int i = 0; i < p.length; i++) {
            mirror[i] = new double[] {-p[twin[i]][0], p[twin[i]][1]};
        }
        assertThat(r.similarity(r.template(Faces.of(p)), r.template(Faces.of(mirror))))
                .isCloseTo(0, within(1e-5));
    }

    @Test
    void shapeIsCentredUprightAndOfSizeOne() {
        float[] t =
                new ShapeRecogniser().template(Faces.of(Faces.moved(Faces.drawn(), new Similarity(0.8, 0.6, 10, 0))));
        double x = 0, y = 0, sum = 0;
        for (int i = 0; i < t.length; i += 2) {
            x += t[i];
            y += t[i + 1];
            sum += t[i] * t[i] + t[i + 1] * t[i + 1];
        }
        assertThat(x).isCloseTo(0, within(1e-5));
        assertThat(y).isCloseTo(0, within(1e-5));
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(t[2 * 36 + 1]).as("outer eye corners level").isCloseTo(t[2 * 45 + 1], within(1e-5f));
        assertThat(t[2 * 8 + 1]).as("chin below the eyes").isGreaterThan(t[2 * 36 + 1]);
    }
}
