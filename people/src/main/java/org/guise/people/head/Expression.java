package org.guise.people.head;

import java.util.Map;
import java.util.TreeMap;

/**
 * What changes from picture to picture; every value 0 (neutral) to 1.
 *
 * @param eyeClosure lids closed
 * @param smile mouth corners pulled
 * @param mouthOpen jaw lowered
 * @param browsUp eyebrows raised
 */
public record Expression(double eyeClosure, double smile, double mouthOpen, double browsUp) {
    /** Eyes open, mouth closed: a photograph. */
    public static final Expression NEUTRAL = new Expression(0, 0, 0, 0);

    /** Lids closed, as in the scanner. */
    public static final Expression ASLEEP = new Expression(0.9, 0, 0, 0);

    /** Target name → weight. */
    Map<String, Double> targets() {
        String unit = "expression/units/caucasian/";
        Map<String, Double> t = new TreeMap<>();
        t.put(unit + "eye-left-closure", eyeClosure);
        t.put(unit + "eye-right-closure", eyeClosure);
        t.put(unit + "mouth-corner-puller", smile);
        t.put(unit + "mouth-open", mouthOpen);
        t.put(unit + "eyebrows-left-up", browsUp);
        t.put(unit + "eyebrows-right-up", browsUp);
        return t;
    }
}
