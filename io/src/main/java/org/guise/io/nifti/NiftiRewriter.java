package org.guise.io.nifti;

import java.util.stream.IntStream;

/**
 * Rewrites chosen voxels of an image in its own sample type, byte order and scaling. All other bytes of the file stay as
 * they are. Not thread-safe.
 */
public final class NiftiRewriter {
    private static final int CHUNK = 1 << 16;

    private final NiftiImage input;
    private final SampleCodec codec;
    private final byte[] samples;

    /** Starts from a copy of the image's samples. */
    public NiftiRewriter(NiftiImage input) {
        this.input = input;
        this.codec = new SampleCodec(input.header());
        this.samples = input.samples().clone();
    }

    /**
     * Sets the voxels of frame {@code t} where {@code mask} is not 0. Values are encoded with the inverse of
     * scl_slope/scl_inter, rounded half to even and clamped to the sample type's range; NaN stays NaN in float types and
     * becomes the raw value nearest to scaled 0 in integer types.
     *
     * @param t frame, 0-based
     * @param mask {@code byte[nx*ny*nz]}, x fastest, 0 = keep
     * @param scaled {@code float[nx*ny*nz]} in scaled units; read only where the mask is set
     * @return this
     */
    public NiftiRewriter replace(int t, byte[] mask, float[] scaled) {
        int n = input.grid().size();
        if (mask.length != n || scaled.length != n) {
            throw new IllegalArgumentException(
                    "mask of " + mask.length + " and values of " + scaled.length + " for a grid of " + n + " voxels");
        }
        int start = input.frameStart(t);
        IntStream.range(0, (n + CHUNK - 1) / CHUNK)
                .parallel()
                .forEach(c -> codec.encode(scaled, mask, samples, start, c * CHUNK, Math.min(n, (c + 1) * CHUNK)));
        return this;
    }

    /** The image with the voxels set so far; further calls of {@link #replace} would show in it. */
    public NiftiImage image() {
        return input.withSamples(samples);
    }
}
