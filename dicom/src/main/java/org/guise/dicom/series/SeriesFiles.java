package org.guise.dicom.series;

import java.util.List;
import java.util.Map;

/**
 * The files of one series as they were found.
 *
 * @param label how sentences name it: its number and modality, nothing of the person
 * @param first an instance of it, for what all have in common
 * @param instances those that hold slices, in the order of their instance numbers
 * @param planes their slices, in that order
 * @param leftOut instances of it that hold something else, by kind
 * @param problems sentences on instances whose slices could not be placed
 */
public record SeriesFiles(
        String label,
        Instance first,
        List<Instance> instances,
        List<Plane> planes,
        Map<InstanceKind, List<Instance>> leftOut,
        List<String> problems) {}
