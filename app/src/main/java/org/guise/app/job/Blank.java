package org.guise.app.job;

import java.util.Optional;
import org.guise.core.volume.Volume;

/** Finds volumes with nothing in them, which need no fit to be refused. */
final class Blank {
    private Blank() {}

    /** Why a frame can hold no head; empty if it may. */
    static Optional<String> reason(Volume frame) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float x : frame.data()) {
            if (Float.isFinite(x)) {
                min = Math.min(min, x);
                max = Math.max(max, x);
            }
        }
        if (min > max) {
            return Optional.of("no head found: no voxel has a finite value");
        }
        if (min == max) {
            return Optional.of("no head found: every voxel has the value " + (min == 0 ? "0" : String.valueOf(min)));
        }
        return Optional.empty();
    }
}
