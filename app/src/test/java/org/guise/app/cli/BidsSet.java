package org.guise.app.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.guise.app.job.FakeEngine;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiWriter;

/** A BIDS data set of tiny scans whose verdicts are seeded in the first voxel, see {@link FakeEngine}. */
final class BidsSet {
    static final Wiring FAKE = new Wiring(
            (atlas, threads) -> new FakeEngine(), (qc, threads) -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

    final Path root;

    BidsSet(Path root) throws IOException {
        this.root = root;
        text("dataset_description.json", "{\"Name\":\"Test\",\"BIDSVersion\":\"1.8.0\"}");
        text("README", "A data set.");
    }

    BidsSet text(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** @param code the verdict: 0 PASS, 1 REVIEW, 2 FAIL */
    BidsSet scan(String path, int code, int side) throws IOException {
        Grid grid = new Grid(side, side, side, Affine.identity());
        float[] data = new float[grid.size()];
        Random random = new Random(path.hashCode());
        for (int i = 1; i < data.length; i++) {
            data[i] = 10 + random.nextInt(2000);
        }
        data[0] = code;
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        NiftiWriter.write(file, new Volume(grid, data), DataType.INT16);
        return this;
    }

    /** Hashes of the files below a folder by their path. */
    static Map<String, String> hashes(Path folder, Predicate<String> wanted) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(f -> {
                String path = folder.relativize(f).toString().replace('\\', '/');
                if (wanted.test(path)) {
                    try {
                        all.put(path, Hashes.file(f));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
        return all;
    }
}
