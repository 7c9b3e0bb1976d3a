package org.guise.core.reface;

import java.util.Optional;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Volume;
import org.jspecify.annotations.Nullable;

/**
 * The atlases a head may be fitted with: the adult's, and the child's where the adult's has to shrink a lot or does not fit at
 * all, and the child's explains the scan as well. The child's is prepared when the first small head comes. Not thread-safe, as {@link Refacer}.
 */
public final class AtlasFamily {
    /**
     * A head this small beside the adult atlas is a child's: about that of an eight-year-old. Women's heads are 0.96 to 1 times
     * as large, a six-year-old's is 0.92.
     */
    private static final double CHILD_SIZE = 0.945;
    /** A small head that looks less like the child by this much correlation is an adult's. */
    private static final double CLEARLY_LESS = 0.01;

    private final Parallel par;
    private final Refacer first;
    private final boolean childrenToo;
    private @Nullable Refacer child;

    private AtlasFamily(Atlas first, boolean childrenToo, Parallel par) {
        this.par = par;
        this.first = new Refacer(first, par);
        this.childrenToo = childrenToo;
    }

    /** The built-in adult, and the built-in child for small heads. */
    public static AtlasFamily builtIn(Parallel par) {
        return new AtlasFamily(AtlasFile.builtIn(), true, par);
    }

    /** One atlas for all heads. */
    public static AtlasFamily of(Atlas only, Parallel par) {
        return new AtlasFamily(only, false, par);
    }

    /** Fits a frame with the atlas that suits it; {@link #of(HeadFit)} tells which. */
    public HeadFit fit(Volume scan) {
        return chosen(scan, first.fit(scan));
    }

    private HeadFit chosen(Volume scan, HeadFit fit) {
        // where the adult's fit went wrong altogether, its size says nothing
        if (!childrenToo || fit.size() >= CHILD_SIZE && !fit.failed()) {
            return fit;
        }
        HeadFit small = child().fit(scan);
        return correlation(small) < correlation(fit) - CLEARLY_LESS ? fit : small;
    }

    /** Refaces a frame with the atlas that suits it. The input is not modified. */
    public RefaceResult reface(Volume scan, RefaceOptions options) {
        long t0 = System.nanoTime();
        HeadFit fit = first.fit(scan), chosen = chosen(scan, fit);
        RefaceResult result = of(chosen).reface(scan, chosen, t0, options, Optional.empty());
        if (chosen == fit || result.verdict() == Verdict.PASS) {
            return result;
        }
        RefaceResult other = first.reface(scan, fit, t0, options, Optional.empty());
        return other.verdict().compareTo(result.verdict()) < 0 ? other : result;
    }

    private static double correlation(HeadFit fit) {
        return fit.measures().getOrDefault("correlation", 0.0);
    }

    /** The adult's, or the only one. */
    public Refacer first() {
        return first;
    }

    /** The one that made a fit. */
    public Refacer of(HeadFit fit) {
        return child != null && fit.atlasId().equals(AtlasFile.CHILD_ID) ? child : first;
    }

    private Refacer child() {
        if (child == null) {
            child = new Refacer(AtlasFile.builtIn(AtlasFile.CHILD_ID), par);
        }
        return child;
    }
}
