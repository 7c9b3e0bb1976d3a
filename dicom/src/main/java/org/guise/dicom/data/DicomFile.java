package org.guise.dicom.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.guise.io.file.InputException;

/**
 * A DICOM file (PS3.10): preamble, file meta information and data set. What is read and written again unchanged has the
 * same bytes, but for deflated files (the same data set, packed anew), for big-endian ones (which become explicit little
 * endian) and for group lengths that were wrong.
 */
public final class DicomFile {
    private static final int PREAMBLE = 128, MAGIC = 4;
    /** What is read of a file at first when only its header is wanted. */
    private static final int FIRST = 1 << 18;
    /** Deflate packs 1032 to 1 at most; images pack far less. Larger is refused rather than let fill the memory. */
    private static final int MOST_INFLATION = 256;

    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private final Optional<byte[]> preamble;
    private final DataSet meta;
    private final DataSet dataSet;
    private byte[] tail;
    private TransferSyntax syntax;

    private DicomFile(Optional<byte[]> preamble, DataSet meta, DataSet dataSet, byte[] tail, TransferSyntax syntax) {
        this.preamble = preamble;
        this.meta = meta;
        this.dataSet = dataSet;
        this.tail = tail;
        this.syntax = syntax;
    }

    /** A new file with an empty data set. The file meta information says nothing but the syntax. */
    public DicomFile(TransferSyntax syntax) {
        this(Optional.of(new byte[PREAMBLE]), new DataSet(true), new DataSet(syntax.explicit()), new byte[0], syntax);
        meta.setNumbers(Tag.FileMetaInformationGroupLength, Vr.UL, 0);
        meta.setBytes(Tag.FileMetaInformationVersion, Vr.OB, new byte[] {0, 1});
        meta.setString(Tag.TransferSyntaxUID, Vr.UI, syntax.uid());
    }

    /** The file meta information, group 0002; empty where a file has none. */
    public DataSet meta() {
        return meta;
    }

    /** The data set. Numbers in it are little endian whatever the file was. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** The syntax of the file as it was read or set. */
    public TransferSyntax syntax() {
        return syntax;
    }

    /**
     * Whether this is a file of the standard, with preamble and meta information; without, it is a bare data set as old
     * programs wrote them.
     */
    public boolean hasMeta() {
        return preamble.isPresent() && meta.size() > 0;
    }

    /**
     * Clears what stands round the data set and says more than a reader needs: the preamble, whatever follows the data set,
     * and the file meta information on who sent the file to whom (PS3.10 section 7.1).
     */
    public void clearSurroundings() {
        preamble.ifPresent(p -> Arrays.fill(p, (byte) 0));
        tail = new byte[0];
        meta.elements().stream()
                .map(Element::tag)
                .filter(t -> t > Tag.ImplementationVersionName)
                .forEach(meta::remove);
    }

    /** Says that the pixels are encoded otherwise now; the VRs must stay stated or not as they were. */
    public void setSyntax(TransferSyntax syntax) {
        if (syntax.explicit() != this.syntax.explicit() || syntax.bigEndian()) {
            throw new IllegalArgumentException("cannot turn " + this.syntax.uid() + " into " + syntax.uid());
        }
        this.syntax = syntax;
        if (meta.size() > 0) {
            meta.setString(Tag.TransferSyntaxUID, Vr.UI, syntax.uid());
        }
    }

