package org.guise.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.volume.Grid;
import org.junit.jupiter.api.Test;

class ParcellationTest {
    private static String at(double x, double y, double z) {
        return Parcellation.all().get(Parcellation.indexAt(x, y, z)).words();
    }

    @Test
    void knownPlacesOfTheAtlasBelongToTheirLobes() {
        assertThat(at(30, 60, 60)).isEqualTo("right frontal");
        assertThat(at(-30, 60, 60)).isEqualTo("left frontal");
        assertThat(at(-45, -45, 90)).isEqualTo("left parietal");
        assertThat(at(5, -90, 50)).isEqualTo("right occipital");
        assertThat(at(52, -5, 25)).isEqualTo("right temporal");
        assertThat(at(-27, -15, 36)).isEqualTo("left temporal"); // hippocampus
        assertThat(at(10, -10, 60)).isEqualTo("right deep grey"); // thalamus
        assertThat(at(25, 12, 55)).isEqualTo("right deep grey"); // putamen
        assertThat(at(-30, -55, 15)).isEqualTo("left cerebellum");
        assertThat(at(3, -10, 20)).isEqualTo("brainstem"); // pons
    }

    @Test
    void greyMatterOfTheLobesHasAdultProportions() {
        Atlas atlas = AtlasFile.builtIn();
        Grid g = atlas.tissue().grid();
        double[] ml = new double[Lobe.values().length];
        for (int p = 0; p < g.size(); p++) {
            if (atlas.region().data()[p] == Region.BRAIN.code()
                    && atlas.tissue().data()[p] == Tissue.GREY.code()) {
                double[] x = g.voxelToWorld().apply(p % g.nx(), p / g.nx() % g.ny(), p / (g.nx() * g.ny()));
                ml[
                        Parcellation.all()
                                .get(Parcellation.indexAt(x[0], x[1], x[2]))
                                .lobe()
                                .ordinal()] += 0.001;
            }
        }
        double cortex = ml[0] + ml[1] + ml[2] + ml[3];
        assertThat(ml[Lobe.FRONTAL.ordinal()] / cortex).isBetween(0.30, 0.45);
        assertThat(ml[Lobe.PARIETAL.ordinal()] / cortex).isBetween(0.15, 0.30);
        assertThat(ml[Lobe.TEMPORAL.ordinal()] / cortex).isBetween(0.18, 0.32);
        assertThat(ml[Lobe.OCCIPITAL.ordinal()] / cortex).isBetween(0.08, 0.20);
        assertThat(ml[Lobe.CEREBELLUM.ordinal()]).isBetween(70.0, 140.0);
    }
}
