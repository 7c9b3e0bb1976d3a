package org.guise.core.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Sets of views and lights under which published studies and the audit show a head to face recognition. All views are
 * standard perspective cameras ({@link Camera#STANDARD_DISTANCE_MM}, {@link Camera#STANDARD_FIELD_MM}) before a grey
 * ground. Face detectors lose heads turned further than about 15°, so all but {@link #STEEG_4} stay within 12°.
 */
public enum RenderPreset {
    /**
     * Ten random views and lights (Schwarz et al. 2019, 2021): yaw ±12°, pitch ±7°, light ±40° to the sides and from 20° below
     * to 40° above, ambient 0.25–0.45, diffuse 0.55–0.75. The ranges are ours, the papers give none.
     */
    SCHWARZ_10("schwarz-10", "10 random views and lights"),
    /**
     * Nine views under nine lights each (81 renders as in Schwarz et al. 2022 and Prakaashana et al. 2025; that they form a
     * 9×9 grid is the natural reading and not confirmed): yaw −12, 0, 12° × pitch −7, 0, 7°; light −40, 0, 40° to the side ×
     * −20, 10, 40° up.
     */
    SCHWARZ_81("schwarz-81", "9 views under 9 lights each"),
    /** Frontal, side (the person's left), half-side and top, as in Steeg et al. 2024; one light. */
    STEEG_4("steeg-4", "frontal, side, half-side and top"),
    /** Ten fixed views and lights, mirrored in pairs: yaw 0, ±6, ±10, ±12°, pitch 0, ±4, ±7°. The audit's own. */
    AUDIT_10("audit-10", "10 fixed views and lights");
    private static final double[] GRID_YAW = {-12, 0, 12}, GRID_PITCH = {7, 0, -7};
    private static final double[] GRID_LIGHT_YAW = {-40, 0, 40}, GRID_LIGHT_PITCH = {40, 10, -20};

    private static final String[] STEEG = {"frontal", "side", "half-side", "top"};
    private static final double[][] STEEG_VIEWS = {{0, 0}, {90, 0}, {45, 0}, {0, 90}};
    private static final int TOP = 3;
    /** From above the head is nearer to the camera than its face is in the other views. */
    private static final double TOP_FIELD_MM = 360;

    /** Yaw and pitch of the view, yaw and pitch of the light. */
    private static final double[][] AUDIT = {
        {0, 0, 0, 20},
        {6, 4, -20, 20},
        {-6, 4, 20, 20},
        {6, -4, 30, 10},
        {-6, -4, -30, 10},
        {10, 0, -40, 15},
        {-10, 0, 40, 15},
        {12, 7, 15, 30},
        {-12, 7, -15, 30},
        {0, -7, 0, 0}
    };

    private final String id;
    private final String summary;

    RenderPreset(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    /**
     * One picture to be taken.
     *
     * @param name short, unique within the preset, fit for a file name
     * @param camera where it is taken from
     * @param light how the head is lit
     */
    public record View(String name, Camera camera, Light light) {}

    /** The name users give, e.g. {@code schwarz-81}. */
    public String id() {
        return id;
    }

    /** A few words on what it shows. */
    public String summary() {
        return summary;
    }

    /**
     * The preset of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static RenderPreset of(String id) {
        for (RenderPreset p : values()) {
            if (p.id.equals(id.toLowerCase(Locale.ROOT))) {
                return p;
            }
        }
        throw new IllegalArgumentException("there is no preset " + id + "; expected one of "
                + Arrays.stream(values()).map(RenderPreset::id).collect(Collectors.joining(", ")));
    }

    /**
     * The views in a fixed order. Views that differ in the light alone share one camera object and follow each other.
     *
     * @param frame of the head
     * @param size width and height of the pictures in pixels
     * @param seed of the random views; the other presets do not use it
     */
    public List<View> views(HeadFrame frame, int size, long seed) {
        Camera front = Camera.frontal(frame.headToWorld(), frame.centreMm(), size);
        return switch (this) {
            case SCHWARZ_10 -> random(front, seed);
            case SCHWARZ_81 -> grid(front);
            case STEEG_4 -> steeg(front);
            case AUDIT_10 -> audit(front);
        };
    }

    private static List<View> random(Camera front, long seed) {
        Random random = new Random(seed);
        List<View> views = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            Camera camera = front.turned(between(random, -12, 12), between(random, -7, 7));
            Light light = new Light(
                    between(random, -40, 40),
                    between(random, -20, 40),
                    between(random, 0.25, 0.45),
                    between(random, 0.55, 0.75),
                    Light.STANDARD.albedo(),
                    Light.STANDARD.background());
            views.add(new View(numbered("view", i), camera, light));
        }
        return List.copyOf(views);
    }

    private static double between(Random random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static List<View> grid(Camera front) {
        List<View> views = new ArrayList<>();
        for (int v = 0; v < 9; v++) {
            Camera camera = front.turned(GRID_YAW[v % 3], GRID_PITCH[v / 3]);
            for (int l = 0; l < 9; l++) {
                Light light = Light.STANDARD.from(GRID_LIGHT_YAW[l % 3], GRID_LIGHT_PITCH[l / 3]);
                views.add(new View("view" + (v + 1) + "-light" + (l + 1), camera, light));
            }
        }
        return List.copyOf(views);
    }

    private static List<View> steeg(Camera front) {
        List<View> views = new ArrayList<>();
        for (int v = 0; v < STEEG.length; v++) {
            Camera camera = front.turned(STEEG_VIEWS[v][0], STEEG_VIEWS[v][1]);
            views.add(new View(STEEG[v], v == TOP ? camera.field(TOP_FIELD_MM) : camera, Light.STANDARD));
        }
        return List.copyOf(views);
    }

    private static List<View> audit(Camera front) {
        List<View> views = new ArrayList<>();
        for (double[] a : AUDIT) {
            views.add(new View(
                    numbered("view", views.size() + 1), front.turned(a[0], a[1]), Light.STANDARD.from(a[2], a[3])));
        }
        return List.copyOf(views);
    }

    private static String numbered(String word, int i) {
        return word + (i < 10 ? "0" : "") + i;
    }
}
