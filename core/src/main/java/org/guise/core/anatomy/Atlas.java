package org.guise.core.anatomy;

import java.util.EnumMap;
import java.util.Map;
import org.guise.core.volume.LabelVolume;

/**
 * The atlas person: tissue and region labels on one grid, and landmark points in the same world frame (RAS mm).
 *
 * @param id short stable name, e.g. {@code guise-mean-1}
 * @param tissue {@link Tissue} codes
 * @param region {@link Region} codes on the same grid
 * @param landmarks world RAS mm, {@code double[3]} each
 */
public record Atlas(String id, LabelVolume tissue, LabelVolume region, Map<Landmark, double[]> landmarks) {
  /** Copies the landmark map; checks that both volumes share a grid. */
  public Atlas {
    if (!tissue.grid().equals(region.grid())) {
      throw new IllegalArgumentException("atlas: tissue and region grids differ");
    }
    Map<Landmark, double[]> copy = new EnumMap<>(Landmark.class); // the copy constructor refuses an empty map
    copy.putAll(landmarks);
    landmarks = copy;
  }
}
