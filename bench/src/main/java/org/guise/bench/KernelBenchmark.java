package org.guise.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.core.kernel.Sampling;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.io.gzip.ParallelGzip;
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

/** The hot kernels on a 2 mm head (128³ voxels). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
    private static final int N = 128;

    /** Threads given to the kernels. */
    @Param({"1", "2"})
    public int threads;

    private Parallel parallel;
    private float[] volume;
    private byte[] samples;

    /** Fills the volume with seeded noise. */
    @Setup
    public void setUp() {
        parallel = new Parallel(threads);
        volume = new float[N * N * N];
        samples = new byte[2 * volume.length];
        Random random = new Random(1);
        for (int i = 0; i < volume.length; i++) {
            volume[i] = random.nextInt(1000);
            samples[2 * i] = (byte) random.nextInt(256);
            samples[2 * i + 1] = (byte) random.nextInt(4);
        }
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        parallel.close();
    }

    /** Gaussian smoothing of σ = 2 voxels, in place. */
    @Benchmark
    public float[] gaussian() {
        Smoothing.gaussian(volume, 0, N, N, N, 2, 2, 2, parallel);
        return volume;
    }

    /** Trilinear interpolation at every voxel, half a voxel off. */
    @Benchmark
    public float[] interpolation() {
        float[] out = new float[volume.length];
        parallel.ranges(N, (from, to) -> {
            for (int p = from * N * N; p < to * N * N; p++) {
                out[p] = Sampling.clamped(volume, 0, N, N, N, p % N + 0.5, p / N % N + 0.5, p / (N * N) + 0.5);
            }
        });
        return out;
    }

    /** gzip of 4 MiB of int16 samples at the level scans are written with. */
    @Benchmark
    public void gzip() throws IOException {
        ParallelGzip.write(OutputStream.nullOutputStream(), ParallelGzip.DEFAULT_LEVEL, threads, samples);
    }
}
