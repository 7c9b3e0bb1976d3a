package org.guise.bench;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.HeadFit;
import org.guise.core.register.HeadFitter;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
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

/** The whole fit, mutual information and local correlation, on the atlas's own 1 mm head, turned, enlarged and noisy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FitBenchmark {
    private static final double NOISE = 15;

    /** Threads given to the fit. */
    @Param({"1", "2"})
    public int threads;

    private Parallel parallel;
    private HeadFitter fitter;
    private Volume scan;

    /** Draws the scan. */
    @Setup
    public void setUp() throws IOException {
        parallel = new Parallel(threads);
        Atlas atlas = AtlasFile.builtIn();
        fitter = new HeadFitter(new AtlasModel(atlas, parallel), parallel);
        Grid own = atlas.tissue().grid();
        byte[] tissue = atlas.tissue().data();
        float[] data = new float[tissue.length];
        Random random = new Random(1);
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) Math.abs(tissue[i] == 0 ? 0 : 100 + 97 * tissue[i] % 400 + NOISE * random.nextGaussian());
        }
        Affine pose = Affine.scaleShift(1.06, 1.03, 0.97, 8, -5, 6);
        scan = new Volume(new Grid(own.nx(), own.ny(), own.nz(), pose.after(own.voxelToWorld())), data);
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        parallel.close();
    }

    /** One fit. */
    @Benchmark
    public HeadFit fit() {
        return fitter.fit(scan);
    }
}
