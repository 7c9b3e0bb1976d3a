package org.guise.io.nifti;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.guise.io.file.InputException;
import org.guise.io.gzip.GzipInput;

/** The decompressed bytes of one file, gzip or not by its first bytes and not by its name. Not thread-safe. */
final class ImageSource implements AutoCloseable {
    /** Deflate packs at most 1032 to 1, so a header that promises more than this is known to be wrong before reading. */
    private static final long MAX_RATIO = 1032;

    private static final int MAX_TAIL = 1 << 26;

    private final Path file;
    private final long fileSize;
    private final InputStream in;
    private final GzipInput gzip;
    private long consumed;
    private boolean early;

    private ImageSource(Path file, long fileSize, InputStream raw, boolean compressed) {
        this.file = file;
        this.fileSize = fileSize;
        this.gzip = compressed ? new GzipInput(raw) : null;
        this.in = compressed ? gzip : raw;
    }

    /** Opens a file; a missing, unreadable, empty one or a folder gives its sentence. */
    static ImageSource open(Path file) throws InputException {
        if (Files.isDirectory(file)) {
            throw new InputException(
                    file, "is a folder, expected a NIfTI file", "name a .nii, .nii.gz or .hdr file in it");
        }
        if (!Files.exists(file)) {
            throw new InputException(file, "no such file", "check the name and the folder");
        }
        InputStream raw = null;
        try {
            long size = Files.size(file);
            raw = Files.newInputStream(file);
            byte[] start = raw.readNBytes(2);
            if (start.length == 0) {
                throw new InputException(
                        file, "is empty (0 bytes), expected a NIfTI image", "copy or convert it again");
            }
            boolean gz = GzipInput.isGzip(start);
            InputStream whole = new SequenceInputStream(new java.io.ByteArrayInputStream(start), raw);
            return new ImageSource(file, size, gz ? whole : new BufferedInputStream(whole), gz);
        } catch (IOException e) {
            closeQuietly(raw);
            if (e instanceof InputException i) {
                throw i;
            }
            String why = e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
            throw new InputException(file, "cannot be read (" + why + ")", "check its permissions and the disk", e);
        }
    }

    Path file() {
        return file;
    }

    boolean compressed() {
        return gzip != null;
    }

    /** Whether gzip was followed by bytes that are not gzip; known after {@link #tail}. */
    boolean junkAfterGzip() {
        return gzip != null && gzip.junkAfterEnd();
    }

    /** The next at most {@code n} bytes; fewer if the file ends or its gzip stream breaks off. */
    byte[] upTo(int n) throws InputException {
        byte[] b = new byte[n];
        int got = fill(b);
        return got == n ? b : java.util.Arrays.copyOf(b, got);
    }

    /**
     * The next {@code n} bytes, called {@code what} in messages. A size that the file cannot hold is refused before memory
     * is taken for it.
     */
    byte[] exactly(int n, String what) throws InputException {
        long most = compressed() ? fileSize * MAX_RATIO : fileSize;
        if (consumed + n > most) {
            throw truncated(what, n, Math.max(0, most - consumed), true);
        }
        byte[] b;
        try {
            b = new byte[n];
        } catch (OutOfMemoryError e) {
            throw new InputException(
                    file,
                    "needs " + (n >> 20) + " MiB of memory for its " + what + ", more than Java was given",
                    "start it with a larger -Xmx",
                    e);
        }
        int got = fill(b);
        if (got < n) {
            throw truncated(what, n, got, false);
        }
        return b;
    }

    /** All that is left, at most 64 MiB. */
    byte[] tail() throws InputException {
        try {
            byte[] b = in.readNBytes(MAX_TAIL + 1);
            consumed += b.length;
            if (b.length > MAX_TAIL) {
                throw new InputException(
                        file,
                        "has more than 64 MiB after its last sample, expected nothing",
                        "its header does not fit its size, convert it again from its source");
            }
            return b;
        } catch (EOFException e) {
            throw new InputException(
                    file,
                    "the gzip data end early, after " + gzip.produced() + " decompressed bytes"
                            + " with all samples but no checksum",
                    "copy or download it again",
                    e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int fill(byte[] b) throws InputException {
        int got = 0;
        try {
            while (got < b.length) {
                int n = in.read(b, got, Math.min(b.length - got, 1 << 20));
                if (n < 0) {
                    break;
                }
                got += n;
            }
        } catch (EOFException e) {
            early = true;
        } catch (IOException e) {
            throw unreadable(e);
        }
        consumed += got;
        return got;
    }

    /** The sentence for a part that ended after {@code got} of {@code want} bytes. */
    InputException shortOf(String what, long want, long got) {
        return truncated(what, want, got, false);
    }

    private InputException truncated(String what, long want, long got, boolean most) {
        String stream = early ? "the gzip data end early, " : "is truncated, ";
        return new InputException(
                file,
                stream + "got " + (most ? "at most " : "") + got + " bytes of " + what + ", expected " + want,
                "copy or download it again");
    }

    private InputException unreadable(IOException e) {
        if (e instanceof InputException i) {
            return i;
        }
        if (e instanceof ZipException) {
            return new InputException(
                    file,
                    "the gzip data are damaged after " + gzip.produced() + " decompressed bytes (" + e.getMessage()
                            + ")",
                    "copy or download it again",
                    e);
        }
        return new InputException(
                file, "cannot be read (" + e.getMessage() + ")", "check its permissions and the disk", e);
    }

    /** What a file is that does not start like NIfTI. */
    InputException notNifti(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String want = "expected a NIfTI header (it starts with the number 348 or 540)";
        if (early || start.length < 4) {
            return truncated("header", HeaderFields.SIZE_1, start.length, false);
        }
        if (text.startsWith("version https://git-lfs")) {
            return new InputException(file, "is a Git LFS pointer, not the image", "run git lfs pull");
        }
        if (text.startsWith("/annex/") || text.startsWith("../")) {
            return new InputException(file, "is a git-annex pointer, not the image", "run git annex get");
        }
        if (text.length() >= 132 && text.startsWith("DICM", 128)) {
            return new InputException(file, "is a DICOM file, " + want, "convert its series to NIfTI first");
        }
        String hex = java.util.HexFormat.ofDelimiter(" ").formatHex(start, 0, 4);
        String place = compressed() ? "its decompressed content starts with " : "starts with ";
        String zip = NiftiNames.isCompressed(file) && !compressed() ? " or gzip data (1f 8b)" : "";
        return new InputException(
                file,
                "sizeof_hdr is wrong, " + place + hex + ", " + want + zip,
                "this is not a NIfTI file or it is damaged, convert it again from its source");
    }

    @Override
    public void close() {
        closeQuietly(in);
    }

    private static void closeQuietly(InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // All that was wanted has been read; a failing close of a read-only file changes nothing.
            return;
        }
    }
}
