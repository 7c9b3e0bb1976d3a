package org.guise.dicom.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a multipart body (RFC 2046, section 5.1.1) apart while it arrives. Holds one buffer of 64 KiB, whatever the size
 * of the parts; a boundary may lie across any two reads. Not thread-safe.
 */
final class MultipartReader {
    static final int BUFFER = 1 << 16;
    private static final int MOST_HEADER_BYTES = 1 << 14;
    private static final int LONGEST_BOUNDARY = 70;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean atDelimiter;
    private boolean ended;
    private boolean started;

    /**
     * One part.
     *
     * @param headers by name in lower case
     * @param body its bytes; ends where the part does, and is void once the next part is asked for
     */
    record Part(Map<String, String> headers, InputStream body) {}

    /** Reads from {@code in}, which the caller closes. @throws IOException if no boundary can look like this */
    MultipartReader(InputStream in, String boundary) throws IOException {
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new IOException("the boundary of the parts has " + boundary.length() + " characters, expected 1 to "
                    + LONGEST_BOUNDARY);
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very start, without the line break that belongs to all others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
    }

    /**
     * The next part, after skipping what was not read of the one before; empty after the last.
     *
     * @throws EOFException if the body ends before its last boundary
     */
    Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        int skipped = 0;
        for (int n = safe(); n > 0 || !atDelimiter; n = safe()) {
            skipped += n;
            from += n;
            if (!started && skipped > BUFFER) {
                throw new IOException("no boundary in the first " + BUFFER + " bytes of a multipart body");
            }
        }
        started = true;
        from += delimiter.length;
        atDelimiter = false;
        if (peek(0) == '-' && peek(1) == '-') {
            ended = true;
            return Optional.empty();
        }
        while (peek(0) == ' ' || peek(0) == '\t') {
            from++;
        }
        if (!line().isEmpty()) {
            throw new IOException("a boundary of a multipart body is followed by other text");
        }
        return Optional.of(new Part(headers(), new Body()));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        int bytes = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            bytes += line.length() + 2;
            if (bytes > MOST_HEADER_BYTES) {
                throw new IOException("the header of a part is longer than " + MOST_HEADER_BYTES + " bytes");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        // An empty body has its delimiter's line break in common with the blank line that ends the header.
        from -= 2;
        if (!startsWithDelimiter()) {
            from += 2;
        }
        return headers;
    }

    private boolean startsWithDelimiter() throws IOException {
        for (int i = 0; i < delimiter.length; i++) {
            if (i >= 2 && (to - from <= i) && !fill()) {
                return false;
            }
            if (buffer[from + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = peek(0);
            if (b < 0) {
                throw truncated();
            }
            from++;
            if (b == '\r' && peek(0) == '\n') {
                from++;
                return line.toString();
            }
            line.append((char) b);
            if (line.length() > MOST_HEADER_BYTES) {
                throw new IOException("the header of a part is longer than " + MOST_HEADER_BYTES + " bytes");
            }
        }
    }

    private int peek(int ahead) throws IOException {
        while (to - from <= ahead) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[from + ahead] & 0xff;
    }

    /** How many bytes at {@code from} surely lie before a delimiter; reads more where none do. */
    private int safe() throws IOException {
        while (!atDelimiter) {
            int found = indexOfDelimiter();
            if (found >= 0) {
                atDelimiter = found == from;
                return found - from;
            }
            int n = to - from - (delimiter.length - 1);
            if (n > 0) {
                return n;
            }
            if (!fill()) {
                throw truncated();
            }
        }
        return 0;
    }

    private int indexOfDelimiter() {
        int last = to - delimiter.length;
        for (int i = from; i <= last; i++) {
            if (buffer[i] == '\r') {
                int k = 1;
                while (k < delimiter.length && buffer[i + k] == delimiter[k]) {
                    k++;
                }
                if (k == delimiter.length) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Moves what is left to the front, keeping two bytes before it, and reads more. Whether there was more. */
    private boolean fill() throws IOException {
        int keep = Math.min(from, 2);
        if (from > keep) {
            System.arraycopy(buffer, from - keep, buffer, 0, to - from + keep);
            to -= from - keep;
            from = keep;
        }
        if (to == buffer.length) {
            throw new IOException("the header of a part is longer than " + MOST_HEADER_BYTES + " bytes");
        }
        int n = in.read(buffer, to, buffer.length - to);
        if (n > 0) {
            to += n;
        }
        return n > 0;
    }

    private static EOFException truncated() {
        return new EOFException("a multipart body ends before its last boundary");
    }

    private final class Body extends InputStream {
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
            int n = Math.min(len, safe());
            if (n == 0) {
                return -1;
            }
            System.arraycopy(buffer, from, b, off, n);
            from += n;
            return n;
        }
    }
}
