package org.guise.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.guise.audit.match.VectorGallery;
import org.guise.core.parallel.Parallel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One probe against a gallery of 10⁶ vectors of 512 components (2 GB), and how fast the same amount of memory can be read
 * at all: the ratio of the two times says how near matching is to that limit. The reader adds up the samples of an array in
 * 1024 sums side by side, which the processor's vector units do faster than memory gives them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "-Xms6g"})
public class GalleryBenchmark {
    private static final int VECTORS = 1_000_000, DIMENSION = 512;
    private static final int SUMS = 1024;

    /** Threads that compare, or read. */
    @Param({"1", "2"})
    public int threads;

    private VectorGallery gallery;
    private float[] memory;
    private float[] probe;
    private float[] scores;
    private Parallel parallel;

    /** Fills the gallery, or the array to be read, when it is first needed. */
    @Setup
    public void setUp() {
        parallel = new Parallel(threads);
        probe = vector(new SplittableRandom(1));
        scores = new float[VECTORS];
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        parallel.close();
    }

    private static float[] vector(SplittableRandom random) {
        float[] v = new float[DIMENSION];
        for (int c = 0; c < DIMENSION; c++) {
            v[c] = (float) random.nextDouble(-0.1, 0.1);
        }
        return v;
    }

    /** Scores of one probe against all. */
    @Benchmark
    public float[] compare() {
        if (gallery == null) {
            gallery = new VectorGallery(VECTORS, DIMENSION);
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < VECTORS; i++) {
                gallery.set(i, vector(random));
            }
        }
        gallery.compare(probe, scores, parallel);
        return scores;
    }

    /** The limit: as many bytes, only read. */
    @Benchmark
    public float[] read() {
        if (memory == null) {
            memory = new float[VECTORS * DIMENSION];
            Arrays.fill(memory, 0.5f);
        }
        float[] m = memory;
        parallel.ranges(m.length / SUMS, (from, to) -> {
            float[] sums = new float[SUMS];
            for (int row = from; row < to; row++) {
                add(m, row * SUMS, sums);
            }
            scores[from] = sums[0];
        });
        return scores;
    }

    private static void add(float[] m, int at, float[] sums) {
        for (int i = 0; i < SUMS; i++) {
            sums[i] += m[at + i];
        }
    }
}
