package org.guise.core.register;

import org.guise.core.volume.Volume;

/** What the samples of a scan stand for, as far as measuring a brain depends on it. */
public enum Signal {
    /** Arbitrary units from 0 up, which a coil may shade. */
    MAGNETIC_RESONANCE,
    /** Hounsfield units: every tissue has its number, and nothing shades it. */
    HOUNSFIELD,
    /** Uptake of a tracer: where it varies in space, that is what was to be measured. */
    UPTAKE;

    /** What a scan of anatomy, not of uptake, shows: by its background, which in CT is near −1000. */
    public static Signal ofAnatomy(Volume scan) {
        return WorkingScan.hounsfield(WorkingScan.range(scan)[0]) ? HOUNSFIELD : MAGNETIC_RESONANCE;
    }
}
