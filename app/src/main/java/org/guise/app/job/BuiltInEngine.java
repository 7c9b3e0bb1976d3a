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
import org.guise.core.register.HeadFit;
import org.guise.core.register.SeriesMotion;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;
import org.jspecify.annotations.Nullable;

/** The engine of {@code core}: with the adult atlas and, for small heads, that of a child; or with one that was chosen. */
public final class BuiltInEngine implements RefaceEngine {
    /** Name of the atlas within the folder that {@code guise atlas build} writes. */
    public static final String ATLAS_NAME = "atlas.bin";

    /**
     * A head this small beside the adult atlas is a child's: about that of an eight-year-old. Women's heads are 0.96 to 1 times
     * as large, a six-year-old's is 0.92.
     */
    private static final double CHILD_SIZE = 0.945;
    /** A small head that looks less like the child by this much correlation is an adult's. */
    private static final double CLEARLY_LESS = 0.01;

    private final Parallel parallel;
    private final Refacer refacer;
    private final boolean childrenToo;
    private @Nullable Refacer child;

    private BuiltInEngine(Atlas atlas, boolean childrenToo, int threads) {
        this.parallel = new Parallel(threads);
        this.refacer = new Refacer(atlas, parallel);
        this.childrenToo = childrenToo;
    }

    /**
     * The engine with the atlas {@code adult} or {@code child}, that in a folder, or, if empty, whichever of the built-in ones
     * fits; see {@link EngineFactory#create}.
     */
    public static RefaceEngine create(Optional<Path> atlas, int threads) throws IOException {
        if (atlas.isEmpty()) {
            return new BuiltInEngine(AtlasFile.builtIn(), true, threads);
        }
        return new BuiltInEngine(isBuiltIn(atlas.get()) ? builtIn(atlas.get()) : read(atlas.get()), false, threads);
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

    /** The one that made a fit. */
    private Refacer of(HeadFit fit) {
        return child != null && fit.atlasId().equals(AtlasFile.CHILD_ID) ? child : refacer;
    }

    @Override
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        RefaceResult adult = refacer.reface(scan, options);
        if (!childrenToo || adult.fit().size() >= CHILD_SIZE) {
            return adult;
        }
        if (child == null) {
            child = new Refacer(AtlasFile.builtIn(AtlasFile.CHILD_ID), parallel);
        }
        RefaceResult small = child.reface(scan, options);
        boolean worse = small.verdict().compareTo(adult.verdict()) > 0;
        return worse || correlation(small) < correlation(adult) - CLEARLY_LESS ? adult : small;
    }

    private static double correlation(RefaceResult result) {
        return result.fit().measures().getOrDefault("correlation", 0.0);
    }

    @Override
    public SessionLead lead(Volume scan, RefaceResult result) {
        return of(result.fit()).lead(scan, result);
    }

    @Override
    public RefaceResult follow(Volume scan, SessionLead lead, RefaceOptions options) {
        return of(lead.fit()).follow(scan, lead, options);
    }

    @Override
    public SeriesMotion motion(int frames, IntFunction<Volume> frame) {
        return refacer.motion(frames, frame);
    }

    @Override
    public Series series(Volume reference, RefaceResult result, RefaceOptions options) {
        return of(result.fit()).series(reference, result, options)::reface;
    }

    @Override
    public double[] centreMm(RefaceResult result) {
        double[] sum = new double[3];
        Landmark[] three = {Landmark.SELLION, Landmark.TRAGUS_LEFT, Landmark.TRAGUS_RIGHT};
        for (Landmark l : three) {
            double[] p = of(result.fit()).model().atlas().landmarks().get(l);
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
