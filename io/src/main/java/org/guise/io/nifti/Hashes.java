package org.guise.io.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntFunction;

/** SHA-256 proofs, as lower-case hex. */
public final class Hashes {
    private Hashes() {}

    /**
     * The hash of all decompressed bytes of an image except the samples of voxels that {@code mask} marks, in every
     * frame: header, extensions, padding, samples outside the mask in file order, and what follows them. Input and
     * output of a rewriting have equal hashes exactly if nothing outside the mask changed.
     *
     * @param mask {@code byte[nx*ny*nz]}, x fastest, not 0 = may change
     */
    public static String outsideMask(NiftiImage image, byte[] mask) {
        return outsideMask(image, t -> mask);
    }

    /** As {@link #outsideMask(NiftiImage, byte[])} with a mask of its own for each frame. */
    public static String outsideMask(NiftiImage image, IntFunction<byte[]> maskOfFrame) {
        MessageDigest sha = sha256();
        NiftiImage.FileBytes bytes = image.bytes();
        sha.update(bytes.head());
        sha.update(bytes.lead());
        int n = image.grid().size();
        int width = image.header().type().bytes();
        for (int t = 0; t < image.frames(); t++) {
            byte[] mask = maskOfFrame.apply(t);
            if (mask.length != n) {
                throw new IllegalArgumentException("mask of " + mask.length + " for a grid of " + n + " voxels");
            }
            int start = image.frameStart(t);
            for (int i = 0; i < n; ) {
                int j = i;
                while (j < n && mask[j] == 0) {
                    j++;
                }
                sha.update(bytes.samples(), start + i * width, (j - i) * width);
                while (j < n && mask[j] != 0) {
                    j++;
                }
                i = j;
            }
        }
        sha.update(bytes.tail());
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The hash of the raw samples of all frames: it stays where the file is compressed again or its header edited. */
    public static String samples(NiftiImage image) {
        return HexFormat.of().formatHex(sha256().digest(image.samples()));
    }

    /** The hash of a file as it stands on disk. */
    public static String file(Path file) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
