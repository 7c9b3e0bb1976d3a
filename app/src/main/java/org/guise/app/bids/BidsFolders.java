package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.UsageException;
import org.guise.app.run.Ledger;
import org.guise.app.run.RunLock;

/** Checks that no folder of a run lies where its sharing would share originals or pictures of them. */
final class BidsFolders {
    private BidsFolders() {}

    /**
     * The folders of a run.
     *
     * @param bids the data set, existing
     * @param restricted empty for {@code <OUT>-restricted} beside {@code out}, or beside the data set if {@code out} is in it
     * @throws UsageException if originals could be shared with the results
     */
    static OutputTrees of(Path bids, Path out, Optional<Path> restricted, BidsLayout layout) throws IOException {
        Path root = bids.toRealPath();
        // twice: where the public folder really lies decides where the restricted one goes
        Path open = OutputTrees.of(out, restricted).open();
        boolean inside = open.startsWith(root);
        Optional<Path> chosen = restricted.isPresent() || !inside
                ? restricted
                : Optional.of(root.resolveSibling(root.getFileName() + "-" + open.getFileName() + "-restricted"));
        OutputTrees trees = OutputTrees.of(out, chosen);
        if (root.startsWith(open)) {
            throw new UsageException(
                    open.getFileName() + ": it holds the data set itself, and sharing it would share the"
                            + " originals; choose another output folder");
        }
        Path derivatives = root.resolve("derivatives");
        boolean asDerivative =
                layout == BidsLayout.DERIVATIVE && open.startsWith(derivatives) && !open.equals(derivatives);
        if (inside && !asDerivative) {
            throw new UsageException(open.getFileName() + ": it lies inside the data set; choose a folder outside"
                    + (layout == BidsLayout.DERIVATIVE ? ", or one in its derivatives folder" : ""));
        }
        if (trees.restricted().startsWith(root) || root.startsWith(trees.restricted())) {
            throw new UsageException("--restricted " + trees.restricted().getFileName()
                    + ": it must lie apart from the data set, so that sharing one does not share the other; choose a folder"
                    + " beside it");
        }
        if (open.startsWith(trees.restricted())) {
            throw new UsageException(open.getFileName()
                    + ": it lies inside the restricted folder; choose a folder outside, so that it can be shared");
        }
        return trees;
    }

    /** What a run holds while it works. */
    static RunLock claim(OutputTrees trees) throws IOException {
        trees.create();
        RunLock lock = RunLock.on(trees.restricted());
        if (!Files.exists(trees.restricted().resolve(Ledger.NAME)) && !isEmpty(trees.open())) {
            lock.close();
            throw new UsageException(
                    trees.open().getFileName() + ": it is not empty, and "
                            + trees.restricted().getFileName()
                            + " has no record of a run that filled it; choose a new folder, so that nothing but results is in it");
        }
        return lock;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }
}
