package org.guise.io.nifti;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;

/**
 * An image as it stands in its file: every decompressed byte, and what the header means.
 *
 * <p>Memory: the raw samples plus what {@link #frame} returns. Arrays are shared, not copied; nothing here changes them,
 * and callers must not. Thread-safe under that condition.
 */
public final class NiftiImage {
    private static final int CHUNK = 1 << 16;

    private final Path source;
    private final NiftiHeader header;
    private final FileBytes bytes;
    private final List<String> warnings;

    NiftiImage(Path source, NiftiHeader header, FileBytes bytes, List<String> warnings) {
        this.source = source;
        this.header = header;
        this.bytes = bytes;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The decompressed bytes in file order. Single file: head, samples, tail. Pair: the .hdr file is head, the .img file
     * is lead, samples, tail.
     *
     * @param head single file: all before the samples (header, extensions, padding); pair: the whole .hdr file
     * @param lead pair: what stands before the samples in the .img file; single file: empty
     * @param samples raw samples, x fastest, all frames
     * @param tail what follows the samples, usually nothing
     */
    record FileBytes(byte[] head, byte[] lead, byte[] samples, byte[] tail) {}

    /**
     * A header extension.
     *
     * @param code what it holds: 2 DICOM, 4 AFNI, 6 comment, … (nifti1.h)
     * @param bytes length of its content
     */
    public record Extension(int code, int bytes) {}

    /** The file it was read from (of a pair the header). */
    public Path source() {
        return source;
    }

    /** The parsed header. */
    public NiftiHeader header() {
        return header;
    }

    /** The lattice of one frame. */
    public Grid grid() {
        return header.grid();
    }

    /** Number of 3-D frames, at least 1. */
    public int frames() {
        return header.frames();
    }

    /** Header, extensions and padding as in the file: all bytes before the samples, or the whole .hdr file. */
    public byte[] headBytes() {
        return bytes.head();
    }

    /** The header extensions that can be listed; their content is part of {@link #headBytes}. */
    public List<Extension> extensions() {
        return Extensions.walk(bytes.head(), header).found();
    }

    /** Raw samples of all frames in the file's type and byte order. */
    public byte[] samples() {
        return bytes.samples();
    }

    FileBytes bytes() {
        return bytes;
    }

    /** What was odd about the file, one sentence each; empty for a clean file. */
    public List<String> warnings() {
        return warnings;
    }

    /** Voxel axes in the body, such as {@code RAS}. */
    public Orientation orientation() {
        return Orientation.of(header.voxelToWorld());
    }

    /**
     * Frame {@code t} (0-based) as scaled floats, NaN kept. Runs in the caller's fork/join pool, or the common one.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public Volume frame(int t) {
        Grid grid = grid();
        int start = frameStart(t);
        float[] out = new float[grid.size()];
        SampleCodec codec = new SampleCodec(header);
        int width = header.type().bytes();
        IntStream.range(0, (out.length + CHUNK - 1) / CHUNK).parallel().forEach(c -> {
            int from = c * CHUNK;
            int n = Math.min(CHUNK, out.length - from);
            codec.decode(bytes.samples(), start + from * width, out, from, n);
        });
        return new Volume(grid, out);
    }

    /** First byte of frame {@code t} within the samples. */
    int frameStart(int t) {
        java.util.Objects.checkIndex(t, frames());
        return t * grid().size() * header.type().bytes();
    }

    /** This image with other raw samples of the same length; all else is the same. */
    public NiftiImage withSamples(byte[] samples) {
        if (samples.length != bytes.samples().length) {
            throw new IllegalArgumentException(
                    "samples: " + samples.length + " bytes for an image of " + bytes.samples().length);
        }
        return new NiftiImage(
                source, header, new FileBytes(bytes.head(), bytes.lead(), samples, bytes.tail()), warnings);
    }
}
