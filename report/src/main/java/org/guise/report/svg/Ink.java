package org.guise.report.svg;

/**
 * How a series is drawn. Colours are those of Okabe and Ito (2008), which people with any common colour blindness can
 * tell apart; marker and dash say the same once more without colour.
 *
 * @param colour {@code #rrggbb}
 * @param dash SVG dash pattern; empty for a solid line
 */
public record Ink(String colour, Marker marker, String dash) {
    /** Shape of a dot. */
    public enum Marker {
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE
    }

    /** For what is not a series: guessing, limits. */
    public static final Ink GUESSING = new Ink("#6b6b6b", Marker.CIRCLE, "2 3");

    private static final String[] COLOURS = {"#1a1a1a", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"
    };
    private static final String[] DASHES = {"", "7 3", "2 2", "9 3 2 3", "4 2", "12 4", "1 3"};

    /** The ink of the i-th series; the first is black and solid. */
    public static Ink of(int i) {
        return new Ink(
                COLOURS[i % COLOURS.length], Marker.values()[i % Marker.values().length], DASHES[i % DASHES.length]);
    }

    public Ink withDash(String other) {
        return new Ink(colour, marker, other);
    }
}
