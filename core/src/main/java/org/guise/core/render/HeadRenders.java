package org.guise.core.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.guise.core.volume.Volume;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a preset of one head: surface at the scan's own threshold ({@link SurfaceThreshold}), parts that are not
 * attached to the head removed ({@link HeadSurface}). The rays of a view are cast once for all its lights.
 */
public final class HeadRenders {
    private HeadRenders() {}

    /**
     * The pictures of a scan, in the order of the preset.
     *
     * @param scan one frame; not modified
     * @param frame of the head, see {@link HeadFrame#fitted}
     * @param size width and height in pixels
     * @param seed of random views
     * @param threads number of threads; the pictures do not depend on it
     * @throws IllegalArgumentException if the scan is constant or holds no finite sample
     */
    public static List<RenderedView> of(
            Volume scan, HeadFrame frame, RenderPreset preset, int size, long seed, int threads) {
        return of(HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), threads), frame, preset, size, seed, threads);
    }

    /** The pictures of a surface, in the order of the preset; other arguments as above. */
    public static List<RenderedView> of(
            HeadSurface surface, HeadFrame frame, RenderPreset preset, int size, long seed, int threads) {
        List<RenderedView> all = new ArrayList<>();
        each(surface, preset.views(frame, size, seed), threads, all::add);
        return List.copyOf(all);
    }

    /**
     * Takes pictures one after the other, each handed on as soon as it is finished.
     *
     * @param views those that follow each other with one camera share their rays
     * @param sink called on the calling thread, in the order of the views
     */
    public static void each(
            HeadSurface surface, List<RenderPreset.View> views, int threads, Consumer<RenderedView> sink) {
        @Nullable ViewGeometry geometry = null;
        for (RenderPreset.View v : views) {
            if (geometry == null || !geometry.camera().equals(v.camera())) {
                geometry = ViewGeometry.of(surface, v.camera(), threads);
            }
            sink.accept(new RenderedView(
                    v.name(),
                    v.camera(),
                    v.light(),
                    geometry.shade(v.light(), ViewGeometry.PLAIN_CUTS, threads),
                    geometry.depthMm()));
        }
    }
}
