package org.guise.io.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952), any number of members in a row, checking each member's CRC-32 and length.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream} it never guesses from {@code available()} whether another member
 * follows, inflates straight into the caller's array, and tells a stream that ends early ({@link EOFException}) from one
 * that is damaged ({@link ZipException}). Bytes after the last member that do not start another are ignored and
 * reported by {@link #junkAfterEnd()}. Not thread-safe.
 */
public final class GzipInput extends InputStream {
    private static final int BUFFER = 1 << 18;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long produced;
    private boolean inMember;
    private boolean ended;
    private boolean junk;
    private boolean any;

    /** Decompresses {@code in}, which is closed with this stream. */
    public GzipInput(InputStream in) {
        this.in = in;
    }

    /** Whether the bytes start with the gzip magic 1f 8b. */
    public static boolean isGzip(byte[] start) {
        return start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /** Decompressed bytes handed out so far. */
    public long produced() {
        return produced;
    }

    /** Whether bytes that belong to no gzip member followed the last member; known once the end is reached. */
    public boolean junkAfterEnd() {
        return junk;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        while (true) {
            if (ended || !inMember && !startMember()) {
                return -1;
            }
            int n = inflate(b, off, len);
            if (n > 0) {
                // The trailer is checked on the next call, so that a damaged one does not swallow these bytes.
                crc.update(b, off, n);
                produced += n;
                return n;
            }
            endMember();
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        ended = true;
        in.close();
    }

    private int inflate(byte[] b, int off, int len) throws IOException {
        try {
            while (true) {
                int n = inflater.inflate(b, off, len);
                if (n > 0 || inflater.finished()) {
                    return n;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("it asks for a preset dictionary");
                }
                position = limit - inflater.getRemaining();
                if (position == limit && !refill()) {
                    throw new EOFException("gzip data end early");
                }
                inflater.setInput(buffer, position, limit - position);
            }
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "invalid deflate data" : e.getMessage());
        }
    }

    private boolean startMember() throws IOException {
        int first = next();
        int second = first < 0 ? -1 : next();
        if (first != 0x1f || second != 0x8b) {
            if (!any) {
                throw first < 0 || second < 0 ? new EOFException("empty") : new ZipException("gzip magic is missing");
            }
            junk = first >= 0;
            ended = true;
            return false;
        }
        if (need() != 8) {
            throw new ZipException("unknown compression method");
        }
        int flags = need();
        for (int i = 0; i < 6; i++) {
            need();
        }
        if ((flags & 4) != 0) {
            for (int extra = need() | need() << 8; extra > 0; extra--) {
                need();
            }
        }
        if ((flags & 8) != 0) {
            skipText();
        }
        if ((flags & 16) != 0) {
            skipText();
        }
        if ((flags & 2) != 0) {
            need();
            need();
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(buffer, position, limit - position);
        inMember = true;
        any = true;
        return true;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        inMember = false;
        long wantCrc = need32();
        long wantLength = need32();
        if (wantCrc != crc.getValue()) {
            throw new ZipException("its CRC-32 does not fit the data");
        }
        if (wantLength != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("its stated length does not fit the data");
        }
    }

    private void skipText() throws IOException {
        while (need() != 0) {
            continue;
        }
    }

    private long need32() throws IOException {
        return need() | need() << 8 | need() << 16 | (long) need() << 24;
    }

    private int need() throws IOException {
        int b = next();
        if (b < 0) {
            throw new EOFException("gzip data end early");
        }
        return b;
    }

    private int next() throws IOException {
        return position < limit || refill() ? buffer[position++] & 0xff : -1;
    }

    private boolean refill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }
}
