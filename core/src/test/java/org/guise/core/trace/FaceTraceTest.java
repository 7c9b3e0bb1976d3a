package org.guise.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoublePredicate;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.render.HeadSurface;
import org.guise.core.trace.FaceTrace.Found;
import org.guise.core.trace.FaceTrace.Part;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Test;

/** The atlas person as a scan of skin and air, whole and with parts taken away. */
class FaceTraceTest {
    private static final double NOSE_Y = 109;

    private final Parallel one = new Parallel(1);
    private final AtlasModel model = new AtlasModel(AtlasFile.builtIn(), one);
    private final FaceTrace trace = new FaceTrace(model);

    /** What is found where every point is air whose y, world mm, is taken away. */
    private List<Found> found(DoublePredicate gone, double shiftMm) {
        Grid g = model.distanceGrid();
        float[] skin = model.skinDistance();
        float[] data = new float[g.size()];
        for (int k = 0, i = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int x = 0; x < g.nx(); x++, i++) {
                    double y = g.voxelToWorld().y(x, j, k);
                    data[i] = gone.test(y) ? 0 : Math.clamp(50 - 25 * skin[i], 0, 100);
                }
            }
        }
        Volume scan = new Volume(g, data);
        return trace.of(HeadSurface.of(scan, 50, 1), Affine.shift(0, shiftMm, 0), g);
    }

    private static Found part(List<Found> all, Part part) {
        return all.stream().filter(f -> f.part() == part).findFirst().orElseThrow();
    }

    @Test
    void theWholeFaceStandsAndRisesLikeAFace() {
        assertThat(found(y -> false, 0)).hasSize(3).allSatisfy(f -> {
            assertThat(f.seen()).isGreaterThan(0.9);
            assertThat(f.there()).isGreaterThan(0.95);
            assertThat(f.relief()).isGreaterThan(0.9);
        });
    }

    @Test
    void aFaceCutOffByAPlaneIsGone() {
        List<Found> cut = found(y -> y > NOSE_Y - 55, 0);

        assertThat(part(cut, Part.NOSE).there()).isLessThan(0.1);
        assertThat(part(cut, Part.MOUTH).there()).isLessThan(0.3);
        assertThat(part(cut, Part.NOSE).relief()).isLessThan(0.5);
    }

    @Test
    void aFaceFurtherForwardThanTheAtlasIsStillThere() {
        assertThat(found(y -> false, 25)).allSatisfy(f -> assertThat(f.there()).isGreaterThan(0.9));
    }
}
