package org.guise.audit.recognise;

import boofcv.abst.feature.describe.ConfigBrief;
import boofcv.abst.feature.detdesc.ConfigCompleteSift;
import boofcv.abst.feature.detdesc.DetectDescribePoint;
import boofcv.abst.feature.detect.interest.ConfigFastCorner;
import boofcv.abst.feature.detect.interest.ConfigGeneralDetector;
import boofcv.abst.feature.orientation.OrientationImage;
import boofcv.alg.feature.detect.interest.GeneralFeatureDetector;
import boofcv.concurrency.BoofConcurrency;
import boofcv.factory.feature.describe.FactoryDescribePointRadiusAngle;
import boofcv.factory.feature.detdesc.FactoryDetectDescribe;
import boofcv.factory.feature.detect.interest.FactoryDetectPoint;
import boofcv.factory.feature.detect.interest.FactoryInterestPoint;
import boofcv.factory.feature.orientation.FactoryOrientationAlgs;
import boofcv.struct.feature.TupleDesc;
import boofcv.struct.feature.TupleDesc_B;
import boofcv.struct.feature.TupleDesc_F64;
import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayS16;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.ImageGray;
import java.util.Arrays;

/**
 * Local features of the aligned face (160×160 grey pixels), matched pairwise: SIFT (Lowe 2004), or ORB (Rublee 2011:
 * FAST corners with an orientation from the intensities around them, and rotated BRIEF of 512 bits) on one scale, since
 * the alignment has made faces equally large. Computed by BoofCV.
 *
 * <p>Template: the descriptors one after another (SIFT 128 numbers each; ORB 32 numbers, each 16 bits). Similarity: the
 * share of descriptors that are each other's nearest and pass Lowe's ratio test of 0.8: 2·matches / (count + count), 0
 * to 1. Thread-safe.
 */
final class LocalFeatureRecogniser implements Recogniser {
    private static final int SIZE = 160;
    private static final float RATIO = 0.8f;
    private static final int SIFT_LENGTH = 128, SIFT_MOST = 120;
    private static final int ORB_LENGTH = 32, ORB_WORDS = ORB_LENGTH / 4, ORB_MOST = 200;
    private static final int FAST_PIXEL_TOLERANCE = 10, FAST_ARC = 9;
    private static final int BRIEF_RADIUS = 16, BRIEF_BITS = 512;

    static {
        // One thread a call: the caller runs pictures side by side, and the order of the features stays the same.
        BoofConcurrency.USE_CONCURRENT = false;
    }

    private final boolean binary;

    private LocalFeatureRecogniser(boolean binary) {
        this.binary = binary;
    }

    static Recogniser orb() {
        return new LocalFeatureRecogniser(true);
    }

    static Recogniser sift() {
        return new LocalFeatureRecogniser(false);
    }

    @Override
    public String id() {
        return binary ? "orb" : "sift";
    }

    @Override
    public Description description() {
        return new Description(
                id(),
                binary ? "ORB (oriented FAST, rotated BRIEF)" : "SIFT",
                "local features",
                "BoofCV 1.2.2",
                "Apache-2.0",
                "");
    }

    @Override
    public boolean isVector() {
        return false;
    }

    @Override
    public float[] template(FaceImage face) {
        float[] grey = Alignment.ARCFACE5.crop(face, SIZE).grey();
        if (binary) {
            GrayU8 image = new GrayU8(SIZE, SIZE);
            for (int i = 0; i < grey.length; i++) {
                image.data[i] = (byte) Math.round(grey[i]);
            }
            return describe(orbDetector(), image, ORB_MOST, ORB_LENGTH, LocalFeatureRecogniser::pack);
        }
        GrayF32 image = new GrayF32(SIZE, SIZE);
        System.arraycopy(grey, 0, image.data, 0, grey.length);
        ConfigCompleteSift config = new ConfigCompleteSift();
        config.detector.maxFeaturesAll = SIFT_MOST;
        return describe(
                FactoryDetectDescribe.sift(config, GrayF32.class),
                image,
                SIFT_MOST,
                SIFT_LENGTH,
                LocalFeatureRecogniser::pack);
    }

    private interface Packer<D> {
        void pack(D descriptor, float[] template, int at);
    }

    private static <T extends ImageGray<T>, D extends TupleDesc<D>> float[] describe(
            DetectDescribePoint<T, D> detector, T image, int most, int length, Packer<D> packer) {
        detector.detect(image);
        int n = Math.min(most, detector.getNumberOfFeatures());
        float[] template = new float[n * length];
        for (int i = 0; i < n; i++) {
            packer.pack(detector.getDescription(i), template, i * length);
        }
        return template;
    }

