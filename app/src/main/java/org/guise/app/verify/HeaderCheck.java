package org.guise.app.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guise.io.gzip.GzipInput;

/**
 * The texts in a NIfTI header (nifti1.h, nifti2.h): descrip, aux_file, db_name, intent_name, the extensions and whatever else
 * stands before the samples; and the file name within a gzip header (RFC 1952 section 2.3). The time in a gzip header is that
 * of the compression and is not reported.
 */
final class HeaderCheck implements Check {
    private static final int SIZE_1 = 348, SIZE_2 = 540, DICOM_EXTENSION = 2, MOST = 1 << 20;
    /** Shorter ones are units and coils, such as {@code 32 CH}. */
    private static final Pattern A_WORD = Pattern.compile("\\p{L}{3}");
    /** What programs put into db_name and aux_file that is no person. */
    private static final Set<String> HARMLESS =
            Set.of("", "none", "n/a", "nifti", "nifti-1", "image", "brain", "db_name");

    @Override
    public boolean concerns(Entry entry) {
        return entry.isNifti();
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        List<Leak> found = new ArrayList<>();
        gzipName(entry).ifPresent(found::add);
        if (entry.isSamples()) {
            return found;
        }
        byte[] head = start(entry);
        int size = head.length < 4 ? 0 : sizeOf(head);
        if (size == 0 || head.length < size) {
            // whether it is an image at all is the face check's business
            return found;
        }
        for (Map.Entry<String, String> field : texts(head, size).entrySet()) {
            String value = field.getValue().strip();
            Optional<String> what = PersonalText.in(value)
                    .or(() -> PersonalText.hasDate(value) ? Optional.of("a date") : Optional.empty());
            if (what.isPresent()) {
                found.add(Leak.leak(
                        entry,
                        Leak.Kind.HEADER,
                        "the header field " + field.getKey() + " holds " + what.get(),
                        "empty that field"));
            } else if ((field.getKey().equals("db_name") || field.getKey().equals("aux_file"))
                    && !HARMLESS.contains(value.toLowerCase(Locale.ROOT))
                    && A_WORD.matcher(value).find()) {
                found.add(Leak.doubt(
                        entry,
                        Leak.Kind.HEADER,
                        "the header field " + field.getKey() + ", which is usually empty, holds a text",
                        "empty that field unless it names nobody"));
            }
        }
        extensions(entry, head, size, found);
        return found;
    }

    private static int sizeOf(byte[] head) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int n = ByteBuffer.wrap(head).order(order).getInt(0);
            if (n == SIZE_1 || n == SIZE_2) {
                return n;
            }
        }
        return 0;
    }

    private static Map<String, String> texts(byte[] head, int size) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (size == SIZE_1) {
            fields.put("data_type", text(head, 4, 10));
            fields.put("db_name", text(head, 14, 18));
            fields.put("descrip", text(head, 148, 80));
            fields.put("aux_file", text(head, 228, 24));
            fields.put("intent_name", text(head, 328, 16));
        } else {
            fields.put("descrip", text(head, 240, 80));
            fields.put("aux_file", text(head, 320, 24));
            fields.put("intent_name", text(head, 508, 16));
        }
        return fields;
    }

    /** The printable characters of a field, whatever follows a zero byte too. */
    private static String text(byte[] head, int at, int n) {
        return new String(head, at, n, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e\\xa0-\\xff]+", " ");
    }

    private static void extensions(Entry entry, byte[] head, int size, List<Leak> found) {
        if (head.length < size + 12) {
            return;
        }
        ByteOrder order = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == size
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN;
        boolean listed = head[size] != 0;
        if (listed && ByteBuffer.wrap(head).order(order).getInt(size + 8) == DICOM_EXTENSION) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.HEADER,
                    "a header extension holds DICOM attributes",
                    "write the image again without extensions"));
            return;
        }
        String rest = text(head, size + 4, head.length - size - 4);
        Optional<String> what = PersonalText.in(rest);
        if (what.isPresent()) {
            found.add(Leak.leak(
                    entry,
                    Leak.Kind.HEADER,
                    "what follows the header, an extension, holds " + what.get(),
                    "write the image again without extensions"));
        } else if (listed && PersonalText.hasDate(rest)) {
            found.add(Leak.doubt(
                    entry,
                    Leak.Kind.HEADER,
                    "a header extension holds a date",
                    "write the image again without extensions if it is the day of the scan"));
        }
    }

    /** The decompressed bytes before the samples; of a header file all, at most 1 MiB. */
    private static byte[] start(Entry entry) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(entry.path()), 1 << 16)) {
            raw.mark(2);
            boolean gz = GzipInput.isGzip(raw.readNBytes(2));
            raw.reset();
            InputStream in = gz ? new GzipInput(raw) : raw;
            byte[] first = in.readNBytes(SIZE_2 + 4);
            int size = first.length < 4 ? 0 : sizeOf(first);
            if (size == 0 || first.length < size) {
                return first;
            }
            int end = entry.ends(".hdr", ".hdr.gz") ? MOST : Math.clamp(offset(first, size), size, MOST);
            if (end <= first.length) {
                return java.util.Arrays.copyOf(first, end);
            }
            byte[] rest = in.readNBytes(end - first.length);
            byte[] all = java.util.Arrays.copyOf(first, first.length + rest.length);
            System.arraycopy(rest, 0, all, first.length, rest.length);
            return all;
        }
    }

    private static long offset(byte[] head, int size) {
        ByteBuffer b = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) != size) {
            b.order(ByteOrder.BIG_ENDIAN);
        }
        return size == SIZE_1 ? (long) b.getFloat(108) : b.getLong(168);
    }

    private static Optional<Leak> gzipName(Entry entry) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(entry.path())) {
            start = in.readNBytes(4096);
        }
        if (start.length < 11 || !GzipInput.isGzip(start) || (start[3] & 8) == 0) {
            return Optional.empty();
        }
        int at = 10;
        if ((start[3] & 4) != 0) {
            at = 12 + (start[10] & 0xff) + 256 * (start[11] & 0xff);
        }
        int end = at;
        while (end < start.length && start[end] != 0) {
            end++;
        }
        if (at >= end) {
            return Optional.empty();
        }
        String name = new String(start, at, end - at, StandardCharsets.ISO_8859_1);
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        if (PersonalText.in(name).isPresent() || PersonalText.hasDate(name)) {
            return Optional.of(Leak.leak(
                    entry,
                    Leak.Kind.HEADER,
                    "the gzip header holds a former file name or path that points at a person or day",
                    "compress the file again without its name (gzip -n)"));
        }
        return last.replaceFirst("(?i)\\.gz$", "").equalsIgnoreCase(entry.last().replaceFirst("(?i)\\.gz$", ""))
                ? Optional.empty()
                : Optional.of(Leak.doubt(
                        entry,
                        Leak.Kind.HEADER,
                        "the gzip header holds another, former name of the file",
                        "compress the file again without its name (gzip -n) unless that name may be known"));
    }
}
