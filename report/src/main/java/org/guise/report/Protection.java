package org.guise.report;

/** What the figures of one de-faced version allow to be said. */
enum Protection {
    RECOGNISED("■", "Persons can still be recognised", "bad"),
    DOUBTFUL("▲", "Doubtful: there are signs that persons can still be recognised", "doubt"),
    INCONCLUSIVE("▲", "Cannot be concluded: this audit is too weak to tell", "doubt"),
    LIKE_GUESSING("●", "No better than guessing", "good");

    private final String sign;
    private final String words;
    private final String style;

    Protection(String sign, String words, String style) {
        this.sign = sign;
        this.words = words;
        this.style = style;
    }

    String sign() {
        return sign;
    }

    String words() {
        return words;
    }

    /** Name of the style class. */
    String style() {
        return style;
    }
}
