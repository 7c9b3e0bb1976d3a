package org.guise.app.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.guise.core.reface.Refacer;
import org.guise.core.register.FrameFinder;
import org.guise.core.register.HeadFit;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.jspecify.annotations.Nullable;

/** One scan, read and fitted when first asked for: a resumed audit that needs neither pays for neither. One thread. */
final class HeadSource {
    private final Path file;
    private final Refacer refacer;
    private @Nullable NiftiImage image;
    private @Nullable Volume volume;
    private @Nullable HeadFit fit;

    HeadSource(Path file, Refacer refacer) {
        this.file = file;
        this.refacer = refacer;
    }

    NiftiImage image() throws IOException {
        if (image == null) {
            image = NiftiFile.read(file);
        }
        return image;
    }

    Volume volume() throws IOException {
        if (volume == null) {
            volume = image().frame(0);
        }
        return volume;
    }

    HeadFit fit() throws IOException {
        if (fit == null) {
            fit = refacer.fit(volume());
        }
        return fit;
    }

    /** The frame from the fit, or where no head was recognised from the header. */
    HeadFrame frame() throws IOException {
        Volume scan = volume();
        return FrameFinder.fitted(fit(), refacer.model())
                .orElseGet(() -> HeadFrame.straight(
                        HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), 1)));
    }
}
