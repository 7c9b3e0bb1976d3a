package org.guise.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiWriter;

/** The peer quickshear (Schimke and Hale 2011), which cuts along a plane under a brain mask, run as a program. */
final class Quickshear {
    private static final long LIMIT_S = 300;

    private final List<String> command;
    private final Path folder;

    private Quickshear(List<String> command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * The program named by a command line, or {@code quickshear} on the PATH.
     *
     * @param chosen words separated by spaces, or empty
     */
    static Optional<Quickshear> find(String chosen) throws IOException {
        List<String> words = new ArrayList<>();
        if (chosen.isBlank()) {
            String path = System.getenv().getOrDefault("PATH", "");
            Arrays.stream(path.split(java.io.File.pathSeparator))
                    .map(d -> Path.of(d).resolve("quickshear"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .ifPresent(p -> words.add(p.toString()));
        } else {
            words.addAll(Arrays.asList(chosen.trim().split(" +")));
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quickshear(List.copyOf(words), Files.createTempDirectory("guise-quickshear")));
    }

    /** The cut scan, or nothing where the program failed. */
    Optional<float[]> cut(Volume scan, LabelVolume brain) throws IOException {
        Path in = folder.resolve("scan.nii"), mask = folder.resolve("mask.nii"), out = folder.resolve("out.nii");
        Files.deleteIfExists(out);
        NiftiWriter.write(in, scan, DataType.FLOAT32);
        NiftiWriter.write(mask, brain);
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(in.toString(), mask.toString(), out.toString()));
        Process p = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!p.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                p.destroyForcibly();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            p.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        if (p.exitValue() != 0 || !Files.isReadable(out)) {
            return Optional.empty();
        }
        Volume cut = NiftiFile.read(out).frame(0);
        return cut.data().length == scan.data().length ? Optional.of(cut.data()) : Optional.empty();
    }

    /** Removes the files in between. */
    void close() throws IOException {
        for (String name : List.of("scan.nii", "mask.nii", "out.nii")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
