package org.guise.core.reface;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.guise.core.anatomy.Region;

/** A part of the face that can be kept as it is. */
public enum FacePart {
    FOREHEAD(Region.FOREHEAD),
    /** Eyes, lids and what lies between the brows and the cheekbones. */
    EYES(Region.EYES),
    NOSE(Region.NOSE),
    /** The bridge of the nose, where magnetoencephalography and head trackers have a fiducial: a ball round the sellion. */
    NASION(),
    CHEEKS(Region.CHEEKS),
    MOUTH(Region.MOUTH),
    CHIN(Region.CHIN),
    JAW(Region.JAW),
    /** Both ears with the skin round them. */
    EARS(Region.EAR_LEFT, Region.EAR_RIGHT);

    private final Set<Region> regions = EnumSet.noneOf(Region.class);

    FacePart(Region... regions) {
        this.regions.addAll(Set.of(regions));
    }

    /** The word on the command line and in records. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether tissue of this region belongs to the part. */
    boolean has(Region region) {
        return regions.contains(region);
    }
}
