package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The two folders of a run. The public one may be shared. The restricted one holds pictures of the person's own face and
 * the run's records, and never lies inside the public one, so that sharing a folder shares no face.
 *
 * @param open the public folder, absolute
 * @param restricted the restricted folder, absolute
 */
public record OutputTrees(Path open, Path restricted) {
    /**
     * Checks the two folders; creates nothing.
     *
     * @param restricted empty for the sibling {@code <public name>-restricted}
     * @throws UsageException if one lies inside the other or a file stands in the way
     */
    public static OutputTrees of(Path open, Optional<Path> restricted) {
        Path pub = real(open);
        Path name = pub.getFileName();
        if (name == null) {
            throw new UsageException(open + ": the root of a disk cannot be the output folder; name a folder in it");
        }
        Path res = real(restricted.orElseGet(() -> pub.resolveSibling(name + "-restricted")));
        if (res.startsWith(pub)) {
            throw new UsageException("--restricted " + res.getFileName()
                    + ": it lies inside the public folder, and sharing that would share the original faces; choose a folder"
                    + " outside " + name);
        }
        for (Path p : new Path[] {pub, res}) {
            if (Files.exists(p) && !Files.isDirectory(p)) {
                throw new UsageException(p.getFileName()
                        + ": a file of this name stands where a folder is needed; choose" + " another output folder");
            }
        }
        return new OutputTrees(pub, res);
    }

    /** Creates both folders. */
    public void create() throws IOException {
        Files.createDirectories(open);
        Files.createDirectories(restricted);
    }

    /** The path with symbolic links resolved as far as it exists, so that a link cannot hide one tree in the other. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path p = absolute; p != null; p = p.getParent()) {
            try {
                return p.toRealPath().resolve(p.relativize(absolute)).normalize();
            } catch (IOException e) {
                continue;
            }
        }
        return absolute;
    }
}
