package org.guise.report;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.result.AuditResult;
import org.guise.audit.result.AuditResult.CohortInfo;
import org.guise.report.markup.Markup;

/** Warnings, methods, limits, validity, recognisers and references. */
final class MethodSection {
    private static final List<String> REFERENCES = List.of(
            "Schwarz CG et al. Identification of anonymous MRI research participants with face-recognition software. N Engl J"
                    + " Med 2019;381:1684\u20131686. doi:10.1056/NEJMc1908881 (photograph against a population of scans)",
            "Schwarz CG et al. Changing the face of neuroimaging research: comparing a new MRI de-facing technique with popular"
                    + " alternatives. NeuroImage 2021;231:117845. doi:10.1016/j.neuroimage.2021.117845 (de-facing compared)",
            "Steeg K et al. Re-identification of anonymised MRI head images with publicly available software: investigation of"
                    + " the current risk to patient privacy. eClinicalMedicine 2024. doi:10.1016/j.eclinm.2024.102930 (scan"
                    + " against a population of photographs)",
            "Selfridge AR et al. J Nucl Med 2023;64:1304. doi:10.2967/jnumed.122.265280 (scan against scan)",
            "Gomez-Barrero M, Galbally J, Rathgeb C, Busch C. General framework to evaluate unlinkability in biometric template"
                    + " protection systems. IEEE Trans Inf Forensics Secur 2018;13:1406\u20131420. doi:10.1109/TIFS.2017.2788000"
                    + " (D_sys)",
            "Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc"
                    + " 1927;22:209\u2013212 (interval of a rate)",
            "Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger than the other. Ann"
                    + " Math Stat 1947;18:50\u201360. doi:10.1214/aoms/1177730491 (AUC)",
            "McNemar Q. Note on the sampling error of the difference between correlated proportions or percentages."
                    + " Psychometrika 1947;12:153\u2013157 (before and after)",
            "Hatch AO, Kajarekar S, Stolcke A. Within-class covariance normalization for SVM-based speaker recognition."
                    + " Interspeech 2006:1471\u20131474 (trained scores)",
            "Hsieh C-J, Chang K-W, Lin C-J, Keerthi SS, Sundararajan S. A dual coordinate descent method for large-scale linear"
                    + " SVM. ICML 2008:408\u2013415. doi:10.1145/1390156.1390208 (svm scores)",
            "Grother P, Phillips PJ. Models of large population recognition performance. CVPR 2004:68\u201375."
                    + " doi:10.1109/CVPR.2004.1315146 (gallery size)",
            "Wilson DJ. The harmonic mean p-value for combining dependent tests. Proc Natl Acad Sci USA"
                    + " 2019;116:1195\u20131200. doi:10.1073/pnas.1814092116 (doubtful versions)",
            "Sharma G et al. Cross-dataset linkage of brain MRI using image similarity measures. 2026. arXiv:2602.10043 (what"
                    + " no de-facing covers)",
            "Article 29 Working Party. Opinion 05/2014 on anonymisation techniques, WP216, 10 April 2014",
            "45 CFR 164.514(b), HIPAA Privacy Rule");

    private final Findings findings;
    private final LocalDate finished;

    MethodSection(Findings findings, LocalDate finished) {
        this.findings = findings;
        this.finished = finished;
    }

    void write(Markup out) {
        AuditResult result = findings.result();
        warnings(out, result);
        out.open("section", "id", "methods").element("h2", "Methods");
        out.element("p", cohort(result.cohort()));
        out.element("p", String.join(" ", result.methods()));
        out.element(
                "p",
                "Verdicts of this report: each attempt on a version has up to three tests, of rank-1, AUC and D_sys. Their p,"
                        + " times the number of all tests on that version (Bonferroni), must be below 0.05. Then persons are"
                        + " identified (rank-1) or linkable (AUC or D_sys while rank-1 is at luck), from photographs or from"
                        + " original scans, depending on what was searched with what. Identified is red. Linkable is amber,"
                        + " and red (closely linkable) from an AUC of 0.75 on: half-way between luck and certainty, an"
                        + " attacker who has narrowed the search to two persons picks the right one three times out of four.");
        out.element(
                "p",
                "Without such a leak a version is doubtful where the harmonic mean of all p is below 0.034 (level 0.05:"
                        + " Wilson 2019) or any AUC above 0.60. It is"
                        + " green, no better than guessing, only if this audit would have noticed a leak: it found at least"
                        + " half of at least 30 persons on the originals by the same route, with a p of AUC or D_sys that"
                        + " stays below 0.05 with the version's correction. Otherwise nothing can be concluded. Random"
                        + " choices started from seed " + result.seed() + ".");
        out.close();
        limits(out);
        validity(out);
        recognisers(out);
        out.open("section", "id", "references").element("h2", "References").open("ol", "class", "references");
        REFERENCES.forEach(r -> out.element("li", r));
        out.close().close();
    }

