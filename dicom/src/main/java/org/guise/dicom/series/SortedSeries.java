package org.guise.dicom.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guise.core.volume.Grid;
import org.guise.io.file.InputException;

/**
 * A series as volumes: slices sorted by their place in space (PS3.3 section C.7.6.2.1.1), never by number or name.
 *
 * @param files where they come from
 * @param layout of all volumes. Slices shifted against each other, as by a tilted gantry, make a sheared grid
 * @param volumes the slices of each volume in the order of space
 */
public record SortedSeries(SeriesFiles files, Layout layout, List<List<Plane>> volumes) {
    /** Two slices nearer than this are at one place. */
    private static final double SAME_MM = 1e-3;
    /** How unevenly slices may lie, as a part of their distance: headers round. */
    private static final double UNEVEN = 0.1;
    /** Direction cosines of one series differ by rounding only. */
    private static final double TURNED = 1e-3;

    /** The lattice of every volume. */
    public Grid grid() {
        return layout.grid();
    }

    /**
     * Sorts a series.
     *
     * @throws InputException if slices are missing, double, of different size or direction, or not evenly spaced
     */
    public static SortedSeries of(SeriesFiles files) throws InputException {
        if (!files.problems().isEmpty()) {
            throw new InputException(
                    Path.of(files.label()),
                    "it cannot be sorted: " + files.problems().getFirst(),
                    files.problems().size() == 1
                            ? "nothing of it was written"
                            : files.problems().size() + " of its files have a problem");
        }
        if (files.planes().isEmpty()) {
            throw new InputException(files.first().file(), "its series holds no slices of a volume", "leave it out");
        }
        Plane like = files.planes().getFirst();
        for (Plane p : files.planes()) {
            checkAlike(files, like, p);
        }
        Map<String, List<Plane>> kinds = new LinkedHashMap<>();
        for (Plane p : files.planes()) {
            kinds.computeIfAbsent(p.kind(), k -> new ArrayList<>()).add(p);
        }
        List<List<Plane>> volumes = new ArrayList<>();
        for (List<Plane> kind : kinds.values()) {
            volumes.addAll(volumes(files, kind));
        }
        Layout layout = SliceGrid.of(files, volumes.getFirst());
        for (List<Plane> v : volumes) {
            checkSamePlaces(files, volumes.getFirst(), v);
        }
        return new SortedSeries(files, layout, volumes);
    }

    private static void checkAlike(SeriesFiles files, Plane a, Plane b) throws InputException {
        if (a.format().rows() != b.format().rows()
                || a.format().columns() != b.format().columns()) {
            throw refused(
                    files,
                    "slices of " + a.format().columns() + "x" + a.format().rows() + " and of "
                            + b.format().columns() + "x" + b.format().rows() + " pixels in one series",
                    "split it into series of one size");
        }
        boolean spacing = Math.abs(a.rowSpacingMm() - b.rowSpacingMm()) > 1e-3 * a.rowSpacingMm()
                || Math.abs(a.columnSpacingMm() - b.columnSpacingMm()) > 1e-3 * a.columnSpacingMm();
        boolean turned = false;
        for (int i = 0; i < 3; i++) {
            turned |= Math.abs(a.across()[i] - b.across()[i]) > TURNED || Math.abs(a.down()[i] - b.down()[i]) > TURNED;
        }
        if (spacing || turned) {
            throw refused(
                    files,
                    spacing
                            ? "slices of different pixel spacing in one series"
                            : "slices of different direction in one series",
                    "split it into series of one geometry");
        }
    }

    /** One volume, or several where slices lie at the same places as often everywhere. */
    private static List<List<Plane>> volumes(SeriesFiles files, List<Plane> kind) throws InputException {
        double[] normal = kind.getFirst().normal();
        List<Plane> sorted = new ArrayList<>(kind);
        sorted.sort(Comparator.comparingDouble(p -> p.along(normal)));
        List<List<Plane>> places = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Plane p : sorted) {
            if (p.along(normal) - last > SAME_MM) {
                places.add(new ArrayList<>());
            }
            places.getLast().add(p);
            last = p.along(normal);
        }
        int times = places.getFirst().size();
        for (List<Plane> place : places) {
            if (place.size() != times) {
                throw refused(
                        files,
                        places.size() + " places hold different numbers of slices (" + times + " and " + place.size()
                                + "): some are double or missing",
                        "remove or add them");
            }
        }
        if (places.size() == 1) {
            throw refused(files, "a single slice, which shows too little to be refaced", "leave it out");
        }
        List<List<Plane>> volumes = new ArrayList<>();
        for (int t = 0; t < times; t++) {
            volumes.add(new ArrayList<>());
        }
        for (List<Plane> place : places) {
            place.sort(Comparator.comparingInt(Plane::time)
                    .thenComparingInt(Plane::acquisition)
                    .thenComparingInt(p -> p.instance().instanceNumber())
                    .thenComparingInt(Plane::frame));
            for (int t = 0; t < times; t++) {
                volumes.get(t).add(place.get(t));
            }
        }
        checkSteps(files, volumes.getFirst(), normal);
        return volumes;
    }

    private static void checkSteps(SeriesFiles files, List<Plane> slices, double[] normal) throws InputException {
        double[] steps = new double[slices.size() - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = slices.get(k + 1).along(normal) - slices.get(k).along(normal);
        }
        double[] sorted = steps.clone();
        java.util.Arrays.sort(sorted);
        double usual = sorted[(sorted.length - 1) / 2];
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] > (1 + 5 * UNEVEN) * usual) {
                throw refused(
                        files,
                        String.format(
                                java.util.Locale.ROOT,
                                "%d of its slices are missing: after slice %d of %d in space comes a gap of %.2f mm, slices"
                                        + " are %.2f mm apart",
                                Math.round(steps[k] / usual) - 1,
                                k + 1,
                                slices.size(),
                                steps[k],
                                usual),
                        "find them or leave the series out");
            }
            if (Math.abs(steps[k] - usual) > Math.max(UNEVEN * usual, 10 * SAME_MM)) {
                throw refused(
                        files,
                        String.format(
                                java.util.Locale.ROOT,
                                "its slices are not evenly spaced: %.2f mm and %.2f mm apart",
                                usual,
                                steps[k]),
                        "leave it out, or export it with even spacing");
            }
        }
    }

    private static void checkSamePlaces(SeriesFiles files, List<Plane> a, List<Plane> b) throws InputException {
        boolean same = a.size() == b.size();
        for (int k = 0; same && k < a.size(); k++) {
            for (int i = 0; i < 3; i++) {
                same &= Math.abs(a.get(k).position()[i] - b.get(k).position()[i]) < 100 * SAME_MM;
            }
        }
        if (!same) {
            throw refused(
                    files,
                    "volumes of " + a.size() + " and " + b.size() + " slices that do not lie at the same places",
                    "split it into series of one volume");
        }
    }

    static InputException refused(SeriesFiles files, String problem, String remedy) {
        return new InputException(Path.of(files.label()), problem, remedy);
    }
}
