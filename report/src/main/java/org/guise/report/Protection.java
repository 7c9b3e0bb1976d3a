package org.guise.report;

/** What the figures of one de-faced version allow to be said. */
enum Protection {
    /** Persons are identified, or linked so closely that it comes to the same. */
    BROKEN("■", "bad"),
    /** Nobody is identified, but scans can be linked to persons better than by luck. */
    PARTIAL("▲", "doubt"),
    /** No leak is shown, but there are signs of one. */
    DOUBTFUL("▲", "doubt"),
    /** Nothing was found, and this audit might have missed it. */
    INCONCLUSIVE("▲", "doubt"),
    /** Nothing was found, and this audit would have noticed. */
    LIKE_GUESSING("●", "good");

    private final String sign;
    private final String style;

    Protection(String sign, String style) {
        this.sign = sign;
        this.style = style;
    }

    String sign() {
        return sign;
    }

    /** Name of the style class. */
    String style() {
        return style;
    }
}
