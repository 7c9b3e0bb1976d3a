package org.guise.io.nifti;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.gzip.ParallelGzip;

/**
 * Writes new volumes as little-endian NIfTI-1 single files with a minimal header: sform (code 1), qform as well (code 1)
 * where the voxel axes are at right angles, millimetres and seconds, no scaling unless asked for.
 */
public final class NiftiWriter {
    private static final int OFFSET = 352;
    private static final int MAX_SIDE = Short.MAX_VALUE;

    private NiftiWriter() {}

    /**
     * Writes one volume, unscaled: integer types are rounded half to even and clamped.
     *
     * @param target ends in .nii or .nii.gz
     * @throws IllegalArgumentException if a side is above 32767 or the samples exceed 2 GiB
     */
    public static void write(Path target, Volume volume, DataType type) throws IOException {
        write(target, List.of(volume), type, 1, 0, 1);
    }

    /** Writes labels as uint8. */
    public static void write(Path target, LabelVolume labels) throws IOException {
        byte[] head = header(labels.grid(), 1, DataType.UINT8, 1, 0);
        write(target, head, labels.data(), 1);
    }

    /**
     * Writes frames on one grid as 3-D (one frame) or 4-D, with stored = (value − inter) / slope.
     *
     * @param slope scl_slope, not 0
     * @param inter scl_inter
     * @param threads threads for gzip
     */
    public static void write(Path target, List<Volume> frames, DataType type, double slope, double inter, int threads)
            throws IOException {
        Grid grid = frames.getFirst().grid();
        long bytes = (long) grid.size() * type.bytes() * frames.size();
        if (bytes > HeaderChecks.MAX_SAMPLE_BYTES || frames.size() > MAX_SIDE) {
            throw new IllegalArgumentException(
                    frames.size() + " frames of " + bytes + " bytes in all: expected below 2 GiB");
        }
        // The header holds floats; encoding with the same rounded numbers makes reading give the values back.
        SampleCodec codec = new SampleCodec(type, ByteOrder.LITTLE_ENDIAN, (float) slope, (float) inter);
        byte[] samples = new byte[(int) bytes];
        for (int t = 0; t < frames.size(); t++) {
            if (!frames.get(t).grid().equals(grid)) {
                throw new IllegalArgumentException("frame " + t + " is on another grid than frame 0");
            }
            codec.encode(frames.get(t).data(), null, samples, t * grid.size() * type.bytes(), 0, grid.size());
        }
        write(target, header(grid, frames.size(), type, slope, inter), samples, threads);
    }

    private static void write(Path target, byte[] head, byte[] samples, int threads) throws IOException {
        if (!NiftiNames.isNifti(target) || NiftiNames.isHeader(target) || NiftiNames.isSamples(target)) {
            throw new IllegalArgumentException(target.getFileName() + ": expected a name that ends in .nii or .nii.gz");
        }
        AtomicFile.write(target, NiftiFile.body(target, ParallelGzip.DEFAULT_LEVEL, threads, head, samples));
    }

    private static byte[] header(Grid grid, int frames, DataType type, double slope, double inter) {
        ByteBuffer b = ByteBuffer.allocate(OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, HeaderFields.SIZE_1);
        b.put(38, (byte) 'r');
        b.putShort(40, (short) (frames > 1 ? 4 : 3));
        for (int i = 1; i < 8; i++) {
            int side = i <= 3 ? grid.dim(i - 1) : i == 4 ? frames : 1;
            if (side > MAX_SIDE) {
                throw new IllegalArgumentException(
                        "side " + i + " has " + side + " voxels: NIfTI-1 holds at most " + MAX_SIDE);
            }
            b.putShort(40 + 2 * i, (short) side);
            b.putFloat(76 + 4 * i, i <= 3 ? (float) grid.spacingMm(i - 1) : 1);
        }
        b.putShort(70, (short) type.code());
        b.putShort(72, (short) (type.bytes() * 8));
        b.putFloat(108, OFFSET);
        b.putFloat(112, (float) slope);
        b.putFloat(116, (float) inter);
        b.put(123, (byte) (2 | 8));
        b.putShort(254, (short) 1);
        Affine a = grid.voxelToWorld();
        for (int i = 0; i < 12; i++) {
            b.putFloat(280 + 4 * i, (float) a.toArray()[i]);
        }
        putQform(b, a);
        b.put(344, new byte[] {'n', '+', '1', 0});
        return b.array();
    }

    private static void putQform(ByteBuffer b, Affine a) {
        double[][] r = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int col = 0; col < 3; col++) {
                r[row][col] = a.get(row, col) / a.columnLength(col);
            }
        }
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            if (Math.abs(r[0][i] * r[0][j] + r[1][i] * r[1][j] + r[2][i] * r[2][j]) > 1e-5) {
                return;
            }
        }
        double qfac = a.det() < 0 ? -1 : 1;
        for (int row = 0; row < 3; row++) {
            r[row][2] *= qfac;
        }
        double[] q = Quaternion.of(r);
        b.putShort(252, (short) 1);
        b.putFloat(76, (float) qfac);
        for (int i = 0; i < 3; i++) {
            b.putFloat(256 + 4 * i, (float) q[i + 1]);
            b.putFloat(268 + 4 * i, (float) a.get(i, 3));
        }
    }
}