    private static void pack(TupleDesc_F64 d, float[] template, int at) {
        for (int k = 0; k < SIFT_LENGTH; k++) {
            template[at + k] = (float) d.data[k];
        }
    }

    private static void pack(TupleDesc_B d, float[] template, int at) {
        for (int k = 0; k < ORB_LENGTH; k++) {
            template[at + k] = d.data[k / 2] >>> 16 * (k % 2) & 0xFFFF;
        }
    }

    private static DetectDescribePoint<GrayU8, TupleDesc_B> orbDetector() {
        ConfigGeneralDetector corners = new ConfigGeneralDetector();
        corners.maxFeatures = ORB_MOST;
        corners.radius = 3;
        ConfigBrief brief = new ConfigBrief(BRIEF_RADIUS, BRIEF_BITS, -1, 4, false);
        GeneralFeatureDetector<GrayU8, GrayS16> fast = FactoryDetectPoint.createFast(
                corners, new ConfigFastCorner(FAST_PIXEL_TOLERANCE, FAST_ARC), GrayU8.class);
        OrientationImage<GrayU8> centroid =
                FactoryOrientationAlgs.nogradient(1.0 / BRIEF_RADIUS, BRIEF_RADIUS, GrayU8.class);
        return FactoryDetectDescribe.fuseTogether(
                FactoryInterestPoint.wrapPoint(fast, 1.0, GrayU8.class, GrayS16.class),
                centroid,
                FactoryDescribePointRadiusAngle.brief(brief, GrayU8.class));
    }

    @Override
    public double similarity(float[] a, float[] b) {
        int length = binary ? ORB_LENGTH : SIFT_LENGTH;
        int n = a.length / length, m = b.length / length;
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        // Nearest and second nearest of each row and column, in one pass over all pairs.
        float[] rowBest = filled(n), rowNext = filled(n), columnBest = filled(m), row = new float[m];
        int[] rowAt = new int[n], columnAt = new int[m];
        Distances distances = binary ? bits(a, b) : squares(a, b);
        for (int i = 0; i < n; i++) {
            distances.row(i, row);
            for (int j = 0; j < m; j++) {
                float d = row[j];
                if (d < rowBest[i]) {
                    rowNext[i] = rowBest[i];
                    rowBest[i] = d;
                    rowAt[i] = j;
                } else if (d < rowNext[i]) {
                    rowNext[i] = d;
                }
                if (d < columnBest[j]) {
                    columnBest[j] = d;
                    columnAt[j] = i;
                }
            }
        }
        // SIFT's are squared distances
        float ratio = binary ? RATIO : RATIO * RATIO;
        int matches = 0;
        for (int i = 0; i < n; i++) {
            if (columnAt[rowAt[i]] == i && (rowBest[i] < ratio * rowNext[i] || rowBest[i] == 0)) {
                matches++;
            }
        }
        return 2.0 * matches / (n + m);
    }

    private static float[] filled(int n) {
        float[] v = new float[n];
        Arrays.fill(v, Float.MAX_VALUE);
        return v;
    }

    /** Distances of one descriptor to all of another picture. */
    private interface Distances {
        void row(int i, float[] out);
    }

    private static Distances bits(float[] a, float[] b) {
        long[] x = words(a), y = words(b);
        return (i, out) -> {
            for (int j = 0; j < out.length; j++) {
                int count = 0;
                for (int k = 0; k < ORB_WORDS; k++) {
                    count += Long.bitCount(x[ORB_WORDS * i + k] ^ y[ORB_WORDS * j + k]);
                }
                out[j] = count;
            }
        };
    }

    /** Four numbers of 16 bits in each word. */
    private static long[] words(float[] template) {
        long[] words = new long[template.length / 4];
        for (int k = 0; k < template.length; k++) {
            words[k / 4] |= (long) template[k] << 16 * (k % 4);
        }
        return words;
    }

    /** With the other picture's descriptors side by side the sums of a row grow together, in the vector units. */
    private static Distances squares(float[] a, float[] b) {
        int m = b.length / SIFT_LENGTH;
        float[] columns = new float[b.length];
        for (int j = 0; j < m; j++) {
            for (int k = 0; k < SIFT_LENGTH; k++) {
                columns[k * m + j] = b[j * SIFT_LENGTH + k];
            }
        }
        return (i, out) -> {
            Arrays.fill(out, 0);
            for (int k = 0; k < SIFT_LENGTH; k++) {
                add(a[i * SIFT_LENGTH + k], columns, k * m, out);
            }
        };
    }

    private static void add(float x, float[] columns, int at, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            float d = x - columns[at + j];
            sums[j] += d * d;
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
