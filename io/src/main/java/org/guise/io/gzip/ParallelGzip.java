package org.guise.io.gzip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one gzip member (RFC 1952) with several threads: the content is cut into blocks of 1 MiB, each deflated on its
 * own with the 32 KiB before it as preset dictionary and ended on a byte boundary (sync flush); the blocks in order form
 * one valid deflate stream. The bytes depend on content and level only, never on the number of threads. The header
 * carries no name and no time.
 */
public final class ParallelGzip {
    /**
     * The level used when none is asked for. Measured on an int16 T1 scan of 192×256×256 voxels (25.2 MB), Temurin 25, two
     * shared cores, one / two threads: level 1 316 / 300 ms, 11.21 MB; level 3 588 / 300 ms, 10.74 MB; level 4 484 / 248 ms,
     * 10.64 MB; level 6 1774 / 907 ms, 10.47 MB; level 9 15135 / 7937 ms, 10.38 MB. On a uint8 scan of 2.1 MB levels 1, 4
     * and 6 take 23, 29 and 32 ms for 0.90, 0.88 and 0.88 MB. Level 4 is within 2 % of level 6 in a quarter of its time.
     */
    public static final int DEFAULT_LEVEL = 4;

    private static final int BLOCK = 1 << 20;
    private static final int DICTIONARY = 1 << 15;

    private ParallelGzip() {}

    /**
     * Writes the concatenation of {@code parts} as one gzip member. The stream is neither flushed nor closed.
     *
     * @param level deflate level 1 (fast) to 9 (small)
     * @param threads at least 1; memory in flight is about 4 MiB a thread
     */
    public static void write(OutputStream out, int level, int threads, byte[]... parts) throws IOException {
        if (level < 1 || level > 9 || threads < 1) {
            throw new IllegalArgumentException(
                    "gzip level " + level + " with " + threads + " threads: expected 1..9, ≥ 1");
        }
        Content content = new Content(parts);
        // RFC 1952: magic, method deflate, no flags, no time, extra flags 4 = fastest / 2 = best, system 255 = unknown.
        byte extra = (byte) (level == 1 ? 4 : level == 9 ? 2 : 0);
        out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, extra, (byte) 0xff});
        long blocks = Math.max(1, (content.size + BLOCK - 1) / BLOCK);
        if (threads == 1 || blocks == 1) {
            try (BlockDeflater deflater = new BlockDeflater(level)) {
                for (long i = 0; i < blocks; i++) {
                    deflater.deflate(content, i * BLOCK, i == blocks - 1).writeTo(out);
                }
            }
        } else {
            writeParallel(out, level, (int) Math.min(threads, blocks), content, blocks);
        }
        CRC32 crc = new CRC32();
        for (byte[] part : parts) {
            crc.update(part);
        }
        writeInt(out, crc.getValue());
        writeInt(out, content.size);
    }

    private static void writeParallel(OutputStream out, int level, int threads, Content content, long blocks)
            throws IOException {
        Deque<Future<Packed>> queue = new ArrayDeque<>();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("gzip-", 0).factory());
        try {
            for (long i = 0; i < blocks || !queue.isEmpty(); ) {
                if (i < blocks && queue.size() < threads * 2) {
                    long start = i * BLOCK;
                    boolean last = i == blocks - 1;
                    queue.add(pool.submit(() -> {
                        try (BlockDeflater deflater = new BlockDeflater(level)) {
                            return deflater.deflate(content, start, last);
                        }
                    }));
                    i++;
                } else {
                    queue.remove().get().writeTo(out);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("deflate failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void writeInt(OutputStream out, long v) throws IOException {
        out.write(new byte[] {(byte) v, (byte) (v >> 8), (byte) (v >> 16), (byte) (v >> 24)});
    }

    /** One block's deflate bytes. */
    private record Packed(byte[] bytes, int length) {
        void writeTo(OutputStream out) throws IOException {
            out.write(bytes, 0, length);
        }
    }

    /** The parts seen as one run of bytes. */
    private static final class Content {
        final byte[][] parts;
        final long size;

        Content(byte[][] parts) {
            this.parts = parts;
            long n = 0;
            for (byte[] part : parts) {
                n += part.length;
            }
            this.size = n;
        }

        byte[] copy(long from, long to) {
            byte[] copy = new byte[(int) (to - from)];
            long start = 0;
            for (byte[] part : parts) {
                long a = Math.max(from, start), b = Math.min(to, start + part.length);
                if (a < b) {
                    System.arraycopy(part, (int) (a - start), copy, (int) (a - from), (int) (b - a));
                }
                start += part.length;
            }
            return copy;
        }
    }

    private static final class BlockDeflater implements AutoCloseable {
        private final Deflater deflater;

        BlockDeflater(int level) {
            deflater = new Deflater(level, true);
        }

        Packed deflate(Content content, long start, boolean last) {
            long dictionaryStart = Math.max(0, start - DICTIONARY);
            int dictionary = (int) (start - dictionaryStart);
            byte[] bytes = content.copy(dictionaryStart, Math.min(start + BLOCK, content.size));
            deflater.reset();
            if (dictionary > 0) {
                deflater.setDictionary(bytes, 0, dictionary);
            }
            deflater.setInput(bytes, dictionary, bytes.length - dictionary);
            if (last) {
                deflater.finish();
            }
            byte[] packed = new byte[(bytes.length - dictionary) / 2 + 256];
            int n = 0;
            while (true) {
                n += deflater.deflate(packed, n, packed.length - n, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                // A full buffer means that more may be pending; the flush is complete only when space is left over.
                if (last ? deflater.finished() : n < packed.length) {
                    return new Packed(packed, n);
                }
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
        }

        @Override
        public void close() {
            deflater.end();
        }
    }
}
