package org.guise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guise.audit.effects.EffectsResult;
import org.guise.audit.effects.EffectsResult.Association;
import org.guise.audit.effects.EffectsResult.Effect;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.CohortInfo;
import org.guise.audit.result.AuditResult.Subgroup;

/** Takes out of a result on real persons what would say something about one of them: figures on very small groups. */
final class Publishable {
    /** Groups smaller than this are left out. */
    static final int SMALLEST = 5;

    private Publishable() {}

    /**
     * The result itself where no comparison is of few persons; else without those, and with a warning. The median of one or two
     * changes is theirs.
     *
     * @return may hold no effect at all
     */
    static EffectsResult of(EffectsResult r) {
        List<Effect> effects = r.effects().stream()
                .filter(e -> e.defaced().n() >= SMALLEST)
                .map(e -> e.rescan() == null || e.rescan().n() >= SMALLEST
                        ? e
                        : new Effect(e.measure(), e.defaced(), null, Double.NaN))
                .toList();
        List<Association> associations =
                r.associations().stream().filter(a -> a.n() >= SMALLEST).toList();
        if (effects.equals(r.effects()) && associations.equals(r.associations())) {
            return r;
        }
        List<String> warnings = new ArrayList<>(r.warnings());
        warnings.add("What was compared in fewer than " + SMALLEST
                + " persons is left out of this page, so that it says nothing about single persons.");
        return new EffectsResult(
                r.tool(), r.finished(), r.source(), r.persons(), r.rescanned(), effects, associations, warnings);
    }

    /** The result itself where all persons are synthetic or no group is small; else without those, and with a warning. */
    static AuditResult of(AuditResult r) {
        if (r.cohort().synthetic()) {
            return r;
        }
        List<Subgroup> groups =
                r.subgroups().stream().filter(s -> s.probes() >= SMALLEST).toList();
        Map<String, Map<String, Integer>> attributes = new LinkedHashMap<>();
        boolean same = groups.size() == r.subgroups().size();
        for (var a : r.cohort().attributes().entrySet()) {
            Map<String, Integer> large = new LinkedHashMap<>(a.getValue());
            same &= !large.values().removeIf(n -> n < SMALLEST);
            attributes.put(a.getKey(), large);
        }
        if (same) {
            return r;
        }
        List<String> warnings = new ArrayList<>(r.warnings());
        warnings.add("Groups of fewer than " + SMALLEST
                + " persons are left out of this report, so that it says nothing about" + " single persons.");
        CohortInfo c = r.cohort();
        CohortInfo cohort = new CohortInfo(
                c.persons(),
                c.synthetic(),
                c.photosPerPerson(),
                c.rendersPerScan(),
                c.preset(),
                c.photoTreatment(),
                attributes,
                c.note());
        return new AuditResult(
                r.tool(),
                r.finished(),
                r.seed(),
                cohort,
                r.versions(),
                r.finders(),
                r.recognisers(),
                r.outcomes(),
                r.comparisons(),
                r.curves(),
                r.attributes(),
                groups,
                List.copyOf(warnings),
                r.methods());
    }
}
