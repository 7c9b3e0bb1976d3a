package org.guise.app.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.guise.io.file.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from working on the same folder at once: a file with the process id of the run, locked through the operating
 * system, which takes the lock back from a process that dies in whatever way. The file itself stays behind.
 */
public final class RunLock implements AutoCloseable {
    private static final String NAME = "run.lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder, which must exist.
     *
     * @throws InputException if another run holds it; the sentence gives its process id
     */
    public static RunLock on(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (locked(channel) == null) {
                String owner = Files.readString(file).strip();
                throw new InputException(
                        folder,
                        "another run" + (owner.isEmpty() ? "" : " (process " + owner + ")") + " is working on it",
                        "wait until it has finished, or choose another output folder");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new RunLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by another thread of this process
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
