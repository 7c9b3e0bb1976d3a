package org.guise.io.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Writes files that appear under their final name only when complete: a temporary file in the same folder is written,
 * forced to disk, renamed in one step, and the folder is forced to disk. A process killed at any moment leaves at most
 * a file named {@code .guise-<16 hex digits>.tmp}, which {@link #deleteStale} clears.
 */
public final class AtomicFile {
    private static final Pattern TEMP_NAME = Pattern.compile("\\.guise-[0-9a-f]{16}\\.tmp");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /**
     * Writes {@code target} through {@code body}, replacing an earlier file of that name only on success.
     *
     * @throws OutputException if the file system fails (one sentence); any other exception of {@code body} passes
     *     through, and the temporary file is deleted in every case
     */
    public static void write(Path target, IoConsumer<OutputStream> body) throws IOException {
        SequencedMap<Path, IoConsumer<OutputStream>> one = new LinkedHashMap<>();
        one.put(target, body);
        writeAll(one);
    }

    /**
     * Writes all targets to temporary files first and then renames them in the map's order, so that a pair of files
     * (samples, then the header that points to them) is never seen with the first written and the last missing content.
     *
     * @throws OutputException as {@link #write}; if a rename fails the targets renamed before it stay
     */
    public static void writeAll(SequencedMap<Path, IoConsumer<OutputStream>> bodies) throws IOException {
        Map<Path, Path> temps = new LinkedHashMap<>();
        try {
            for (var e : bodies.entrySet()) {
                Path temp = tempFor(e.getKey());
                temps.put(e.getKey(), temp);
                writeTemp(temp, e.getKey(), e.getValue());
            }
            for (var e : temps.entrySet()) {
                rename(e.getValue(), e.getKey());
            }
        } finally {
            for (Path temp : temps.values()) {
                deleteQuietly(temp);
            }
        }
    }

    /** Whether a file name is that of a temporary file of this class. */
    public static boolean isTemp(Path file) {
        return file.getFileName() != null
                && TEMP_NAME.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Deletes temporary files that a killed run left in {@code folder}.
     *
     * @param olderThan only files not modified for this long, so that a run still writing beside us is left alone
     * @return the files deleted
     */
    public static List<Path> deleteStale(Path folder, Duration olderThan) throws IOException {
        List<Path> gone = new ArrayList<>();
        Instant limit = Instant.now().minus(olderThan);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".guise-*.tmp")) {
            for (Path file : files) {
                if (isTemp(file) && !Files.getLastModifiedTime(file).toInstant().isAfter(limit)) {
                    Files.deleteIfExists(file);
                    gone.add(file);
                }
            }
        }
        return gone;
    }

    private static Path tempFor(Path target) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return target.toAbsolutePath().resolveSibling(".guise-" + HexFormat.of().formatHex(random) + ".tmp");
    }

    private static void writeTemp(Path temp, Path target, IoConsumer<OutputStream> body) throws IOException {
        if (Files.isDirectory(target)) {
            throw OutputException.of(target, new IOException("a folder of that name exists"));
        }
        // Opened through the channel and not createTempFile, so that the file gets the user's usual permissions.
        try (FileChannel channel = open(temp, target)) {
            OutputStream raw = new Reporting(Channels.newOutputStream(channel), target);
            OutputStream out = new BufferedOutputStream(raw, BUFFER);
            body.accept(out);
            out.flush();
            channel.force(true);
        } catch (OutputException e) {
            throw e;
        } catch (java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw OutputException.isDiskFull(e) ? OutputException.of(target, e) : e;
        }
    }

    private static FileChannel open(Path temp, Path target) throws OutputException {
        try {
            return FileChannel.open(temp, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw OutputException.of(target, e);
        }
    }

    private static void rename(Path temp, Path target) throws OutputException {
        try {
            try {
                Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temp, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw OutputException.of(target, e);
        }
        forceFolder(target.toAbsolutePath().getParent());
    }

    /** Makes the rename itself durable; some systems (Windows) cannot open a folder, there the rename is left to them. */
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    private static void deleteQuietly(Path temp) {
        try {
            Files.deleteIfExists(temp);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            temp.toFile().deleteOnExit();
        }
    }

    /** Turns failures of the file itself into sentences, so that they differ from failures of the writer's own inputs. */
    private static final class Reporting extends FilterOutputStream {
        private final Path target;

        Reporting(OutputStream out, Path target) {
            super(out);
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            try {
                out.write(b, off, len);
            } catch (IOException e) {
                throw OutputException.of(target, e);
            }
        }
    }
}
