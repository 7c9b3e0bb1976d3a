package org.guise.app.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.guise.app.verify.Leak.Gravity;
import org.guise.audit.recognise.Recognisers;

/** Walks a tree about to be shared: names, headers and tables of all files first, then the scans one by one. */
public final class VerifyJob {
    private VerifyJob() {}

    /**
     * What is verified and against what.
     *
     * @param tree the folder
     * @param originals a folder of original scans whose content must not occur in the tree
     * @param seen files (relative to the tree) at which a person has looked: doubts about them are dropped, leaks are not
     * @param models folder of the face models; empty for where the build puts them
     * @param threads at least 1; no finding depends on it
     */
    public record Settings(Path tree, Optional<Path> originals, Set<String> seen, Optional<Path> models, int threads) {}

    /**
     * Verifies a tree. Writes nothing.
     *
     * @param progress is told what is being done
     * @throws IOException if the folder itself cannot be walked, or a face model is damaged
     */
    public static Verification run(Settings settings, Consumer<String> progress) throws IOException {
        Path models = settings.models().orElseGet(() -> Recognisers.locate(Path.of("")));
        try (FaceWitness witness = RenderedFaces.load(models, settings.threads())) {
            return run(settings, witness, progress);
        }
    }

    static Verification run(Settings settings, FaceWitness witness, Consumer<String> progress) throws IOException {
        progress.accept("listing");
        PublicTree tree = PublicTree.of(settings.tree());
        List<Leak> found = new ArrayList<>(tree.unreadable());
        List<Check> quick = new ArrayList<>(List.of(
                new NameCheck(),
                new HeaderCheck(),
                new JsonCheck(),
                new TableCheck(),
                new TextCheck(),
                new DicomCheck()));
        if (settings.originals().isPresent()) {
            progress.accept("hashing the originals");
            quick.add(OriginalsCheck.of(settings.originals().get()));
        }
        pass("names and headers", tree.files(), quick, found, progress);
        ScanCheck scans = new ScanCheck(witness);
        pass("pictures and masks", tree.files(), List.of(new PictureCheck(witness), new MaskCheck()), found, progress);
        List<Entry> images = tree.files().stream().filter(scans::concerns).toList();
        pass("scans", images, List.of(scans), found, progress);
        SeriesCheck.Outcome series = new SeriesCheck(settings.tree(), witness).run(progress);
        found.addAll(series.leaks());
        found.sort(Comparator.comparing(Leak::gravity).thenComparing(Leak::file));
        List<Leak> standing = found.stream()
                .filter(l -> l.gravity() != Gravity.DOUBT || !settings.seen().contains(l.file()))
                .toList();
        return new Verification(
                tree.files().size(),
                images.size() + series.scans(),
                standing,
                found.size() - standing.size(),
                notes(witness));
    }

    private static List<String> notes(FaceWitness witness) {
        return witness.detects()
                ? List.of()
                : List.of(
                        "The face models are not installed (npm ci --ignore-scripts in audit/): scans were judged by geometry"
                                + " alone, and pictures by their names alone.");
    }

    private static void pass(
            String what, List<Entry> files, List<Check> checks, List<Leak> found, Consumer<String> progress) {
        int number = 0;
        for (Entry file : files) {
            progress.accept("[" + ++number + "/" + files.size() + "] " + what + ": " + file.last());
            for (Check check : checks) {
                try {
                    if (check.concerns(file)) {
                        found.addAll(check.look(file));
                    }
                } catch (IOException e) {
                    found.add(new Leak(
                            file.name(),
                            Leak.Kind.UNREAD,
                            Gravity.UNREADABLE,
                            "it cannot be read",
                            "check its permissions and the disk, or leave it out"));
                }
            }
        }
    }
}
