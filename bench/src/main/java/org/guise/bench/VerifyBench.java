package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guise.app.verify.Leak;
import org.guise.app.verify.Verification;
import org.guise.app.verify.VerifyJob;
import org.guise.io.nifti.NiftiNames;

/** How many of ten planted leaks of each kind {@code guise verify} finds, and how often it cries wolf in clean trees. */
final class VerifyBench {
    private static final String USAGE =
            "verify ORIGINALS REFACED [CLEAN…] [--most 10] [--models DIR] [--keep DIR] [--threads 2] [-o FILE]";

    private VerifyBench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        if (options.plain().size() < 2) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Path refacedTree = Path.of(options.plain().get(1));
        List<Path> originals = scans(Path.of(options.plain().getFirst()), options.number("most", 10));
        List<Path> refaced = scans(refacedTree, 1000).stream()
                .filter(p -> Files.isRegularFile(p.resolveSibling(NiftiNames.stem(p) + ".json")))
                .toList();
        String keep = options.text("keep", "");
        Path tree =
                keep.isEmpty() ? Files.createTempDirectory("guise-planted") : Files.createDirectories(Path.of(keep));
        Map<String, List<String>> planted = new PlantedTree(tree).plant(originals, refaced);
        Table table = new Table();
        found(planted, verify(tree, options), table);
        table.line("");
        table.header("clean tree", "scans", "leaks", "doubts", "unreadable");
        for (String folder : options.plain().subList(1, options.plain().size())) {
            Verification clean = verify(Path.of(folder), options);
            table.row(
                    Path.of(folder).getFileName(),
                    clean.scans(),
                    clean.count(Leak.Gravity.LEAK),
                    clean.count(Leak.Gravity.DOUBT),
                    clean.count(Leak.Gravity.UNREADABLE));
            clean.leaks().forEach(l -> System.err.println(l.line()));
        }
        table.save(options.output());
    }

    private static List<Path> scans(Path folder, int most) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(p ->
                            p.toString().endsWith(".nii.gz") && !p.toString().contains("mask"))
                    .sorted()
                    .limit(most)
                    .toList();
        }
    }

    private static Verification verify(Path tree, Options options) throws IOException {
        Optional<Path> models = Optional.of(options.text("models", ""))
                .filter(m -> !m.isEmpty())
                .map(Path::of);
        return VerifyJob.run(
                new VerifyJob.Settings(tree, Optional.empty(), Set.of(), models, options.number("threads", 2)),
                text -> {});
    }

    private static void found(Map<String, List<String>> planted, Verification result, Table table) {
        table.header("planted", "found", "as a leak", "missed");
        for (Map.Entry<String, List<String>> kind : planted.entrySet()) {
            List<String> missed = new ArrayList<>();
            int leaks = 0;
            for (String file : kind.getValue()) {
                List<Leak> about = result.leaks().stream()
                        .filter(l -> l.file().equals(file) && l.kind().key().equals(kind.getKey()))
                        .toList();
                if (about.isEmpty()) {
                    missed.add(file);
                }
                leaks += about.stream().anyMatch(l -> l.gravity() == Leak.Gravity.LEAK) ? 1 : 0;
            }
            int n = kind.getValue().size();
            table.row(kind.getKey(), n - missed.size() + " of " + n, leaks, String.join(", ", missed));
        }
    }
}
