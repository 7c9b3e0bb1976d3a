package org.guise.report;

import org.guise.audit.effects.EffectsResult;
import org.guise.report.markup.Markup;

/** How the figures on effects were made, and where that is described. */
final class EffectsMethod {
    private static final String[] REFERENCES = {
        "Bland JM, Altman DG. Statistical methods for assessing agreement between two methods of clinical measurement."
                + " Lancet 1986; 327: 307–310.",
        "Shrout PE, Fleiss JL. Intraclass correlations: uses in assessing rater reliability. Psychol Bull 1979; 86:"
                + " 420–428.",
        "McGraw KO, Wong SP. Forming inferences about some intraclass correlation coefficients. Psychol Methods 1996;"
                + " 1: 30–46.",
        "Meng XL, Rosenthal R, Rubin DB. Comparing correlated correlation coefficients. Psychol Bull 1992; 111:"
                + " 172–175.",
        "Ashburner J, Friston KJ. Unified segmentation. NeuroImage 2005; 26: 839–851.",
        "Zhang Y, Brady M, Smith S. Segmentation of brain MR images through a hidden Markov random field model. IEEE"
                + " Trans Med Imaging 2001; 20: 45–57.",
        "Talairach J, Tournoux P. Co-planar stereotaxic atlas of the human brain. Thieme, 1988."
    };

    private EffectsMethod() {}

    static void write(Markup out, EffectsResult result) {
        out.open("section", "id", "method").element("h2", "How it was measured");
        out.element("p", result.source());
        out.element(
                "p",
                "Before and after are compared person by person. Change: (after − before) / before; its median,"
                        + " quartiles, and, without sign, its median and 95th percentile. Bland–Altman [1]: bias is the"
                        + " mean difference with Student’s 95\u00a0% interval, limits are bias ± 1.96 SD. ICC is ICC(2,1):"
                        + " two-way random effects, absolute agreement, single measurement [2], with the interval of"
                        + " ICC(A,1) of [3]. The ratio divides the median change without sign by that of a second,"
                        + " original scan. Clinical variables: Pearson’s r with Fisher’s interval; p that before and after"
                        + " differ after [4].");
        out.open("ol", "class", "references");
        for (String r : REFERENCES) {
            out.element("li", r);
        }
        out.close().close();
    }
}
