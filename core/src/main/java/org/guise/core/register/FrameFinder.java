package org.guise.core.register;

import java.util.Map;
import java.util.Optional;
import org.guise.core.parallel.Parallel;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadSurface;
import org.guise.core.volume.Volume;

/**
 * Finds how a head lies, so that pictures can show its face from the front: by fitting the atlas, and where the fit does
 * not succeed by the header's orientation.
 */
public final class FrameFinder {
    /** Below these the atlas explains too little of the image; the limits of the verdict. */
    private static final double LEAST_CORRELATION = 0.7, LEAST_INNER = 0.4;

    /** Heads, defaced and cut ones too, were seen to reach 1.6 mm; balls, bars and brains without a head 5.6 and more. */
    private static final double FURTHEST_SKIN_MM = 4;

    private final AtlasModel model;
    private final HeadFitter fitter;

    /** A finder for one atlas, which needs its eye corners among its landmarks. */
    public FrameFinder(AtlasModel model, Parallel par) {
        this.model = model;
        fitter = new HeadFitter(model, par);
    }

    /**
     * How a head lies and how that is known.
     *
     * @param frame of the head
     * @param fit from which the frame comes; empty if no head was recognised and the header was trusted
     */
    public record Found(HeadFrame frame, Optional<HeadFit> fit) {}

    /**
     * The frame of a head. Costs a fit: about 2 s for a 1 mm head on two threads.
     *
     * @param scan one frame; not modified
     * @param surface of the same scan
     */
    public Found find(Volume scan, HeadSurface surface) {
        HeadFit fit = fitter.fit(scan);
        return fitted(fit, model)
                .map(frame -> new Found(frame, Optional.of(fit)))
                .orElseGet(() -> new Found(HeadFrame.straight(surface), Optional.empty()));
    }

    /**
     * The frame that follows from a fit; empty if the fit did not recognise a head.
     *
     * @param model the atlas that was fitted
     */
    public static Optional<HeadFrame> fitted(HeadFit fit, AtlasModel model) {
        Map<String, Double> m = fit.measures();
        // written so that a figure that is not a number counts as a failed fit
        boolean good = m.get("correlation") > LEAST_CORRELATION
                && m.get("innerCorrelation") > LEAST_INNER
                && m.get("skinMedianMm") < FURTHEST_SKIN_MM;
        return good ? Optional.of(HeadFrame.fitted(fit.affine(), model.atlas().landmarks())) : Optional.empty();
    }
}
