package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.QcCase;
import org.guise.core.render.QcPicture;
import org.guise.core.render.SurfaceThreshold;
import org.guise.core.volume.LabelVolume;

/** The QC picture of {@code core}. */
public final class BuiltInPainter implements QcPainter {
    /** A painter; it keeps nothing between pictures. */
    public BuiltInPainter() {
        // The default cache is a temporary file, and the picture shows the original face.
        ImageIO.setUseCache(false);
    }

    @Override
    public BufferedImage paint(Case qc, int threads) {
        double threshold = SurfaceThreshold.of(qc.before()).value();
        double[] centre = qc.centreMm().orElseGet(() -> middle(qc, threshold, threads));
        return QcPicture.draw(
                new QcCase(
                        qc.name(),
                        qc.before(),
                        qc.after(),
                        new LabelVolume(qc.before().grid(), qc.changed()),
                        new LabelVolume(qc.before().grid(), qc.guard()),
                        threshold,
                        qc.headToWorld(),
                        centre,
                        qc.verdict(),
                        qc.reasons()),
                threads);
    }

    private static double[] middle(Case qc, double threshold, int threads) {
        double[] box = HeadSurface.of(qc.before(), threshold, threads).boundsMm();
        double[] centre = new double[3];
        Arrays.setAll(centre, i -> 0.5 * (box[i] + box[i + 3]));
        return centre;
    }
}
