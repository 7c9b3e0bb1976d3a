package org.guise.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final long SEED = 20261122;

    /** Gives at most {@code most} bytes at a time. */
    private static InputStream dripping(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, most));
            }
        };
    }

    private static byte[] body(String boundary, List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            text(
                    out,
                    (out.size() == 0 ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n");
            out.writeBytes(part);
        }
        text(out, "\r\n--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<byte[]> read(InputStream in, String boundary) throws IOException {
        MultipartReader reader = new MultipartReader(in, boundary);
        List<byte[]> parts = new ArrayList<>();
        for (Optional<MultipartReader.Part> p = reader.next(); p.isPresent(); p = reader.next()) {
            assertThat(p.get().headers()).isEqualTo(Map.of("content-type", "application/dicom"));
            parts.add(p.get().body().readAllBytes());
        }
        return parts;
    }

    @Test
    void findsEveryPartHoweverTheBytesArrive() throws IOException {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 300; trial++) {
            String boundary = trial % 2 == 0 ? "b" : "guise-0123456789abcdef";
            List<byte[]> parts = new ArrayList<>();
            for (int i = random.nextInt(4) + 1; i > 0; i--) {
                ByteArrayOutputStream part = new ByteArrayOutputStream();
                for (int n = random.nextInt(6); n > 0; n--) {
                    // What looks almost like a boundary, and bytes of any kind.
                    text(
                            part,
                            List.of("\r", "\r\n", "\r\n-", "\r\n--", "\r\n--guis", "--b", "x")
                                    .get(random.nextInt(7)));
                    byte[] noise = new byte[random.nextInt(trial % 10 == 0 ? 90_000 : 40)];
                    random.nextBytes(noise);
                    for (int k = 0; k < noise.length; k++) {
                        noise[k] |= (byte) 0x80;
                    }
                    part.writeBytes(noise);
                }
                // No line of a part may begin like the boundary (RFC 2046, section 5.1.1).
                String made = ("\r\n" + part.toString(StandardCharsets.ISO_8859_1))
                        .replace("\r\n--b", "\r\n--c")
                        .substring(2);
                parts.add(made.getBytes(StandardCharsets.ISO_8859_1));
            }
            byte[] body = body(boundary, parts);
            int most = trial % 3 == 0 ? 1 : 1 + random.nextInt(70_000);
            List<byte[]> got = read(dripping(body, most), boundary);
            assertThat(got).as("seed %d trial %d", SEED, trial).hasSameSizeAs(parts);
            for (int i = 0; i < got.size(); i++) {
                assertThat(got.get(i))
                        .as("seed %d trial %d part %d", SEED, trial, i)
                        .isEqualTo(parts.get(i));
            }
        }
    }

    @Test
    void readsAnEmptyPart() throws IOException {
        assertThat(read(dripping(body("b", List.of(new byte[0], new byte[] {7})), 3), "b"))
                .containsExactly(new byte[0], new byte[] {7});
    }

    @Test
    void skipsPreambleUnreadPartsAndWhatFollows() throws IOException {
        String body = "ignore me\r\n--b\r\nA: 1\r\n\r\nfirst\r\n--b  \r\n\r\nsecond\r\n--b--\r\nepilogue";
        MultipartReader reader =
                new MultipartReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)), "b");
        assertThat(reader.next().orElseThrow().headers()).isEqualTo(Map.of("a", "1"));
        MultipartReader.Part second = reader.next().orElseThrow();
        assertThat(second.headers()).isEmpty();
        assertThat(second.body().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("second");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void everyTruncationIsAnError() {
        byte[] body = body("bound", List.of("first part".getBytes(StandardCharsets.US_ASCII), new byte[] {1, 2}));
        for (int n = 0; n < body.length - 4; n++) {
            byte[] cut = java.util.Arrays.copyOf(body, n);
            assertThatThrownBy(() -> read(new ByteArrayInputStream(cut), "bound"))
                    .as("cut at %d", n)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void endlessHeadersAndPreamblesAreRefusedInsteadOfKept() {
        byte[] header = ("--b\r\n" + "A: " + "x".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(header), "b")).hasMessageContaining("header of a part");
        byte[] many = ("--b\r\n" + "A: 1\r\n".repeat(1 << 18)).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(many), "b")).hasMessageContaining("header of a part");
        assertThatThrownBy(() -> read(new ByteArrayInputStream(new byte[1 << 20]), "b"))
                .hasMessageContaining("no boundary");
        assertThatThrownBy(() -> read(new ByteArrayInputStream(new byte[0]), ""))
                .hasMessageContaining("boundary");
    }

    @Test
    void mediaTypesGiveTheirBoundaryQuotedOrNot() {
        assertThat(MediaType.parse("multipart/related; type=\"application/dicom\"; boundary=\"a;b=\\\"c\"")
                        .orElseThrow()
                        .parameters())
                .isEqualTo(Map.of("type", "application/dicom", "boundary", "a;b=\"c"));
        assertThat(MediaType.parse("Multipart/Related;boundary=xyz ;type = application/dicom")
                        .orElseThrow()
                        .parameters())
                .containsEntry("boundary", "xyz")
                .containsEntry("type", "application/dicom");
        assertThat(MediaType.parse("application/json").orElseThrow().parameters())
                .isEmpty();
        assertThat(MediaType.parse("nonsense")).isEmpty();
        assertThat(MediaType.parse("a/b; c=\"open")).isEmpty();
    }
}
