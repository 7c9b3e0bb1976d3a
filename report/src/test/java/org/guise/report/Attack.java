package org.guise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.CohortInfo;
import org.guise.audit.result.AuditResult.Version;
import org.guise.audit.result.Estimate;
import org.guise.audit.result.Outcome;

/** A hand-made outcome: one in which nothing is found, with the figures to be tested set by name. */
record Attack(
        String version, String protocol, int persons, int hits, double p1, double auc, double aucP, double linkP) {
    static Attack onPhotographs(String version) {
        return new Attack(version, "population-to-sample", 84, 1, 0.6, 0.5, 0.5, 0.5);
    }

    static Attack onScans(String version) {
        return new Attack(version, "scan-to-scan", 84, 1, 0.6, 0.5, 0.5, 0.5);
    }

    /** Nearly everybody is found from photographs on the originals. */
    static Outcome before() {
        return onPhotographs("before")
                .hits(70)
                .p1(1e-90)
                .auc(0.95, 1e-4)
                .linkP(1e-4)
                .outcome();
    }

    Attack persons(int n) {
        return new Attack(version, protocol, n, hits, p1, auc, aucP, linkP);
    }

    Attack hits(int n) {
        return new Attack(version, protocol, persons, n, p1, auc, aucP, linkP);
    }

    Attack p1(double p) {
        return new Attack(version, protocol, persons, hits, p, auc, aucP, linkP);
    }

    Attack auc(double value, double p) {
        return new Attack(version, protocol, persons, hits, p1, value, p, linkP);
    }

    Attack linkP(double p) {
        return new Attack(version, protocol, persons, hits, p1, auc, aucP, p);
    }

    Outcome outcome() {
        Estimate rate = SampleAudit.wilson(hits, persons);
        return new Outcome(
                version,
                "r",
                protocol,
                "A0",
                "centred",
                persons,
                persons,
                hits,
                hits,
                rate,
                rate,
                1.0 / persons,
                5.0 / persons,
                p1,
                new Estimate(0.5, 0.4, 0.6),
                new Estimate(auc, auc - 0.05, auc + 0.05),
                new Estimate(0.05, 0, 0.1),
                0.05,
                0.1,
                linkP,
                aucP,
                new double[] {1},
                List.of());
    }

    /** An audit of the originals ({@code before}) and one de-faced version ({@code after}). */
    static AuditResult audit(Outcome before, Outcome... after) {
        List<Outcome> all = new ArrayList<>(List.of(before));
        all.addAll(List.of(after));
        return new AuditResult(
                "Guise",
                "2026-01-01T00:00:00Z",
                1,
                new CohortInfo(
                        before.probes(), true, new int[] {5, 5}, 10, "schwarz-10", PhotoTreatment.AS_IS, Map.of(), ""),
                List.of(new Version("before", "Before", false), new Version("after", "After", true)),
                List.of(),
                List.of(),
                all,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
