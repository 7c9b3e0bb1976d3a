package org.guise.app.pacs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.guise.io.file.AtomicFolder;

/** The files of the one series that is being worked on: the originals in {@code in}, the result in {@code out}. */
final class WorkFolder {
    private final Path folder;

    WorkFolder(Path state, String id) {
        this.folder = state.resolve("work").resolve(id);
    }

    Path in() {
        return folder.resolve("in");
    }

    Path out() {
        return folder.resolve("out");
    }

    /** Makes both folders, empty. */
    void create() throws IOException {
        delete();
        Files.createDirectories(in());
        Files.createDirectories(out());
    }

    /** The result's files by name. */
    List<Path> results() throws IOException {
        if (!Files.isDirectory(out())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Forces the result's files to disk, and lets go of the originals. */
    void keepResults() throws IOException {
        for (Path file : results()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        AtomicFolder.delete(in());
    }

    /** Deletes all of it. */
    void delete() throws IOException {
        AtomicFolder.delete(folder);
    }

    /** Deletes what earlier runs left of series that are not worked on any more. @param keep ids whose folders stay */
    static void clear(Path state, java.util.function.Predicate<String> keep) throws IOException {
        Path work = state.resolve("work");
        Files.createDirectories(work);
        try (Stream<Path> folders = Files.list(work)) {
            for (Path old : folders.toList()) {
                if (!keep.test(String.valueOf(old.getFileName()))) {
                    AtomicFolder.delete(old);
                }
            }
        }
    }
}
