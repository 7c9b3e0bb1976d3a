package org.guise.people.truth;

import org.guise.people.scan.Acquisition;
import org.guise.people.scan.SyntheticScan;

/**
 * A scan made under an awkward situation.
 *
 * @param subject who was scanned
 * @param how it was made; its pose includes what the header says wrongly
 * @param scan with its truth
 * @param size head circumference over that of an adult
 * @param wrapped whether parts of the face lie elsewhere in the field of view too
 */
public record AwkwardScan(Subject subject, Acquisition how, SyntheticScan scan, double size, boolean wrapped) {}
