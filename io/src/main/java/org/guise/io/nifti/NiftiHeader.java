package org.guise.io.nifti;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;

/**
 * The checked header of an image.
 *
 * @param version 1 or 2
 * @param order byte order of header and samples
 * @param pair whether the samples stand in a separate .img file
 * @param dims dim[1..dim[0]], one to seven numbers, singletons kept
 * @param type sample type
 * @param voxOffset bytes before the samples in the file that holds them
 * @param slope scaled = slope · raw + intercept; 1 if the header states no scaling
 * @param intercept see slope; 0 if the header states no scaling
 * @param sformCode as in the header
 * @param qformCode as in the header
 * @param frame how the voxel-to-world map was found: {@code SFORM}, {@code QFORM} or {@code PIXDIM}
 * @param voxelToWorld voxel index → RAS mm
 * @param frameSeconds time step of a 4-D series as pixdim[4] states it, 0 if none
 * @param description the header's free text
 */
public record NiftiHeader(
        int version,
        ByteOrder order,
        boolean pair,
        List<Integer> dims,
        DataType type,
        int voxOffset,
        double slope,
        double intercept,
        int sformCode,
        int qformCode,
        String frame,
        Affine voxelToWorld,
        double frameSeconds,
        String description) {

    /** From fields that passed all checks. */
    static NiftiHeader of(HeaderFields h, WorldFrame w) {
        List<Integer> dims = new ArrayList<>();
        for (int i = 1; i <= h.dim()[0]; i++) {
            dims.add((int) h.dim()[i]);
        }
        boolean scaled = h.slope() != 0 && Double.isFinite(h.slope()) && Double.isFinite(h.intercept());
        return new NiftiHeader(
                h.version(),
                h.order(),
                h.pair(),
                List.copyOf(dims),
                DataType.ofCode(h.datatype()).orElseThrow(),
                (int) h.voxOffset(),
                scaled ? h.slope() : 1,
                scaled ? h.intercept() : 0,
                h.sformCode(),
                h.qformCode(),
                w.source().name(),
                w.voxelToWorld(),
                dims.size() > 3 ? seconds(h) : 0,
                h.description());
    }

    private static double seconds(HeaderFields h) {
        double step = h.pixdim()[4];
        double unit = switch (h.units() & 0x38) {
            case 16 -> 1e-3;
            case 24 -> 1e-6;
            default -> 1;
        };
        return Double.isFinite(step) && step > 0 ? step * unit : 0;
    }

    /** The lattice of one frame; missing axes count 1. */
    public Grid grid() {
        return new Grid(dim(0), dim(1), dim(2), voxelToWorld);
    }

    /** Number of 3-D frames: the product of dim[4..7]. */
    public int frames() {
        int n = 1;
        for (int i = 3; i < dims.size(); i++) {
            n *= dims.get(i);
        }
        return n;
    }

    /** Bytes of all samples; less than 2³¹. */
    public int sampleBytes() {
        int n = type.bytes();
        for (int d : dims) {
            n *= d;
        }
        return n;
    }

    private int dim(int axis) {
        return axis < dims.size() ? dims.get(axis) : 1;
    }
}
