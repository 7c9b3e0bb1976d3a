package org.guise.app.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.Refacer;
import org.guise.core.reface.SessionLead;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;

/** The engine of {@code core} with one atlas. */
public final class BuiltInEngine implements RefaceEngine {
    /** Name of the atlas within the folder that {@code guise atlas build} writes. */
    public static final String ATLAS_NAME = "atlas.bin";

    private final Parallel parallel;
    private final Atlas atlas;
    private final Refacer refacer;

    private BuiltInEngine(Atlas atlas, int threads) {
        this.atlas = atlas;
        this.parallel = new Parallel(threads);
        this.refacer = new Refacer(atlas, parallel);
    }

    /** The engine with the atlas in a folder, or the built-in one; see {@link EngineFactory#create}. */
    public static RefaceEngine create(Optional<Path> folder, int threads) throws IOException {
        return new BuiltInEngine(folder.isPresent() ? read(folder.get()) : AtlasFile.builtIn(), threads);
    }

    private static Atlas read(Path folder) throws IOException {
        Path file = folder.resolve(ATLAS_NAME);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    folder, "there is no " + ATLAS_NAME + " in this folder", "make one with guise atlas build");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return AtlasFile.read(in, ATLAS_NAME);
        }
    }

    @Override
    public String atlasId() {
        return atlas.id();
    }

    @Override
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        return refacer.reface(scan, options);
    }

    @Override
    public SessionLead lead(Volume scan, RefaceResult result) {
        return refacer.lead(scan, result);
    }

    @Override
    public RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options) {
        return refacer.follow(scan, lead, options);
    }

    @Override
    public SeriesMotion motion(int frames, IntFunction<Volume> frame) {
        return refacer.motion(frames, frame);
    }

    @Override
    public Series series(Volume reference, RefaceResult result, RefaceOptions options) {
        return refacer.series(reference, result, options)::reface;
    }

    @Override
    public double[] centreMm(RefaceResult result) {
        double[] sum = new double[3];
        Landmark[] three = {Landmark.SELLION, Landmark.TRAGUS_LEFT, Landmark.TRAGUS_RIGHT};
        for (Landmark l : three) {
            double[] p = atlas.landmarks().get(l);
            if (p == null) {
                return result.scanToAtlas().inverse().apply(0, 0, 0);
            }
            for (int i = 0; i < 3; i++) {
                sum[i] += p[i] / three.length;
            }
        }
        return result.scanToAtlas().inverse().apply(sum);
    }

    @Override
    public void close() {
        parallel.close();
    }
}
