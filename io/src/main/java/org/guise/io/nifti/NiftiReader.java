package org.guise.io.nifti;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guise.io.file.InputException;

/** Reads one image: finds the files, checks the header, then takes the bytes. */
final class NiftiReader {
    private static final int MAX_PAIR_HEADER = 1 << 29;

    private final Path headerFile;
    private final List<String> warnings = new ArrayList<>();

    NiftiReader(Path file) throws InputException {
        this.headerFile = NiftiNames.isSamples(file) ? other(file, "header") : file;
    }

    NiftiHeader readHeader() throws InputException {
        try (ImageSource in = ImageSource.open(headerFile)) {
            return check(headerBytes(in), in);
        }
    }

    NiftiImage read() throws InputException {
        try (ImageSource in = ImageSource.open(headerFile)) {
            byte[] start = headerBytes(in);
            NiftiHeader header = check(start, in);
            compression(in);
            NiftiImage.FileBytes bytes = header.pair() ? pair(header, start, in) : single(header, start, in);
            if (bytes.tail().length > 0) {
                warnings.add(
                        bytes.tail().length + " bytes after the last sample, expected none; they are kept as they are");
            }
            Extensions.warnings(bytes.head(), header, warnings);
            return new NiftiImage(headerFile, header, bytes, warnings);
        }
    }

    private static byte[] headerBytes(ImageSource in) throws InputException {
        byte[] start = in.upTo(HeaderFields.SIZE_1);
        int size = HeaderFields.sizeOf(start);
        if (size == 0) {
            throw in.notNifti(start);
        }
        if (start.length < HeaderFields.SIZE_1) {
            throw in.shortOf("header", size, start.length);
        }
        if (size == HeaderFields.SIZE_1) {
            return start;
        }
        byte[] rest = in.exactly(size - start.length, "the rest of its header");
        byte[] all = Arrays.copyOf(start, size);
        System.arraycopy(rest, 0, all, start.length, rest.length);
        return all;
    }

    private NiftiHeader check(byte[] start, ImageSource in) throws InputException {
        HeaderFields h = HeaderFields.parse(start);
        take(HeaderChecks.all(h));
        WorldFrame w = WorldFrame.of(h);
        take(WorldChecks.all(h, w));
        if (h.pair() != NiftiNames.isHeader(headerFile) && NiftiNames.isNifti(headerFile)) {
            String magic = "the magic \"" + h.magic() + "\" says ";
            throw h.pair()
                    ? new InputException(
                            in.file(),
                            magic + "that the samples are in a .img file, expected a single file",
                            "name it .hdr and put its .img beside it")
                    : new InputException(
                            in.file(),
                            magic + "that the samples follow in the same file, expected a pair",
                            "name it .nii");
        }
        return NiftiHeader.of(h, w);
    }

    private void take(List<HeaderIssue> issues) throws InputException {
        for (HeaderIssue issue : issues) {
            if (issue.level() == HeaderIssue.Level.ERROR) {
                throw new InputException(headerFile, issue.problem(), issue.remedy());
            }
            warnings.add(issue.toString());
        }
    }

    private NiftiImage.FileBytes single(NiftiHeader header, byte[] start, ImageSource in) throws InputException {
        byte[] rest = in.exactly(header.voxOffset() - start.length, "extensions");
        byte[] head = Arrays.copyOf(start, header.voxOffset());
        System.arraycopy(rest, 0, head, start.length, rest.length);
        byte[] samples = in.exactly(header.sampleBytes(), "samples");
        byte[] tail = in.tail();
        junk(in);
        return new NiftiImage.FileBytes(head, new byte[0], samples, tail);
    }

    private NiftiImage.FileBytes pair(NiftiHeader header, byte[] start, ImageSource in) throws InputException {
        byte[] rest = in.tail();
        if ((long) start.length + rest.length > MAX_PAIR_HEADER) {
            throw new InputException(headerFile, "is larger than 512 MiB, expected a header", "convert the scan again");
        }
        byte[] head = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, head, start.length, rest.length);
        junk(in);
        try (ImageSource img = ImageSource.open(other(headerFile, "samples"))) {
            compression(img);
            byte[] lead = img.exactly(header.voxOffset(), "what precedes the samples");
            byte[] samples = img.exactly(header.sampleBytes(), "samples");
            byte[] tail = img.tail();
            junk(img);
            return new NiftiImage.FileBytes(head, lead, samples, tail);
        }
    }

    private void compression(ImageSource in) {
        if (NiftiNames.isNifti(in.file()) && in.compressed() != NiftiNames.isCompressed(in.file())) {
            warnings.add(in.file().getFileName()
                    + (in.compressed()
                            ? " is gzip-compressed although its name does not end in .gz; it is read as gzip"
                            : " is not compressed although its name ends in .gz; it is read as it is"));
        }
    }

    private void junk(ImageSource in) {
        if (in.junkAfterGzip()) {
            warnings.add(in.file().getFileName() + " has bytes after its gzip data, expected none; they are dropped");
        }
    }

    private static Path other(Path file, String what) throws InputException {
        String want = NiftiNames.partnerName(file).getFileName().toString();
        return NiftiNames.partner(file)
                .orElseThrow(() -> new InputException(
                        file,
                        "its " + what + " file " + want + " is missing",
                        "put both files of the pair in one folder"));
    }
}
