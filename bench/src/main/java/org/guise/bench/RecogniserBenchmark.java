package org.guise.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guise.audit.recognise.FaceFinder;
import org.guise.audit.recognise.FaceImage;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.recognise.Recognisers;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.render.HeadFrame;
import org.guise.core.render.HeadRenders;
import org.guise.core.render.RenderPreset;
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

/** Pictures a second, on one thread: finding the face in a render of 256×256 pixels, and each recogniser's template of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class RecogniserBenchmark {
    private static final int SIZE = 256;

    /** The recogniser. */
    @Param({"fr-feature", "faceres", "dlib-resnet", "mobileface", "geo", "orb", "sift"})
    public String id;

    private List<Recogniser> all;
    private Recogniser recogniser;
    private FaceFinder finder;
    private BufferedImage picture;
    private FaceImage face;

    /** Loads the networks and draws the atlas person. */
    @Setup
    public void setUp() throws IOException {
        Path models = Recognisers.locate(Path.of(""));
        all = Recognisers.builtIn(models, ModelCache.defaultFolder());
        recogniser = all.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
        finder = FaceFinder.load(models, FaceFinder.STANDARD_THRESHOLD);
        Atlas atlas = AtlasFile.builtIn();
        Grid g = atlas.tissue().grid();
        byte[] tissue = atlas.tissue().data();
        float[] data = new float[tissue.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = tissue[i] == 0 ? 0 : 200;
        }
        HeadFrame frame = HeadFrame.fitted(Affine.identity(), atlas.landmarks());
        picture = HeadRenders.of(new Volume(g, data), frame, RenderPreset.of("steeg-4"), SIZE, 1, 2)
                .getFirst()
                .picture();
        face = finder.find(picture).orElseThrow();
    }

    /** Frees the networks. */
    @TearDown
    public void tearDown() {
        all.forEach(Recogniser::close);
        finder.close();
    }

    /** Face found and its landmarks placed. */
    @Benchmark
    public Object find() {
        return finder.find(picture);
    }

    /** The template of a face that was found. */
    @Benchmark
    public float[] template() {
        return recogniser.template(face);
    }
}