    private static void warnings(Markup out, AuditResult result) {
        out.open("section", "id", "warnings").element("h2", "Warnings");
        if (result.warnings().isEmpty()) {
            out.element("p", "None.");
        } else {
            out.open("ul");
            result.warnings().forEach(w -> out.element("li", w));
            out.close();
        }
        out.close();
    }

    private static String cohort(CohortInfo c) {
        String attributes = c.attributes().entrySet().stream()
                .map(a -> OtherFigures.attributeName(a.getKey()).toLowerCase(java.util.Locale.ROOT) + " ("
                        + a.getValue().entrySet().stream()
                                .map(v -> v.getKey() + " " + v.getValue())
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining("; "));
        int[] photos = c.photosPerPerson();
        String each = photos[0] == photos[photos.length - 1]
                ? String.valueOf(photos[0])
                : photos[0] + " to " + photos[photos.length - 1];
        return "Cohort: " + c.persons() + (c.synthetic() ? " synthetic" : "") + " persons with " + each
                + " photographs each and " + c.rendersPerScan() + " renders of each scan (cameras and lights: "
                + c.preset() + ")." + (attributes.isEmpty() ? "" : " " + Words.sentence(attributes) + ".")
                + (c.note().isEmpty() ? "" : " " + c.note());
    }

    private void limits(Markup out) {
        out.open("section", "id", "limits")
                .element("h2", "What this does not cover")
                .open("ul");
        out.element(
                "li",
                "Brain linkage: two scans of one person can be matched by the brain itself (Sharma et al. 2026). No"
                        + " de-facing helps against that.");
        out.element(
                "li",
                "Metadata: names, dates, identifiers and free text in DICOM, NIfTI or JSON headers, file names, and text"
                        + " burnt into pixels.");
        out.element(
                "li",
                "Rare findings: a tumour, a defect after surgery, an implant, teeth or a seldom disease can single a person out"
                        + " for whoever knows of it. So can the shape of ears, head and neck where it was kept.");
        out.element(
                "li",
                "Attackers that were not tried: other recognisers, commercial services, search engines over the web's"
                        + " photographs, people who know the person, and methods that do not exist yet. Inversion by a"
                        + " generative model trained for it goes beyond A3 as run here.");
        if (findings.result().cohort().synthetic()) {
            out.element(
                    "li",
                    "Real patients: this cohort is synthetic. It shows that the attackers work and what the de-facing takes"
                            + " from them; it is no estimate of the rate among your patients.");
        }
        out.element("li", "Other scans: contrasts, resolutions and fields of view that are not in this cohort.");
        out.close().close();
    }

    private void validity(Markup out) {
        out.open("section", "id", "validity").element("h2", "Validity and re-assessment");
        out.element(
                "p",
                "Audited on " + finished + ". Repeat this audit by " + finished.plusYears(1) + ", and earlier when:");
        out.open("ul");
        out.element("li", "the de-facing tool, its version or its settings change;");
        out.element(
                "li",
                "scans of another scanner, sequence, age group or body region are added, or the set grows tenfold;");
        out.element("li", "a recogniser appears that is stronger than those tested, or a new way to undo de-facing;");
        out.element("li", "scans are re-identified, or shared with recipients who hold photographs.");
        out.close().close();
    }

    private void recognisers(Markup out) {
        out.open("section", "id", "versions").element("h2", "Versions and checksums");
        Table table = new Table(
                "What looked: recognisers of this audit",
                "Recogniser",
                "Kind",
                "Source",
                "Licence",
                "SHA-256 of the model");
        for (Recogniser.Description d : findings.result().recognisers()) {
            table.row(
                    d.name() + " (" + d.id() + ")",
                    d.kind(),
                    d.source(),
                    d.licence(),
                    d.sha256().isEmpty() ? "no model file" : d.sha256());
        }
        table.write(out, "data hashes");
        out.element(
                "p",
                "Written by " + findings.result().tool() + ". The same figures, and all that are not shown here, are in"
                        + " audit.json, and for programs also in report.html itself, as JSON in the element with the id"
                        + " \u201caudit\u201d. No person's row, picture, template or key is in any of them.");
        out.close();
    }
}
