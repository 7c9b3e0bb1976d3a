package org.guise.app.verify;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guise.audit.recognise.FaceFinder;
import org.guise.audit.recognise.Recognisers;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.FrameFinder;
import org.guise.core.register.HeadFit;
import org.guise.core.register.HeadFitter;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.Light;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.trace.FaceTrace;
import org.guise.core.volume.Volume;
import org.jspecify.annotations.Nullable;

/** Fits the atlas, draws the head from the front and from both sides, and asks the face detector of the audit. */
final class RenderedFaces implements FaceWitness {
    private static final int SIZE = 256;
    private static final double OBLIQUE_DEG = 30;
    private static final double SURE = 0.97;
    /** A detector's score from which a picture that is no render counts as one of a face. */
    private static final double PICTURE_SCORE = 0.95;

    private final Parallel parallel;
    private final AtlasModel model;
    private final HeadFitter fitter;
    private final FaceTrace trace;
    private final @Nullable FaceFinder finder;

    private RenderedFaces(Parallel parallel, @Nullable FaceFinder finder) {
        this.parallel = parallel;
        this.finder = finder;
        model = new AtlasModel(AtlasFile.builtIn(), parallel);
        fitter = new HeadFitter(model, parallel);
        trace = new FaceTrace(model);
    }

    /**
     * A witness with the face models of a folder, or without detectors if they are not there.
     *
     * @param nodeModules see {@link Recognisers#locate}
     */
    static FaceWitness load(Path nodeModules, int threads) throws IOException {
        @Nullable
        FaceFinder finder =
                Recognisers.installed(nodeModules) ? FaceFinder.load(nodeModules, FaceFinder.STANDARD_THRESHOLD) : null;
        return new RenderedFaces(new Parallel(threads), finder);
    }

    @Override
    public boolean detects() {
        return finder != null;
    }

    @Override
    public Sighting look(Volume scan) {
        HeadSurface surface;
        try {
            surface = HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), parallel.threads());
        } catch (IllegalArgumentException e) {
            // constant, or without a finite sample: there is no surface to see
            return Sighting.NONE;
        }
        HeadFit fit = fitter.fit(scan);
        Optional<HeadFrame> frame = FrameFinder.fitted(fit, model);
        return FaceRule.judge(
                frame.isPresent(),
                trace.of(surface, fit.affine(), scan.grid()),
                views(surface, frame.orElseGet(() -> HeadFrame.straight(surface))));
    }

    private FaceRule.Views views(HeadSurface surface, HeadFrame frame) {
        if (finder == null) {
            return FaceRule.Views.UNSEEN;
        }
        FaceFinder detector = finder;
        List<RenderPreset.View> views = new ArrayList<>(RenderPreset.AUDIT_10.views(frame, SIZE, 1));
        for (double yaw : new double[] {-OBLIQUE_DEG, OBLIQUE_DEG}) {
            views.add(new RenderPreset.View("oblique", views.getFirst().camera().turned(yaw, 0), Light.STANDARD));
        }
        int[] n = new int[2];
        HeadRenders.each(
                surface,
                views,
                parallel.threads(),
                v -> detector.find(v.picture()).ifPresent(face -> {
                    n[0]++;
                    n[1] += face.score() >= SURE ? 1 : 0;
                }));
        return new FaceRule.Views(n[0], n[1]);
    }

    /** Heads that lay on their side or prone are drawn so by programs that trust the header: all four ways up are tried. */
    @Override
    public boolean isFace(BufferedImage picture) {
        if (finder == null) {
            return false;
        }
        for (int quarters = 0; quarters < 4; quarters++) {
            if (finder.find(turned(picture, quarters))
                    .filter(f -> f.score() >= PICTURE_SCORE)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static BufferedImage turned(BufferedImage picture, int quarters) {
        if (quarters == 0) {
            return picture;
        }
        int w = picture.getWidth(), h = picture.getHeight();
        boolean upright = quarters == 2;
        BufferedImage out = new BufferedImage(upright ? w : h, upright ? h : w, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = out.createGraphics();
        pen.translate(out.getWidth() / 2.0, out.getHeight() / 2.0);
        pen.rotate(quarters * Math.PI / 2);
        pen.drawImage(picture, -w / 2, -h / 2, null);
        pen.dispose();
        return out;
    }

    @Override
    public void close() {
        if (finder != null) {
            finder.close();
        }
        parallel.close();
    }
}
