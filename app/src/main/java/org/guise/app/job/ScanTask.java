package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.guise.core.reface.Method;

/**
 * One scan of a run and where its results go.
 *
 * @param input the file as the user named it
 * @param names the file names of its results
 * @param metadata fields that its sidecar has beside those that Guise writes
 */
public record ScanTask(Path input, OutputNames names, Map<String, Object> metadata) {
    /** A scan whose sidecar says only what Guise did. */
    public ScanTask(Path input, OutputNames names) {
        this(input, names, Map.of());
    }

    /**
     * The tasks of a refacing run, in the order given; see {@link #plan(List, OutputTrees, Method)}.
     */
    public static List<ScanTask> plan(List<Path> inputs, OutputTrees trees) {
        return plan(inputs, trees, Method.REFACE);
    }

    /**
     * The tasks of a run, in the order given.
     *
     * @throws UsageException if an input is no NIfTI name or is a folder, if two inputs would be written under one
     *     name, or if an output would overwrite an input
     */
    public static List<ScanTask> plan(List<Path> inputs, OutputTrees trees, Method method) {
        List<ScanTask> tasks = new ArrayList<>();
        Map<String, Path> taken = new HashMap<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                throw new UsageException(
                        input + ": this is a folder; name the scans in it, e.g. " + input + "/*.nii.gz");
            }
            OutputNames names = OutputNames.of(input, method)
                    .orElseThrow(() -> new UsageException(input.getFileName()
                            + ": not the name of a NIfTI file; expected one that ends in .nii, .nii.gz, .hdr or .img"));
            // Folded case: two such names are one file on the usual macOS and Windows disks.
            Path earlier = taken.putIfAbsent(names.sidecar().toLowerCase(Locale.ROOT), input);
            if (earlier != null) {
                throw new UsageException(earlier + " and " + input + ": both would be written as " + names.scan()
                        + "; rename one, or reface them into different folders");
            }
            tasks.add(new ScanTask(input, names));
        }
        for (ScanTask task : tasks) {
            for (Path input : inputs) {
                if (same(trees.open().resolve(task.names.scan()), input)) {
                    throw new UsageException(input + ": the result of " + task.input.getFileName()
                            + " would overwrite it; choose another output folder");
                }
            }
        }
        return List.copyOf(tasks);
    }

    /** The input's file name: all that any message or record says about where it came from. */
    public String name() {
        return String.valueOf(input.getFileName());
    }

    /** The JSON beside the input, if there is one. */
    public Optional<Path> inputSidecar() {
        String stem = name().replaceFirst("(?i)(\\.nii|\\.hdr|\\.img)(\\.gz)?$", "");
        Path json = input.resolveSibling(stem + ".json");
        return Files.isRegularFile(json) ? Optional.of(json) : Optional.empty();
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (IOException e) {
            return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
        }
    }
}
