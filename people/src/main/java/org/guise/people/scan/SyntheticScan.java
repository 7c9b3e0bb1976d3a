package org.guise.people.scan;

import java.util.Map;
import org.guise.core.anatomy.Landmark;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;

/**
 * A scan with its truth.
 *
 * @param image the signal
 * @param tissue true tissue at every voxel centre, same grid
 * @param region true region, same grid
 * @param landmarks true positions in the scan's world, RAS mm, inside the field of view or not
 */
public record SyntheticScan(Volume image, LabelVolume tissue, LabelVolume region, Map<Landmark, double[]> landmarks) {}
