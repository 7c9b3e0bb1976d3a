package org.guise.io.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import org.guise.io.file.IoConsumer;
import org.guise.io.gzip.ParallelGzip;

/**
 * NIfTI-1 and NIfTI-2 files: {@code .nii}, {@code .hdr/.img} and both with {@code .gz}, either byte order. Compression is
 * told by content, not by name.
 */
public final class NiftiFile {
    private NiftiFile() {}

    /**
     * Reads and checks an image; of a pair either file may be named.
     *
     * @throws InputException if it cannot be used: one sentence with what was got, what was expected and what to do
     */
    public static NiftiImage read(Path file) throws InputException {
        return new NiftiReader(file).read();
    }

    /** Reads and checks the header only. */
    public static NiftiHeader readHeader(Path file) throws InputException {
        return new NiftiReader(file).readHeader();
    }

    /** Writes with {@link ParallelGzip#DEFAULT_LEVEL}; see {@link #write(Path, NiftiImage, int, int)}. */
    public static void write(Path target, NiftiImage image, int threads) throws IOException {
        write(target, image, ParallelGzip.DEFAULT_LEVEL, threads);
    }

    /**
     * Writes every decompressed byte of the image, compressed if the target's name ends in {@code .gz}. A file appears
     * under its name only when complete; of a pair the samples first, then the header.
     *
     * @param target ends in .nii or .nii.gz for a single-file image, in .hdr or .hdr.gz (or .img) for a pair
     * @param level gzip level 1..9
     * @param threads threads for gzip; the bytes written do not depend on it
     * @throws IllegalArgumentException if the ending does not fit the image's kind
     */
    public static void write(Path target, NiftiImage image, int level, int threads) throws IOException {
        boolean pairName = NiftiNames.isHeader(target) || NiftiNames.isSamples(target);
        if (!NiftiNames.isNifti(target) || pairName != image.header().pair()) {
            throw new IllegalArgumentException(target.getFileName() + ": expected a name that ends in "
                    + (image.header().pair() ? ".hdr or .hdr.gz" : ".nii or .nii.gz"));
        }
        NiftiImage.FileBytes b = image.bytes();
        if (!pairName) {
            AtomicFile.write(target, body(target, level, threads, b.head(), b.samples(), b.tail()));
            return;
        }
        Path other = NiftiNames.partnerName(target);
        Path hdr = NiftiNames.isHeader(target) ? target : other;
        Path img = NiftiNames.isHeader(target) ? other : target;
        SequencedMap<Path, IoConsumer<OutputStream>> both = new LinkedHashMap<>();
        both.put(img, body(img, level, threads, b.lead(), b.samples(), b.tail()));
        both.put(hdr, body(hdr, level, threads, b.head()));
        AtomicFile.writeAll(both);
    }

    static IoConsumer<OutputStream> body(Path target, int level, int threads, byte[]... parts) {
        if (NiftiNames.isCompressed(target)) {
            return out -> ParallelGzip.write(out, level, threads, parts);
        }
        return out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        };
    }
}
