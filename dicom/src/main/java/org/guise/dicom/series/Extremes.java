package org.guise.dicom.series;

/**
 * The least and the largest of some stored values.
 *
 * @param count how many there are
 */
record Extremes(int least, int most, int count) {
    static final Extremes NONE = new Extremes(Integer.MAX_VALUE, Integer.MIN_VALUE, 0);

    Extremes and(Extremes o) {
        return new Extremes(Math.min(least, o.least), Math.max(most, o.most), count + o.count);
    }
}
