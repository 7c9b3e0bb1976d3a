package org.guise.people.disturb;

import org.guise.people.scan.SyntheticScan;

/** Changes a scan and, where it changes anatomy, the truth with it. */
@FunctionalInterface
public interface Disturbance {
    /** The disturbed scan; the given one is not modified. The same for the same seed. */
    SyntheticScan apply(SyntheticScan scan, Setting setting);

    /** This, then another one. */
    default Disturbance then(Disturbance next) {
        return (scan, setting) -> next.apply(apply(scan, setting), setting);
    }
}
