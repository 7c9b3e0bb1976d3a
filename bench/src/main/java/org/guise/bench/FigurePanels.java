package org.guise.bench;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.kernel.Sampling;
import org.guise.core.render.Camera;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.Light;
import org.guise.core.render.RayCaster;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/** The square panels that the figures of the documentation are put together from. */
final class FigurePanels {
    /** World planes: the world axes that run to the left and up in the picture. */
    enum Plane {
        SAGITTAL(1, 2),
        CORONAL(0, 2),
        AXIAL(0, 1);

        private final int left;
        private final int up;

        Plane(int left, int up) {
            this.left = left;
            this.up = up;
        }
    }

    private static final int THREADS = 2;
    private static final double FACE_FIELD_MM = 285;
    private static final int CLEAR = 0x000000;

    private FigurePanels() {}

    /** A face from one side; yaw 0 is the front, 90 the person's left profile. */
    static BufferedImage face(HeadSurface surface, double[] centreMm, double yawDeg, int pixels) {
        Camera camera = Camera.frontal(Affine.identity(), centreMm, pixels).field(FACE_FIELD_MM);
        return RayCaster.render(surface, camera.turned(yawDeg, 0), Light.STANDARD, THREADS);
    }

    /** A grey slice of a scan through a point, black at {@code low} and white at {@code high}. */
    static BufferedImage scan(
            Volume v, Plane plane, double[] centreMm, double fieldMm, int pixels, double low, double high) {
        Grid g = v.grid();
        return slice(g, plane, centreMm, fieldMm, pixels, (x, y, z) -> {
            double s = Sampling.clamped(v.data(), 0, g.nx(), g.ny(), g.nz(), x, y, z);
            return 0x010101 * (int) Math.clamp(Math.round(255 * (s - low) / (high - low)), 0, 255);
        });
    }

    /** A slice of labels through a point, each in its colour 0xRRGGBB. */
    static BufferedImage labels(
            LabelVolume v, Plane plane, double[] centreMm, double fieldMm, int pixels, IntUnaryOperator colour) {
        Grid g = v.grid();
        return slice(g, plane, centreMm, fieldMm, pixels, (x, y, z) -> {
            int at = g.index((int) Math.round(x), (int) Math.round(y), (int) Math.round(z));
            return colour.applyAsInt(v.data()[at]);
        });
    }

    private interface Colour {
        int at(double i, double j, double k);
    }

    private static BufferedImage slice(
            Grid g, Plane plane, double[] centreMm, double fieldMm, int pixels, Colour colour) {
        BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        Affine toVoxel = g.worldToVoxel();
        double[] p = centreMm.clone();
        for (int row = 0; row < pixels; row++) {
            for (int col = 0; col < pixels; col++) {
                p[plane.left] = centreMm[plane.left] - fieldMm * ((col + 0.5) / pixels - 0.5);
                p[plane.up] = centreMm[plane.up] - fieldMm * ((row + 0.5) / pixels - 0.5);
                double i = toVoxel.x(p[0], p[1], p[2]);
                double j = toVoxel.y(p[0], p[1], p[2]);
                double k = toVoxel.z(p[0], p[1], p[2]);
                boolean in = i >= -0.49
                        && j >= -0.49
                        && k >= -0.49
                        && i < g.nx() - 0.51
                        && j < g.ny() - 0.51
                        && k < g.nz() - 0.51;
                picture.setRGB(col, row, in ? colour.at(i, j, k) : CLEAR);
            }
        }
        return picture;
    }

    /** Colour of a tissue. */
    static int tissueColour(int code) {
        return switch (Tissue.of((byte) code)) {
            case AIR -> 0x000000;
            case SKIN -> 0xE8B796;
            case FAT -> 0xF5DC6E;
            case MUSCLE -> 0xB5483F;
            case BONE -> 0xF4F1E6;
            case MARROW -> 0xC9BE98;
            case CSF -> 0x3F7FD0;
            case GREY -> 0x8A8F98;
            case WHITE -> 0xC9CDD4;
            case EYE_FLUID -> 0x5FC8E6;
            case LENS -> 0x1E5C8C;
            case TEETH -> 0xFFFFFF;
            case TONGUE -> 0xDB7AA0;
            case AIRWAY -> 0x26323F;
            case SOFT -> 0xCF8A62;
            case UNKNOWN -> 0x4A4A4A;
        };
    }

    /** Colour of a region: warm colours are replaced, cool ones are kept. */
    static int regionColour(int code) {
        return switch (Region.of((byte) code)) {
            case NONE -> 0x000000;
            case AIR_FACE -> 0x4A3526;
            case FOREHEAD -> 0xF2B134;
            case EYES -> 0xFFF07C;
            case NOSE -> 0xE4572E;
            case CHEEKS -> 0xF58A07;
            case MOUTH -> 0xD81E5B;
            case CHIN -> 0xFF8FA3;
            case JAW -> 0xA44A3F;
            case EAR_LEFT, EAR_RIGHT -> 0xFFCB9A;
            case NECK -> 0x3E5C76;
            case VAULT -> 0x5E8C9A;
            case BRAIN -> 0x9BD1C6;
            case DEEP -> 0x2F4858;
        };
    }
}
