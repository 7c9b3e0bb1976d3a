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
import org.guise.core.reface.AtlasFamily;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.reface.SessionLead;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;

/** The engine of {@code core}: with the adult atlas and, for small heads, that of a child; or with one that was chosen. */
public final class BuiltInEngine implements RefaceEngine {
    /** Name of the atlas within the folder that {@code guise atlas build} writes. */
    public static final String ATLAS_NAME = "atlas.bin";

    private final Parallel parallel;
    private final AtlasFamily family;

    private BuiltInEngine(Optional<Atlas> only, int threads) {
        this.parallel = new Parallel(threads);
        this.family = only.map(a -> AtlasFamily.of(a, parallel)).orElseGet(() -> AtlasFamily.builtIn(parallel));
    }

    /**
     * The engine with the atlas {@code adult} or {@code child}, that in a folder, or, if empty, whichever of the built-in ones
     * fits; see {@link EngineFactory#create}.
     */
    public static RefaceEngine create(Optional<Path> atlas, int threads) throws IOException {
        if (atlas.isEmpty()) {
            return new BuiltInEngine(Optional.empty(), threads);
        }
        Path chosen = atlas.get();
        return new BuiltInEngine(Optional.of(isBuiltIn(chosen) ? builtIn(chosen) : read(chosen)), threads);
    }

    /** Whether this names a built-in atlas, not a folder. */
    public static boolean isBuiltIn(Path atlas) {
        String name = atlas.toString();
        return (name.equals("adult") || name.equals("child")) && !Files.isDirectory(atlas);
    }

    private static Atlas builtIn(Path name) {
        return AtlasFile.builtIn(name.toString().equals("child") ? AtlasFile.CHILD_ID : AtlasFile.ADULT_ID);
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
    public String atlasId(RefaceResult result) {
        return result.fit().atlasId();
    }

    @Override
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        return family.reface(scan, options);
    }

    @Override
    public SessionLead lead(Volume scan, RefaceResult result) {
        return family.of(result.fit()).lead(scan, result);
    }

    @Override
    public RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options) {
        return family.of(lead.fit()).follow(scan, lead, options);
    }

    @Override
    public SeriesMotion motion(int frames, IntFunction<Volume> frame) {
        return family.first().motion(frames, frame);
    }

    @Override
    public Series series(Volume reference, RefaceResult result, RefaceOptions options) {
        return family.of(result.fit()).series(reference, result, options)::reface;
    }

    @Override
    public double[] centreMm(RefaceResult result) {
        double[] sum = new double[3];
        Landmark[] three = {Landmark.SELLION, Landmark.TRAGUS_LEFT, Landmark.TRAGUS_RIGHT};
        for (Landmark l : three) {
            double[] p = family.of(result.fit()).model().atlas().landmarks().get(l);
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