    /** Whether the file begins as a DICOM file does: a cheap look that reads 140 bytes. */
    public static boolean looksLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(PREAMBLE + MAGIC + 8);
            return start(head) == PREAMBLE + MAGIC || bareSyntax(head, 0).isPresent();
        }
    }

    /**
     * Reads a whole file.
     *
     * @throws InputException if it is no DICOM file, damaged, truncated or larger than 2 GiB; one sentence
     */
    public static DicomFile read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new InputException(
                    file, "the file has " + size + " bytes and files up to 2 GiB can be read", "split the series");
        }
        return parse(file, Files.readAllBytes(file), false);
    }

    /** Reads a file from memory; {@code data} is kept and must not be modified afterwards. */
    public static DicomFile read(Path name, byte[] data) throws IOException {
        return parse(name, data, false);
    }

    /**
     * Reads what stands before the pixel data; of a large file only its beginning is read.
     *
     * @throws InputException as {@link #read(Path)}
     */
    public static DicomFile readHeader(Path file) throws IOException {
        long size = Files.size(file);
        if (!looksLikeOne(file)) {
            throw noDicom(file);
        }
        for (long part = FIRST; part < size && part < LARGEST; part *= 16) {
            byte[] head;
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes((int) part);
            }
            try {
                return parse(file, head, true);
            } catch (InputException e) {
                // the part may have cut an element: more of the file will tell
                continue;
            }
        }
        if (size > LARGEST) {
            return read(file);
        }
        return parse(file, Files.readAllBytes(file), true);
    }

    /** Writes the file. Big-endian ones become explicit little endian. */
    public void write(OutputStream out) throws IOException {
        if (syntax.bigEndian()) {
            syntax = TransferSyntax.EXPLICIT_LE;
            if (meta.size() > 0) {
                meta.setString(Tag.TransferSyntaxUID, Vr.UI, syntax.uid());
            }
        }
        if (preamble.isPresent()) {
            out.write(preamble.get());
            out.write("DICM".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        new DataSetEncoder(out).write(meta);
        if (!syntax.deflated()) {
            new DataSetEncoder(out).write(dataSet);
            out.write(tail);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        Counting counting = new Counting(out);
        DeflaterOutputStream packed = new DeflaterOutputStream(counting, deflater, 1 << 16);
        try {
            new DataSetEncoder(packed).write(dataSet);
            packed.write(tail);
            packed.finish();
        } finally {
            deflater.end();
        }
        if (counting.odd) {
            // PS3.5 section A.5: padded to an even length
            out.write(0);
        }
    }

    private static DicomFile parse(Path file, byte[] data, boolean headerOnly) throws IOException {
        int start = start(data);
        Optional<byte[]> preamble = start == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(data, PREAMBLE));
        if (start == 0 && bareSyntax(data, 0).isEmpty()) {
            throw noDicom(file);
        }
        DataSetParser metaParser = new DataSetParser(file, data, start, data.length, false);
        DataSet meta = metaParser.readGroup(2);
        int at = metaParser.position();
        Optional<String> uid = meta.string(Tag.TransferSyntaxUID);
        TransferSyntax syntax = uid.isPresent()
                ? TransferSyntax.of(uid.get())
                : bareSyntax(data, at)
                        .orElseThrow(() -> new InputException(
                                file,
                                "the file meta information names no transfer syntax (0002,0010)",
                                "export the file again"));
        byte[] body = data;
        if (syntax.deflated()) {
            body = inflate(file, data, at);
            at = 0;
        }
        if (syntax.bigEndian()) {
            body = body.clone();
        }
        DataSetParser parser = new DataSetParser(file, body, at, body.length, syntax.bigEndian());
        if (headerOnly) {
            parser.stopAt(Tag.FloatPixelData);
        }
        DataSet dataSet = parser.readAll(syntax.explicit());
        byte[] tail = headerOnly ? new byte[0] : Arrays.copyOfRange(body, parser.position(), body.length);
        return new DicomFile(preamble, meta, dataSet, tail, syntax);
    }

    private static InputException noDicom(Path file) {
        return new InputException(
                file, "no DICOM file (no DICM at byte 128)", "leave it out or name the folder of the series");
    }

    private static byte[] inflate(Path file, byte[] data, int at) throws IOException {
        Inflater inflater = new Inflater(true);
        long most = Math.min(LARGEST, (long) MOST_INFLATION * (data.length - at) + FIRST);
        try (InputStream in =
                new InflaterInputStream(new ByteArrayInputStream(data, at, data.length - at), inflater, 1 << 16)) {
            byte[] body = in.readNBytes((int) most);
            if (in.read() >= 0) {
                throw new InputException(
                        file,
                        "the deflated data set is more than " + MOST_INFLATION + " times as large as the file",
                        "write it uncompressed with another program");
            }
            return body;
        } catch (ZipException | java.io.EOFException e) {
            throw new InputException(
                    file, "the deflated data set cannot be unpacked", "the file is damaged, copy it again", e);
        } finally {
            inflater.end();
        }
    }

    /** Where the file meta information begins: after preamble and DICM, or at 0 for files without. */
    private static int start(byte[] data) {
        boolean magic = data.length >= PREAMBLE + MAGIC
                && data[PREAMBLE] == 'D'
                && data[PREAMBLE + 1] == 'I'
                && data[PREAMBLE + 2] == 'C'
                && data[PREAMBLE + 3] == 'M';
        return magic ? PREAMBLE + MAGIC : 0;
    }

    /** The syntax of a data set that does not name it, by its first element, which is of group 0002 or 0008. */
    private static Optional<TransferSyntax> bareSyntax(byte[] data, int at) {
        if (data.length - at < 8) {
            return Optional.empty();
        }
        int little = data[at] & 0xFF | (data[at + 1] & 0xFF) << 8;
        boolean stated = Vr.of(data[at + 4], data[at + 5]).isPresent();
        if (little == 0x0800 && stated) {
            return Optional.of(TransferSyntax.EXPLICIT_BE);
        }
        if (little != 0x0002 && little != 0x0008) {
            return Optional.empty();
        }
        if (stated) {
            return Optional.of(TransferSyntax.EXPLICIT_LE);
        }
        int length = data[at + 4] & 0xFF
                | (data[at + 5] & 0xFF) << 8
                | (data[at + 6] & 0xFF) << 16
                | (data[at + 7] & 0xFF) << 24;
        return little == 0x0008 && length >= 0 && length < 1 << 16
                ? Optional.of(TransferSyntax.IMPLICIT_LE)
                : Optional.empty();
    }

    /** Knows whether an odd number of bytes was written. */
    private static final class Counting extends java.io.FilterOutputStream {
        private boolean odd;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            odd = !odd;
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
            odd ^= (len & 1) != 0;
        }
    }
}
