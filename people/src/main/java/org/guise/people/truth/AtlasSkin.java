package org.guise.people.truth;

import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/** The skin of an atlas to about 0.1 mm. */
public final class AtlasSkin {
    private AtlasSkin() {}

    /** The half-way level of the head mask, smoothed by 1 voxel, in atlas world mm. */
    public static SkinSurface of(Atlas atlas, Parallel par) {
        Grid g = atlas.tissue().grid();
        float[] v = new float[g.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = atlas.tissue().data()[i] == Tissue.AIR.code() ? 0 : 1;
        }
        Smoothing.gaussian(v, g.nx(), g.ny(), g.nz(), 1, par);
        return SkinSurface.of(new Volume(g, v), 0.5);
    }
}
