package org.guise.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of files that appears under its final name only when all of them are written and on disk. Until then they lie in
 * a folder {@code .guise-<16 hex digits>.part} beside it, which is deleted if nothing is committed and which a killed process
 * leaves for {@link #deleteStale}.
 */
public final class AtomicFolder implements AutoCloseable {
    private static final String NAME = "\\.guise-[0-9a-f]{16}\\.part";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path target;
    private final Path part;

    /** Begins a folder. @throws OutputException if its parent cannot be made or written */
    public AtomicFolder(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        this.part = beside();
        try {
            Files.createDirectories(this.target.getParent());
            Files.createDirectory(part);
        } catch (IOException e) {
            throw OutputException.of(target, e);
        }
    }

    /** Writes one file of it and forces it to disk. @throws OutputException if the file system fails */
    public void write(String name, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(part.resolve(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw OutputException.of(target, e);
        }
    }

    /** Gives the folder its name; one that had the name before is replaced. @throws OutputException if that fails */
    public void commit() throws IOException {
        Path old = beside();
        boolean replaces = Files.exists(target);
        try {
            AtomicFile.forceFolder(part);
            if (replaces) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces && Files.exists(old) && !Files.exists(target)) {
                Files.move(old, target);
            }
            throw OutputException.of(target, e);
        }
        AtomicFile.forceFolder(target.getParent());
        delete(old);
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        delete(part);
    }

    /** Deletes what killed runs left in a folder, if it was not touched for this long. */
    public static void deleteStale(Path folder, Duration olderThan) throws IOException {
        Instant limit = Instant.now().minus(olderThan);
        List<Path> stale;
        try (Stream<Path> entries = Files.list(folder)) {
            stale = entries.filter(p -> p.getFileName().toString().matches(NAME) && Files.isDirectory(p))
                    .toList();
        }
        for (Path p : stale) {
            if (!Files.getLastModifiedTime(p).toInstant().isAfter(limit)) {
                delete(p);
            }
        }
    }

    private Path beside() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return target.resolveSibling(".guise-" + HexFormat.of().formatHex(random) + ".part");
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path p : all) {
            Files.deleteIfExists(p);
        }
    }
}
