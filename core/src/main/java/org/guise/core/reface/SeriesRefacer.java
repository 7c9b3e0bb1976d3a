package org.guise.core.reface;

import org.guise.core.register.HeadFit;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Volume;

/**
 * Puts one face into all frames of a series. A frame that shows (nearly) nothing, such as the first seconds of a PET, cannot
 * tell how it renders anatomy: it borrows the tissues of the reference, as bright as the frame is compared with it, and keeps
 * its own air and noise.
 *
 * <p>Not thread-safe, like the {@link Refacer} that it uses.
 */
public final class SeriesRefacer {
    private final Refacer refacer;
    private final RefaceResult result;
    private final RefaceOptions options;
    private final Volume reference;
    private final ScanVoice voice;
    private final double edge;

    SeriesRefacer(Refacer refacer, Volume reference, RefaceResult result, RefaceOptions options) {
        this.refacer = refacer;
        this.reference = reference;
        this.result = result;
        this.options = options;
        this.voice = refacer.voice(reference, result.fit());
        this.edge = SurfaceThreshold.of(reference).value() - voice.background;
    }

    /**
     * One frame refaced.
     *
     * @param changed 1 where a voxel may be rewritten, none in a frame of a single value
     * @param values new samples there
     * @param guard 1 where nothing is written
     */
    public record Frame(byte[] changed, float[] values, byte[] guard) {}

    /**
     * Refaces one frame, which is not modified.
     *
     * @param toReference world of the frame → world of the reference, rigid
     * @param empty whether the frame shows (nearly) nothing
     */
    public Frame reface(Volume frame, Affine toReference, boolean empty) {
        if (constant(frame)) {
            return new Frame(new byte[frame.data().length], frame.data(), new byte[frame.data().length]);
        }
        HeadFit fit = refacer.carrier().carryWithin(frame, result.fit(), toReference);
        Refacer.Put put = new Refacer.Put(
                result.scanToAtlas().after(toReference), result.faceToAtlas().after(toReference));
        ScanVoice own = refacer.voice(frame, fit);
        RefaceResult r;
        if (empty) {
            double share = brightness(frame, own.airMedian());
            r = refacer.redraw(frame, fit, own.withTissuesOf(voice, share), edge * share, put, options);
        } else {
            double ownEdge = SurfaceThreshold.of(frame).value() - own.background;
            r = refacer.redraw(frame, fit, own, ownEdge, put, options);
        }
        return new Frame(r.changed(), r.values(), r.guard());
    }

    private static boolean constant(Volume frame) {
        float first = frame.data()[0];
        for (float v : frame.data()) {
            if (v != first && !(Float.isNaN(v) && Float.isNaN(first))) {
                return false;
            }
        }
        return true;
    }

    /** How bright the frame is against the reference, by least squares over all voxels; at least 0. */
    private double brightness(Volume frame, double air) {
        double base = voice.airMedian(), both = 0, own = 0;
        float[] f = frame.data(), m = reference.data();
        for (int p = 0; p < f.length; p++) {
            if (Float.isFinite(f[p])) {
                both += (f[p] - air) * (m[p] - base);
                own += (m[p] - base) * (m[p] - base);
            }
        }
        return own > 0 ? Math.max(0, both / own) : 0;
    }
}
