package org.guise.dicom.series;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.dicom.codec.PixelFormat;
import org.guise.dicom.codec.PixelReader;
import org.guise.dicom.data.DicomFile;

/**
 * The pixels of a series: as they were stored, and as they are to be. Memory: 4 bytes a voxel. Not thread-safe.
 */
public final class SeriesImage {
    private final SortedSeries series;
    /** By volume; allocated bits of each pixel, x fastest. */
    private final short[][] before;

    private final short[][] after;

    private SeriesImage(SortedSeries series, short[][] before) {
        this.series = series;
        this.before = before;
        this.after = new short[before.length][];
        for (int t = 0; t < before.length; t++) {
            after[t] = before[t].clone();
        }
    }

    /**
     * Reads the pixels, each file once.
     *
     * @throws IOException if a file cannot be read or unpacked; one sentence
     */
    public static SeriesImage load(SortedSeries series) throws IOException {
        short[][] stored = new short[series.volumes().size()][series.grid().size()];
        for (var e : byInstance(series).entrySet()) {
            Instance instance = e.getKey();
            DicomFile file = DicomFile.read(instance.file());
            PixelFormat format = PixelFormat.of(file.dataSet(), instance.file());
            byte[] pixels = PixelReader.read(file, format, instance.file());
            for (Place place : e.getValue()) {
                Pixels.read(pixels, place.plane(), stored[place.volume()], series.layout(), place.slice());
            }
        }
        return new SeriesImage(series, stored);
    }

    /** Where a slice of a file is in the volumes. */
    record Place(Plane plane, int volume, int slice) {}

    static Map<Instance, List<Place>> byInstance(SortedSeries series) {
        Map<Instance, List<Place>> places = new HashMap<>();
        for (int t = 0; t < series.volumes().size(); t++) {
            List<Plane> slices = series.volumes().get(t);
            for (int k = 0; k < slices.size(); k++) {
                places.computeIfAbsent(slices.get(k).instance(), i -> new java.util.ArrayList<>())
                        .add(new Place(slices.get(k), t, k));
            }
        }
        return places;
    }

    /** The series. */
    public SortedSeries series() {
        return series;
    }

    /** The lattice of every volume. */
    public Grid grid() {
        return series.grid();
    }

    /** Number of volumes. */
    public int frames() {
        return before.length;
    }

    /** Volume {@code t} as it came, in the modality's own units: slope · stored + intercept of each slice. */
    public Volume frame(int t) {
        return scaled(t, before[t]);
    }

    /** Volume {@code t} as it is to be. */
    public Volume after(int t) {
        return scaled(t, after[t]);
    }

    private Volume scaled(int t, short[] stored) {
        float[] out = new float[stored.length];
        eachRow(t, (scale, p, columns, step) -> {
            for (int i = 0; i < columns; i++, p += step) {
                out[p] = scale.scaled(stored[p]);
            }
        });
        return new Volume(grid(), out);
    }

    /** Something done with the voxels {@code from, from + step, …} of one row. */
    @FunctionalInterface
    private interface RowAction {
        void accept(Scale scale, int from, int columns, int step);
    }

    private void eachRow(int t, RowAction action) {
        Layout layout = series.layout();
        List<Plane> slices = series.volumes().get(t);
        for (int k = 0; k < slices.size(); k++) {
            Scale scale = Scale.of(slices.get(k));
            for (int row = 0; row < scale.format().rows(); row++) {
                action.accept(scale, layout.row(row, k), scale.format().columns(), layout.perColumn());
            }
        }
    }

    /**
     * Sets the voxels of volume {@code t} where {@code mask} is not 0: stored = (value − intercept) / slope of the slice,
     * rounded half to even and clamped to what its bits hold; NaN leaves a voxel as it is. Bits above those stay.
     *
     * @param mask {@code byte[nx*ny*nz]}
     * @param values {@code float[nx*ny*nz]} in the modality's own units; read only where the mask is set
     */
    public void replace(int t, byte[] mask, float[] values) {
        if (mask.length != before[t].length || values.length != before[t].length) {
            throw new IllegalArgumentException("mask of " + mask.length + " and values of " + values.length + " for "
                    + before[t].length + " voxels");
        }
        eachRow(t, (scale, p, columns, step) -> {
            for (int i = 0; i < columns; i++, p += step) {
                if (mask[p] != 0 && !Float.isNaN(values[p])) {
                    after[t][p] = scale.stored(before[t][p], values[p]);
                }
            }
        });
    }

    /** SHA-256 of the pixels outside the mask: as they came, or as they are to be. */
    public String hashOutside(byte[] mask, boolean changed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer part = ByteBuffer.allocate(1 << 16);
            for (short[] volume : changed ? after : before) {
                for (int p = 0; p < volume.length; p++) {
                    if (mask[p] == 0) {
                        part.putShort(volume[p]);
                    }
                    if (part.remaining() < 2) {
                        digest.update(part.flip());
                        part.clear();
                    }
                }
            }
            digest.update(part.flip());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Puts the new pixels of a place into the pixels of its file; returns the extremes of those that differ. */
    Extremes write(Place place, byte[] pixels) {
        return Pixels.write(
                after[place.volume()], before[place.volume()], series.layout(), place.slice(), place.plane(), pixels);
    }
}
