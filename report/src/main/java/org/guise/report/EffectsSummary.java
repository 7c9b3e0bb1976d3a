package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.EffectsResult.Effect;

/** The effects in a few lines for a terminal. */
public final class EffectsSummary {
    private static final int MOST = 5;

    private EffectsSummary() {}

    /** One line for each of the first measures, then the warnings. */
    public static List<String> lines(EffectsResult result) {
        List<String> out = new ArrayList<>();
        out.add(result.persons() + (result.persons() == 1 ? " scan" : " scans")
                + " before and after; median change without sign:");
        List<Effect> first =
                result.effects().subList(0, Math.min(MOST, result.effects().size()));
        for (Effect e : first) {
            out.add("  " + EffectsPage.label(e.measure()) + ": "
                    + plain(Percents.plain(e.defaced().percent().medianSize())) + ", ICC "
                    + plain(Percents.icc(e.defaced().icc()))
                    + (Double.isFinite(e.ratio())
                            ? "; " + plain(Percents.ratio(e.ratio())) + " that of a rescan"
                            : ""));
        }
        result.warnings().forEach(w -> out.add("Note: " + w));
        return out;
    }

    private static String plain(String s) {
        return s.replace('\u00a0', ' ');
    }
}
