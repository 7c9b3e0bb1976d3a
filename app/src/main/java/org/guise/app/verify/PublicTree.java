package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All files of a tree, links followed, in the order of their names; without what version control keeps for itself. */
record PublicTree(List<Entry> files, List<Leak> unreadable) {
    private static final Set<String> SKIPPED = Set.of(".git", ".datalad", ".svn", ".hg");
    private static final int DEEPEST = 60;

    static PublicTree of(Path root) throws IOException {
        List<Entry> files = new ArrayList<>();
        List<Leak> unreadable = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean skipped = !dir.equals(root) && SKIPPED.contains(String.valueOf(dir.getFileName()));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(new Entry(file, name(root, file), attributes.size()));
                } else {
                    unreadable.add(
                            unreadable(name(root, file), "it is no ordinary file, or lies too deep to be looked at"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                String why = Files.isSymbolicLink(file)
                        ? "it is a link that leads nowhere or in a circle, so its content is not known"
                        : "it cannot be read";
                unreadable.add(unreadable(name(root, file), why));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(java.util.Comparator.comparing(Entry::name));
        return new PublicTree(List.copyOf(files), List.copyOf(unreadable));
    }

    private static Leak unreadable(String name, String why) {
        return new Leak(
                name,
                Leak.Kind.UNREAD,
                Leak.Gravity.UNREADABLE,
                why,
                "get its content, give permission, or leave it out");
    }

    private static String name(Path root, Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
