package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
    /** A face in a picture with one bright spot of 7×7 pixels in each eye. */
    private static FaceImage withBrightEyes(Similarity where) {
        double[][] p = Faces.moved(Faces.drawn(), where);
        BufferedImage picture = new BufferedImage(400, 400, BufferedImage.TYPE_BYTE_GRAY);
        for (int first : new int[] {36, 42}) {
            double[] eye = Landmarks.mean(p, first, 6);
            for (int i = -3; i <= 3; i++) {
                for (int j = -3; j <= 3; j++) {
                    picture.getRaster().setSample((int) eye[0] + i, (int) eye[1] + j, 0, 255);
                }
            }
        }
        return Faces.of(picture, p);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 40, 30", "0.3, 1.5, 80, 20", "-0.5, 0.9, 30, 140"})
    void arcfaceEyesComeToThePlacesOfTheTemplate(double angle, double scale, double tx, double ty) {
        Similarity where = new Similarity(scale * Math.cos(angle), scale * Math.sin(angle), tx, ty);
        Crop crop = Alignment.ARCFACE5.crop(withBrightEyes(where), 112);
        double[] left = brightest(crop, 0, 56), right = brightest(crop, 56, 112);
        // The drawn face is not the template's face: the eyes agree within the misfit of the five points.
        assertThat(Math.hypot(left[0] - 38.8, left[1] - 52.2)).isLessThan(4);
        assertThat(Math.hypot(right[0] - 74.0, right[1] - 52.0)).isLessThan(4);
        assertThat(left[1]).isCloseTo(right[1], org.assertj.core.api.Assertions.within(1.0));
    }

    @Test
    void dlibEyesLieFurtherApartThanArcfaceEyes() {
        FaceImage face = withBrightEyes(new Similarity(1, 0, 50, 50));
        Crop crop = Alignment.DLIB.crop(face, 150);
        double[] left = brightest(crop, 0, 75), right = brightest(crop, 75, 150);
        assertThat(right[0] - left[0]).isBetween(46.0, 60.0);
        assertThat(left[1]).isBetween(40.0, 54.0);
    }

    @Test
    void squareReachesAboveTheBrowsAndBelowTheChin() {
        double[][] p = Faces.drawn();
        double[] b = Landmarks.bounds(p);
        double height = b[3] - b[1];
        BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        int top = (int) Math.round(b[1] - 0.35 * height), bottom = (int) Math.round(b[3] + 0.05 * height);
        for (int x = 0; x < 200; x++) {
            picture.getRaster().setSample(x, top + 1, 0, 255);
            picture.getRaster().setSample(x, bottom - 2, 0, 255);
        }
        Crop crop = Alignment.SQUARE.crop(Faces.of(picture, p), 140);
        assertThat(rowMax(crop, 0, 3)).isGreaterThan(100);
        assertThat(rowMax(crop, 137, 140)).isGreaterThan(100);
        assertThat(rowMax(crop, 5, 135)).isEqualTo(0);
    }

    private static double rowMax(Crop c, int from, int to) {
        double most = 0;
        for (int i = from * c.width(); i < to * c.width(); i++) {
            most = Math.max(most, c.planes()[0][i]);
        }
        return most;
    }

    /** Centre of gravity of the greys in some columns. */
    private static double[] brightest(Crop c, int from, int to) {
        double x = 0, y = 0, sum = 0;
        for (int i = 0; i < c.width() * c.height(); i++) {
            int col = i % c.width();
            if (col >= from && col < to) {
                double v = c.planes()[0][i];
                x += v * (col + 0.5);
                y += v * (i / c.width() + 0.5);
                sum += v;
            }
        }
        return new double[] {x / sum, y / sum};
    }
}
