package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.guise.app.dicom.DicomPlan;
import org.guise.app.dicom.DicomReader;
import org.guise.app.dicom.RefacedTags;
import org.guise.app.job.OutputNames;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.QcPainter;
import org.guise.app.job.RefaceEngine;
import org.guise.app.job.RefaceJob;
import org.guise.app.job.RunLedger;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.app.job.ScanTask;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.edit.HeaderProfile;
import org.guise.dicom.edit.UidMap;
import org.guise.dicom.profile.BasicProfile;
import org.guise.dicom.series.DicomFolder;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SeriesWriter;

/** Refaces a series as {@code guise dicom} does, on its own. */
public final class DicomSeriesWorker implements SeriesWorker {
    private static final String RESULT = "series";

    private final RefaceEngine engine;
    private final QcPainter painter;
    private final RunSettings settings;
    private final Path restricted;
    private final byte[] salt;
    private final Optional<BasicProfile> profile;
    private final boolean all;
    private final Consumer<Throwable> trace;

    /**
     * A worker.
     *
     * @param restricted folder for before/after pictures and {@code run.jsonl}
     * @param salt secret from which new UIDs are made
     * @param profile what is done to the headers besides
     * @param all whether echo-planar series and localizers are refaced too
     * @param trace gets every exception that became a sentence
     */
    public DicomSeriesWorker(
            RefaceEngine engine,
            QcPainter painter,
            RunSettings settings,
            Path restricted,
            byte[] salt,
            Optional<BasicProfile> profile,
            boolean all,
            Consumer<Throwable> trace) {
        this.engine = engine;
        this.painter = painter;
        this.settings = settings;
        this.restricted = restricted;
        this.salt = salt.clone();
        this.profile = profile;
        this.all = all;
        this.trace = trace;
    }

    @Override
    public Result reface(String name, Path in, Path out, int generation) throws IOException {
        if (generation > 1) {
            renew(in, generation);
        }
        DicomFolder folder = DicomFolder.scan(in, all);
        if (!folder.unreadable().isEmpty()) {
            return new Result(Status.ERROR, folder.unreadable(), "");
        }
        DicomPlan plan = DicomPlan.of(folder.series(), all);
        List<String> reasons = new ArrayList<>(
                plan.leftOut().stream().map(DicomPlan.LeftOut::reason).toList());
        if (plan.series().size() != 1) {
            reasons.add(
                    plan.series().isEmpty()
                            ? "nothing in it can be refaced"
                            : "its instances belong to several series");
            return new Result(Status.SKIP, List.copyOf(reasons), "");
        }
        SeriesFiles files = plan.series().values().iterator().next();
        ScanOutcome outcome = run(name, in, files);
        reasons.addAll(outcome.reasons());
        if (outcome.status() != Status.PASS && outcome.status() != Status.REVIEW) {
            return new Result(outcome.status(), List.copyOf(reasons), "");
        }
        Path refaced = refacedFolder(in).resolve(RESULT);
        try (Stream<Path> results = Files.list(refaced)) {
            for (Path file : results.sorted().toList()) {
                Files.move(file, out.resolve(file.getFileName()));
            }
        }
        if (profile.isPresent()) {
            BasicProfile.warning(DicomFile.readHeader(files.first().file()).dataSet())
                    .ifPresent(reasons::add);
        }
        return new Result(outcome.status(), List.copyOf(reasons), seriesUid(out));
    }

    private ScanOutcome run(String name, Path in, SeriesFiles files) throws IOException {
        OutputTrees trees = OutputTrees.of(refacedFolder(in), Optional.of(restricted));
        trees.create();
        ScanTask task = new ScanTask(
                Path.of(files.label()),
                new OutputNames(RESULT, Optional.empty(), RESULT + ".json", Optional.empty(), name + "_qc.png"));
        boolean profileMaps = profile.map(BasicProfile::mapsUids).orElse(false);
        SeriesWriter writer = new SeriesWriter(
                RefacedTags.of(settings.reface()),
                profile.map(p -> (HeaderProfile) p).orElse(HeaderProfile.NONE),
                profileMaps ? Optional.empty() : Optional.of(new UidMap(salt)),
                SeriesWriter.uidsOf(List.of(files)),
                RefacedTags.implementationVersion());
        ScanOutcome outcome = new RefaceJob(
                        engine,
                        painter,
                        settings,
                        trees,
                        trace,
                        new RunLedger(trees, settings),
                        new DicomReader(Map.of(task, files), writer))
                .run(task);
        // The volumes of one series are dead before the next is read.
        System.gc();
        return outcome;
    }

    private static Path refacedFolder(Path in) {
        return in.resolveSibling("refaced");
    }

    /** Gives the originals other UIDs for series and instances, so that the result's differ from the earlier one's. */
    private void renew(Path in, int generation) throws IOException {
        UidMap other = new UidMap(
                new UidMap(salt).map("generation " + generation).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Set<String> known = SeriesWriter.uidsOf(DicomFolder.scan(in, true).series());
        List<Path> files;
        try (Stream<Path> list = Files.list(in)) {
            files = list.sorted().toList();
        }
        for (Path path : files) {
            DicomFile file = DicomFile.read(path);
            other.apply(file.dataSet(), known);
            try (var stream = Files.newOutputStream(path)) {
                file.write(stream);
            }
        }
    }

    private static String seriesUid(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            Path first = files.sorted().findFirst().orElseThrow(() -> new IOException("a result without files"));
            return DicomFile.readHeader(first)
                    .dataSet()
                    .string(Tag.SeriesInstanceUID)
                    .orElse("");
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
