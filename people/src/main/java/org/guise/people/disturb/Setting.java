package org.guise.people.disturb;

import java.util.Map;
import java.util.Objects;
import org.guise.core.anatomy.Landmark;
import org.guise.people.scan.Acquisition;

/**
 * What a disturbance needs to know besides the scan.
 *
 * @param how the scan was made
 * @param landmarks of the person, head frame, mm
 * @param size head circumference over that of an adult
 */
public record Setting(Acquisition how, Map<Landmark, double[]> landmarks, double size) {
    /** A landmark in the head frame, mm. */
    double[] landmark(Landmark l) {
        return Objects.requireNonNull(landmarks.get(l), "the person has no landmark " + l);
    }
}
