package org.guise.report;

import java.util.Map;
import org.guise.audit.effects.MeasureColumn;

/**
 * The values of each person, for the restricted page only.
 *
 * @param defaced by measure: values before and after, {@code double[2][persons]}
 * @param rescan by measure: values before and of the second scan; measures without one are absent
 */
public record PersonValues(Map<MeasureColumn, double[][]> defaced, Map<MeasureColumn, double[][]> rescan) {
    /** None. */
    public static final PersonValues NONE = new PersonValues(Map.of(), Map.of());

    /** Copies the maps. */
    public PersonValues {
        defaced = Map.copyOf(defaced);
        rescan = Map.copyOf(rescan);
    }
}
