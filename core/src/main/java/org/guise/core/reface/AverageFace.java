package org.guise.core.reface;

import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.AtlasZone;
import org.guise.core.register.HeadFit;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Volume;

/**
 * The atlas person's face on one head, as the scan would show it without noise: where the head outside the face zone puts
 * it, with no step aside from the old face. The free affine fit is not used, since a face that was cut off bends it.
 * Thread-safe.
 */
public final class AverageFace {
    private final ScanVoice voice;
    private final Placement place;
    private final AtlasModel model;
    private final AtlasZone zone;
    private final AtlasImage image;
    private final float[] signal;

    private AverageFace(
            ScanVoice voice, Placement place, AtlasModel model, AtlasZone zone, AtlasImage image, float[] signal) {
        this.voice = voice;
        this.place = place;
        this.model = model;
        this.zone = zone;
        this.image = image;
        this.signal = signal;
    }

    static AverageFace of(Volume scan, HeadFit fit, AtlasModel model, AtlasZone zone, AtlasImage image, Parallel par) {
        ScanVoice voice = ScanVoice.learnWithoutFace(scan, fit, model, zone, par);
        Placement place = Placement.of(Placement.similarity(fit, model, zone), fit, model, zone, par);
        double threshold = SurfaceThreshold.of(scan).value() - voice.background;
        return new AverageFace(voice, place, model, zone, image, image.signal(voice, threshold, par));
    }

    /** Sample value well above the scan's air and well below its soft tissue. */
    public double airLevel() {
        return voice.airLevel();
    }

    /** Median sample of the scan's air. */
    public float airMedian() {
        return voice.airMedian();
    }

    /** Atlas point of a scan point. @param out receives 3 coordinates, world mm */
    public void atlasPoint(double x, double y, double z, double[] out) {
        place.atlasPoint(x, y, z, out);
    }

    /** Whether an atlas point belongs to the face zone. */
    public boolean inZone(double[] atlas) {
        return zone.contains(atlas[0], atlas[1], atlas[2]);
    }

    /** Depth of an atlas point under the average face's skin, mm; negative in the air. */
    public float depth(double[] atlas) {
        return model.skinDepth(atlas);
    }

    /** Sample in the scan's own units at a scan point whose atlas point is given. */
    public float sample(double x, double y, double z, double[] atlas) {
        return (float) voice.background + image.at(signal, atlas[0], atlas[1], atlas[2]) * voice.shade(x, y, z);
    }
}
