package org.guise.io.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static byte[] sample(int n, long seed) {
        Random random = new Random(seed);
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) {
            b[i] = (byte) (i / 3 % 50 + (random.nextInt(4) == 0 ? random.nextInt(20) : 0));
        }
        return b;
    }

    private static byte[] pack(int level, int threads, byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParallelGzip.write(out, level, threads, parts);
        return out.toByteArray();
    }

    private static byte[] unpack(byte[] gz) throws IOException {
        return new GzipInput(new ByteArrayInputStream(gz)).readAllBytes();
    }

    @Test
    void everySizeAroundBlockBordersIsReadBackByJava() throws Exception {
        int block = 1 << 20;
        for (int n : new int[] {0, 1, 1000, block - 1, block, block + 1, 3 * block, 3 * block + 12345}) {
            byte[] data = sample(n, n);
            byte[] gz = pack(1, 3, data);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gz)).readAllBytes())
                    .as("%d bytes", n)
                    .isEqualTo(data);
            assertThat(unpack(gz)).as("%d bytes", n).isEqualTo(data);
        }
    }

    @Test
    void noiseThatDoesNotCompressIsReadBack() throws Exception {
        byte[] noise = new byte[(5 << 20) / 2];
        new Random(3).nextBytes(noise);
        assertThat(unpack(pack(6, 2, noise))).isEqualTo(noise);
    }

    @Test
    void bytesDependNeitherOnThreadsNorOnHowTheContentIsCut() throws Exception {
        byte[] data = sample(5_000_000, 1);
        byte[] one = pack(4, 1, data);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(pack(4, threads, data)).as("%d threads", threads).isEqualTo(one);
        }
        byte[] head = Arrays.copyOf(data, 1_500_000);
        byte[] tail = Arrays.copyOfRange(data, 1_500_000, data.length);
        assertThat(pack(4, 2, head, new byte[0], tail)).isEqualTo(one);
    }

    @Test
    void blocksUseTheBytesBeforeThemAsDictionary() throws Exception {
        byte[] noise = new byte[1 << 14];
        new Random(4).nextBytes(noise);
        byte[] data = new byte[(1 << 20) + noise.length];
        System.arraycopy(noise, 0, data, (1 << 20) - noise.length, noise.length);
        System.arraycopy(noise, 0, data, 1 << 20, noise.length);
        assertThat(pack(6, 2, data)).hasSizeLessThan(noise.length * 3 / 2);
    }

    @Test
    void headerHoldsNoNameAndNoTime() throws Exception {
        assertThat(Arrays.copyOf(pack(6, 1, sample(10, 1)), 10)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
    }

    @Test
    void severalMembersWithAllHeaderFieldsAreReadInARow() throws Exception {
        byte[] a = sample(300_000, 1);
        byte[] b = sample(10, 2);
        byte[] packedB = pack(6, 1, b);
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3, 3, 0, 7, 7, 7});
        named.writeBytes("name.nii\0comment\0".getBytes());
        named.write(new byte[] {1, 1});
        named.write(packedB, 10, packedB.length - 10);
        byte[] all = concat(pack(1, 2, a), named.toByteArray(), pack(1, 1), pack(9, 1, a));
        assertThat(unpack(all)).isEqualTo(concat(a, b, a));
    }

    @Test
    void bytesBehindTheLastMemberAreReported() throws Exception {
        byte[] a = sample(1000, 1);
        GzipInput in = new GzipInput(new ByteArrayInputStream(concat(pack(6, 1, a), new byte[512])));
        assertThat(in.readAllBytes()).isEqualTo(a);
        assertThat(in.junkAfterEnd()).isTrue();
        GzipInput clean = new GzipInput(new ByteArrayInputStream(pack(6, 1, a)));
        clean.readAllBytes();
        assertThat(clean.junkAfterEnd()).isFalse();
        assertThat(clean.produced()).isEqualTo(1000);
    }

    @Test
    void aStreamCutAnywhereEndsEarly() throws Exception {
        byte[] gz = pack(6, 1, sample(5000, 1));
        for (int cut = 0; cut < gz.length; cut++) {
            byte[] part = Arrays.copyOf(gz, cut);
            assertThatThrownBy(() -> unpack(part)).as("cut at %d", cut).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aFlippedBitAnywhereBehindTheHeaderIsNoticed() throws Exception {
        byte[] data = sample(2000, 1);
        byte[] gz = pack(6, 1, data);
        for (int at = 10; at < gz.length; at++) {
            byte[] bad = gz.clone();
            bad[at] ^= 0x10;
            try {
                // The unused bits that fill the last byte of the deflate data carry nothing.
                assertThat(unpack(bad)).as("byte %d", at).isEqualTo(data);
                assertThat(at).isEqualTo(gz.length - 9);
            } catch (ZipException | EOFException e) {
                assertThat(e).hasMessageMatching(".{4,}");
            }
        }
    }

    @Test
    void smallReadsFromASlowStreamGiveTheSame() throws Exception {
        byte[] data = sample(3000, 5);
        InputStream trickle = new ByteArrayInputStream(pack(6, 1, data)) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1));
            }
        };
        GzipInput in = new GzipInput(trickle);
        for (byte want : data) {
            assertThat(in.read()).isEqualTo(want & 0xff);
        }
        assertThat(in.read()).isEqualTo(-1);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
