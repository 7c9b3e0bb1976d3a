package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.FrameFinder;
import org.guise.core.register.HeadFit;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.RenderedView;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.people.photo.HairMesh;

/** Renders scans, one after the other, into PNG files of one folder. */
public final class RenderJob implements AutoCloseable {
    private final Path folder;
    private final Settings settings;
    private final Parallel parallel;
    private final Optional<FrameFinder> finder;

    /**
     * What is drawn.
     *
     * @param preset views and lights
     * @param size width and height in pixels
     * @param seed of random views
     * @param fit whether the atlas is fitted to find the front of the face; else the header is trusted
     * @param hair drawn on the head, if any; needs the fit
     * @param threads at least 1; the pictures do not depend on it
     */
    public record Settings(
            RenderPreset preset, int size, long seed, boolean fit, Optional<ScanHair> hair, int threads) {}

    /**
     * What came of one scan.
     *
     * @param pictures number of files written
     * @param notes short sentences worth the user's attention
     */
    public record Outcome(int pictures, List<String> notes) {}

    /** A job that writes into an existing folder. */
    public RenderJob(Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
        parallel = new Parallel(settings.threads());
        finder = settings.fit()
                ? Optional.of(new FrameFinder(new AtlasModel(AtlasFile.builtIn(), parallel), parallel))
                : Optional.empty();
        // The default cache is a temporary file, and the pictures show a face.
        ImageIO.setUseCache(false);
    }

    /**
     * Renders the first frame of a scan.
     *
     * @param input the scan
     * @param stem start of the names of the pictures: {@code <stem>_<view>.png}
     * @param progress is told what is being done
     * @throws InputException if the scan cannot be read or has no surface
     * @throws IOException if a picture cannot be written
     */
    public Outcome render(Path input, String stem, Consumer<String> progress) throws IOException {
        progress.accept("reading");
        NiftiImage image = NiftiFile.read(input);
        List<String> notes = new ArrayList<>();
        if (image.frames() > 1) {
            notes.add("holds " + image.frames() + " frames; the first is drawn");
        }
        Volume scan = image.frame(0);
        HeadSurface surface = surface(input, scan);
        FrameFinder.Found found = found(scan, surface, notes, progress);
        Function<RenderedView, BufferedImage> picture = withHair(found.fit());
        List<RenderPreset.View> views = settings.preset().views(found.frame(), settings.size(), settings.seed());
        List<Named> waiting = new ArrayList<>();
        int[] done = {0};
        try {
            HeadRenders.each(surface, views, settings.threads(), v -> {
                progress.accept("picture " + ++done[0] + " of " + views.size());
                waiting.add(new Named(folder.resolve(stem + "_" + v.name() + ".png"), picture.apply(v)));
                if (waiting.size() == settings.threads() || done[0] == views.size()) {
                    write(waiting);
                    waiting.clear();
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Outcome(done[0], List.copyOf(notes));
    }

    private HeadSurface surface(Path input, Volume scan) throws InputException {
        double threshold;
        try {
            threshold = SurfaceThreshold.of(scan).value();
        } catch (IllegalArgumentException e) {
            throw new InputException(input, String.valueOf(e.getMessage()), "give a scan of a head");
        }
        return HeadSurface.of(scan, threshold, settings.threads());
    }

    private FrameFinder.Found found(Volume scan, HeadSurface surface, List<String> notes, Consumer<String> progress) {
        if (finder.isEmpty()) {
            return new FrameFinder.Found(HeadFrame.straight(surface), Optional.empty());
        }
        progress.accept("finding the face");
        FrameFinder.Found found = finder.get().find(scan, surface);
        if (found.fit().isEmpty()) {
            notes.add("no head was recognised in it; drawn as its header says it lies"
                    + (settings.hair().isPresent() ? ", without hair" : ""));
        }
        return found;
    }

    /** The finished picture of a view. */
    private Function<RenderedView, BufferedImage> withHair(Optional<HeadFit> fit) {
        if (fit.isEmpty() || settings.hair().isEmpty()) {
            return RenderedView::picture;
        }
        ScanHair hair = settings.hair().get();
        HairMesh onHead = hair.on(fit.get());
        return v -> hair.over(v, onHead);
    }

    private record Named(Path file, BufferedImage picture) {}

    /** PNG compression takes longer than drawing, so as many pictures as there are threads are written at once. */
    private void write(List<Named> pictures) {
        parallel.ranges(pictures.size(), (from, to) -> {
            for (Named p : pictures.subList(from, to)) {
                try {
                    AtomicFile.write(p.file(), out -> ImageIO.write(p.picture(), "png", out));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    @Override
    public void close() {
        parallel.close();
    }
}
