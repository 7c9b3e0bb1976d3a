package org.guise.bench;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.kernel.Smoothing;
import org.guise.core.parallel.Parallel;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.RenderPreset;
import org.guise.core.render.RenderedView;
import org.guise.core.render.SurfaceThreshold;
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
import org.openjdk.jmh.annotations.Warmup;

/** Pictures of the atlas's own 1 mm head (215×252×260 voxels), a little blurred and noisy, at 512×512 pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class RenderBenchmark {
    private static final int SIZE = 512;
    private static final double NOISE = 15, BLUR_VOXELS = 0.6;

    /** Threads given to the renderer. */
    @Param({"1", "2"})
    public int threads;

    private Volume scan;
    private HeadSurface surface;
    private HeadFrame frame;

    /** Draws the scan. */
    @Setup
    public void setUp() {
        Atlas atlas = AtlasFile.builtIn();
        Grid g = atlas.tissue().grid();
        byte[] tissue = atlas.tissue().data();
        float[] data = new float[tissue.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = tissue[i] == 0 ? 0 : 200 + 97 * tissue[i] % 300;
        }
        try (Parallel parallel = new Parallel(2)) {
            Smoothing.gaussian(data, 0, g.nx(), g.ny(), g.nz(), BLUR_VOXELS, BLUR_VOXELS, BLUR_VOXELS, parallel);
        }
        Random random = new Random(1);
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) Math.abs(data[i] + NOISE * random.nextGaussian());
        }
        scan = new Volume(g, data);
        frame = HeadFrame.fitted(Affine.identity(), atlas.landmarks());
        surface = surface();
    }

    /** Threshold, smoothing, parts and empty space of one scan. */
    @Benchmark
    public HeadSurface surface() {
        return HeadSurface.of(scan, SurfaceThreshold.of(scan).value(), threads);
    }

    /** From the scan to 81 pictures, 9 views under 9 lights each; wanted: at most 4 s on two threads. */
    @Benchmark
    public List<RenderedView> schwarz81() {
        return HeadRenders.of(scan, frame, RenderPreset.SCHWARZ_81, SIZE, 1, threads);
    }

    /** Ten pictures of a surface that is there already. */
    @Benchmark
    public List<RenderedView> audit10() {
        return HeadRenders.of(surface, frame, RenderPreset.AUDIT_10, SIZE, 1, threads);
    }
}
