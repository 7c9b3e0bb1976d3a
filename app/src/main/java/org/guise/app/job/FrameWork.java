package org.guise.app.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.SeriesRefacer;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Volume;

/**
 * The frames of a file: a single one is fitted and rewritten as it is; of a series the mean is fitted, and every frame gets the
 * face in its own voice, where the head lies in it.
 */
final class FrameWork {
    private final OpenScan image;
    private final RefaceEngine engine;
    private final Optional<SeriesMotion> motion;
    private final Volume reference;

    private FrameWork(OpenScan image, RefaceEngine engine, Optional<SeriesMotion> motion) {
        this.image = image;
        this.engine = engine;
        this.motion = motion;
        this.reference = motion.map(SeriesMotion::reference).orElseGet(() -> image.frame(0));
    }

    /** Looks at the frames; of a series it measures the motion. */
    static FrameWork of(OpenScan image, RefaceEngine engine) {
        return new FrameWork(
                image,
                engine,
                image.frames() > 1 ? Optional.of(engine.motion(image.frames(), image::frame)) : Optional.empty());
    }

    /** What is fitted: the frame, or the mean of a series. */
    Volume reference() {
        return reference;
    }

    /** What the sidecar says of the fit. */
    Sidecar.Fitted fitted(Optional<String> lead) {
        return new Sidecar.Fitted(
                lead,
                image.frames(),
                motion.map(SeriesMotion::largestMm).orElse(0.0),
                motion.map(SeriesMotion::follows).orElse(false));
    }

    /** Figures on the frames by name; none for a single one. */
    Map<String, Double> measures() {
        Map<String, Double> m = new LinkedHashMap<>();
        motion.ifPresent(s -> {
            double empty = 0;
            for (boolean e : s.empty()) {
                empty += e ? 1 : 0;
            }
            m.put("frames", (double) image.frames());
            m.put("framesEmpty", empty);
            m.put("framesMotionMm", s.largestMm());
        });
        return m;
    }

    /**
     * The scan rewritten.
     *
     * @param changed 1 where a voxel of any frame may differ
     * @param reference the frame, or the mean of the rewritten frames
     * @param guardTouched whether the mask of some frame reached into that frame's guard
     */
    record Rewritten(byte[] changed, Volume reference, boolean guardTouched) {}

    /** Rewrites all frames after the reference was refaced. */
    Rewritten rewrite(RefaceResult result, RefaceOptions options) {
        if (motion.isEmpty()) {
            image.replace(0, result.changed(), result.values());
            return new Rewritten(result.changed(), image.after(0), overlap(result.changed(), result.guard()));
        }
        SeriesMotion m = motion.get();
        RefaceEngine.Series series = engine.series(reference, result, options);
        byte[] changed = new byte[reference.data().length];
        boolean touched = false;
        for (int t = 0; t < image.frames(); t++) {
            SeriesRefacer.Frame f = series.reface(image.frame(t), m.toReference()[t], m.empty()[t]);
            image.replace(t, f.changed(), f.values());
            touched |= overlap(f.changed(), f.guard());
            for (int p = 0; p < changed.length; p++) {
                changed[p] = f.changed()[p] != 0 ? 1 : changed[p];
            }
        }
        return new Rewritten(changed, shown(changed, m, result), touched);
    }

    /** The mean of the frames that show something; where frames were followed, the mean in place with its new face. */
    private Volume shown(byte[] changed, SeriesMotion m, RefaceResult result) {
        float[] out = reference.data().clone();
        if (m.follows()) {
            for (int p = 0; p < out.length; p++) {
                out[p] = result.changed()[p] != 0 ? result.values()[p] : out[p];
            }
            return new Volume(reference.grid(), out);
        }
        double[] sum = new double[out.length];
        int used = 0;
        for (int t = 0; t < image.frames(); t++) {
            if (!m.empty()[t]) {
                float[] v = image.after(t).data();
                used++;
                for (int p = 0; p < out.length; p++) {
                    sum[p] += changed[p] != 0 && Float.isFinite(v[p]) ? v[p] : 0;
                }
            }
        }
        for (int p = 0; p < out.length; p++) {
            out[p] = changed[p] != 0 && used > 0 ? (float) (sum[p] / used) : out[p];
        }
        return new Volume(reference.grid(), out);
    }

    private static boolean overlap(byte[] mask, byte[] guard) {
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0 && guard[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
