package org.guise.audit.recognise;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.audit.recognise.onnx.OnnxModel;

/**
 * Finds the face in a picture and its 68 landmarks with the two networks of the npm package
 * faceplugin-face-recognition-js: a single-shot detector (RFB-320, 4420 priors) on the picture letterboxed to 320×240,
 * and a landmark network on 64×64 grey pixels of the face box.
 *
 * <p>Thread-safe: several threads may search pictures of their own at once.
 */
public final class FaceFinder implements AutoCloseable {
    /** Score from which on a face counts as found. */
    public static final double STANDARD_THRESHOLD = 0.8;

    private static final int WIDTH = 320, HEIGHT = 240;
    private static final float MEAN = 127, SCALE = 1 / 128f;
    /** Overlap (intersection over union) from which on two boxes are one face. */
    private static final double SAME_FACE = 0.4;

    private static final int CHIP = 64;
    private static final float LANDMARK_SCALE = 1 / 256f;
    /** Looks at the face: the first by the detector's box, the others by a square around the landmarks. */
    private static final int LOOKS = 3;
    /**
     * Side of the square over the larger extent of the landmarks. On 72 renders of synthetic heads the mean error of eye
     * and mouth corners was 3.6 % of the distance of the outer eye corners with 1.15 to 1.35, and 6.9 % with a box of the
     * detector's size and shape.
     */
    private static final double CHIP_MARGIN = 1.2;

    private record Candidate(double score, double[] box) {
        double area() {
            return (box[2] - box[0]) * (box[3] - box[1]);
        }
    }

    private final ModelCard detectorCard;
    private final OnnxModel detector;
    private final OnnxModel landmarks;
    private final double threshold;

    private FaceFinder(ModelCard detectorCard, OnnxModel detector, OnnxModel landmarks, double threshold) {
        this.detectorCard = detectorCard;
        this.detector = detector;
        this.landmarks = landmarks;
        this.threshold = threshold;
    }

    /**
     * Loads the networks.
     *
     * @param nodeModules the {@code node_modules} folder with the face models, see {@link Recognisers#locate}
     * @param threshold least score of a face, 0 to 1; {@link #STANDARD_THRESHOLD}
     * @throws IOException if a model is missing or is another version
     */
    public static FaceFinder load(Path nodeModules, double threshold) throws IOException {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException(
                    "detector threshold " + threshold + ": expected more than 0, less than 1");
        }
        ModelCache cache = new ModelCache(ModelCache.defaultFolder());
        Recognisers.requireModels(nodeModules);
        ModelCard detect = ModelCard.of(DescriptorFile.builtIn("fr-detect.json"), nodeModules);
        ModelCard points = ModelCard.of(DescriptorFile.builtIn("fr-landmark.json"), nodeModules);
        return new FaceFinder(detect, detect.open(cache), points.open(cache), threshold);
    }

    /** Least score of a face. */
    public double threshold() {
        return threshold;
    }

    /** What the report says about the detector. */
    public Recogniser.Description description() {
        return detectorCard.description("detector");
    }

    /** The largest face of those found, or nothing if no score reaches the threshold. The picture is not modified. */
    public Optional<FaceImage> find(BufferedImage picture) {
        List<Candidate> faces = distinct(detect(picture));
        return faces.stream().max(Comparator.comparingDouble(Candidate::area)).map(f -> look(picture, f));
    }

    private List<Candidate> detect(BufferedImage picture) {
        double zoom = Math.min((double) WIDTH / picture.getWidth(), (double) HEIGHT / picture.getHeight());
        int w = Math.clamp(Math.round(zoom * picture.getWidth()), 1, WIDTH);
        int h = Math.clamp(Math.round(zoom * picture.getHeight()), 1, HEIGHT);
        Crop small = Crop.of(picture, new double[] {0, 0, picture.getWidth(), picture.getHeight()}, w, h);
        float[] input = new float[3 * WIDTH * HEIGHT];
        int left = (WIDTH - w) / 2, top = (HEIGHT - h) / 2;
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    input[(c * HEIGHT + top + y) * WIDTH + left + x] = (small.planes()[c][y * w + x] - MEAN) * SCALE;
                }
            }
        }
        List<float[]> answer = detector.run(input, new long[] {1, 3, HEIGHT, WIDTH}, List.of("scores", "boxes"));
        float[] scores = answer.get(0), boxes = answer.get(1);
        double zoomX = (double) picture.getWidth() / w, zoomY = (double) picture.getHeight() / h;
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; 2 * i < scores.length; i++) {
            double score = scores[2 * i + 1];
            double[] box = {
                (boxes[4 * i] * WIDTH - left) * zoomX,
                (boxes[4 * i + 1] * HEIGHT - top) * zoomY,
                (boxes[4 * i + 2] * WIDTH - left) * zoomX,
                (boxes[4 * i + 3] * HEIGHT - top) * zoomY
            };
            if (score >= threshold && box[2] > box[0] && box[3] > box[1]) {
                found.add(new Candidate(score, box));
            }
        }
        return found;
    }

    /** Non-maximum suppression: of boxes that overlap, the best. */
    private static List<Candidate> distinct(List<Candidate> found) {
        List<Candidate> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> kept = new ArrayList<>();
        for (Candidate c : sorted) {
            if (kept.stream().noneMatch(k -> overlap(k, c) >= SAME_FACE)) {
                kept.add(c);
            }
        }
        return kept;
    }

    private static double overlap(Candidate a, Candidate b) {
        double w = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]);
        double h = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]);
        double both = Math.max(0, w) * Math.max(0, h);
        return both / (a.area() + b.area() - both);
    }

    private FaceImage look(BufferedImage picture, Candidate face) {
        double[][] points = landmarks(picture, face.box);
        for (int i = 1; i < LOOKS; i++) {
            double[] b = Landmarks.bounds(points);
            double half = 0.5 * CHIP_MARGIN * Math.max(b[2] - b[0], b[3] - b[1]);
            double x = 0.5 * (b[0] + b[2]), y = 0.5 * (b[1] + b[3]);
            points = landmarks(picture, new double[] {x - half, y - half, x + half, y + half});
        }
        return new FaceImage(picture, face.score, face.box.clone(), points);
    }

    private double[][] landmarks(BufferedImage picture, double[] box) {
        float[] input = Crop.of(picture, box, CHIP, CHIP).grey();
        for (int i = 0; i < input.length; i++) {
            input[i] *= LANDMARK_SCALE;
        }
        float[] p = landmarks
                .run(input, new long[] {1, 1, CHIP, CHIP}, List.of("output"))
                .get(0);
        double[][] points = new double[Landmarks.COUNT][2];
        for (int i = 0; i < points.length; i++) {
            points[i][0] = box[0] + p[2 * i] * (box[2] - box[0]);
            points[i][1] = box[1] + p[2 * i + 1] * (box[3] - box[1]);
        }
        return points;
    }

    @Override
    public void close() {
        detector.close();
        landmarks.close();
    }
}
