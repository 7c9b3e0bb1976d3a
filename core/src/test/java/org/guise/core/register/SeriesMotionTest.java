package org.guise.core.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.guise.core.anatomy.HeadPhantom;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SeriesMotionTest {
    private static final Grid GRID = Grid.isotropic(60, 70, 66, 3.5, -104, -118, -130);
    private static final Parallel PAR = new Parallel(2);

    @AfterAll
    static void end() {
        PAR.close();
    }

    private static Volume frame(Affine toHead, double noise) {
        return HeadPhantom.scan(GRID, HeadPhantom.Warp.of(toHead), HeadPhantom.t1(), noise);
    }

    private static Volume nearlyNothing() {
        Random random = new Random(3);
        float[] v = new float[GRID.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) Math.abs(random.nextGaussian());
        }
        return new Volume(GRID, v);
    }

    @Test
    void aHeadThatLiesStillIsNotFollowed() {
        Volume[] frames = {frame(Affine.identity(), 10), frame(Affine.shift(0.5, 0, 0), 20), nearlyNothing()};
        SeriesMotion m = SeriesMotion.measure(frames.length, t -> frames[t], PAR);
        assertThat(m.follows()).isFalse();
        assertThat(m.largestMm()).isLessThan(1.2);
        assertThat(m.toReference()).containsOnly(Affine.identity());
        assertThat(m.empty()).containsExactly(false, false, true);
        int p = GRID.index(30, 34, 40);
        assertThat(m.reference().data()[p])
                .isEqualTo(
                        (frames[0].data()[p] + frames[1].data()[p] + frames[2].data()[p]) / 3);
    }

    @Test
    void aHeadThatMovesIsFollowedAndTheFirstSecondsTakeTheNextPlace() {
        Affine moved = Affine.shift(4, -5, 3).after(Affine.rotation(0.08, 0, 0.06));
        Volume[] frames = {nearlyNothing(), frame(Affine.identity(), 10), frame(Affine.identity(), 10), frame(moved, 10)
        };
        SeriesMotion m = SeriesMotion.measure(frames.length, t -> frames[t], PAR);
        assertThat(m.follows()).isTrue();
        assertThat(m.empty()).containsExactly(true, false, false, false);
        assertThat(m.toReference()[0]).isEqualTo(m.toReference()[1]);
        Affine between = m.toReference()[1].inverse().after(m.toReference()[3]);
        for (double[] x : new double[][] {{0, 70, 0}, {60, 0, 0}, {0, 0, 60}}) {
            double[] a = between.apply(moved.inverse().apply(x));
            assertThat(Math.hypot(a[0] - x[0], Math.hypot(a[1] - x[1], a[2] - x[2])))
                    .isLessThan(1);
        }
    }

    @Test
    void aSeriesOfNothingButOneValueIsLeftAlone() {
        Volume empty = new Volume(GRID, new float[GRID.size()]);
        SeriesMotion m = SeriesMotion.measure(3, t -> empty, PAR);
        assertThat(m.follows()).isFalse();
        assertThat(m.toReference()).containsOnly(Affine.identity());
    }
}
