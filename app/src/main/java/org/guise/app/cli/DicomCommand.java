package org.guise.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.guise.app.dicom.CopiedInstances;
import org.guise.app.dicom.DicomPlan;
import org.guise.app.dicom.DicomReader;
import org.guise.app.dicom.RefacedTags;
import org.guise.app.dicom.SaltFile;
import org.guise.app.job.OutputTrees;
import org.guise.app.job.RefaceEngine;
import org.guise.app.job.RefaceJob;
import org.guise.app.job.RunLedger;
import org.guise.app.job.RunSettings;
import org.guise.app.job.ScanOutcome;
import org.guise.app.job.Session;
import org.guise.app.job.UsageException;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.edit.HeaderProfile;
import org.guise.dicom.edit.UidMap;
import org.guise.dicom.profile.BasicProfile;
import org.guise.dicom.profile.ProfileOption;
import org.guise.dicom.series.DicomFolder;
import org.guise.dicom.series.Instance;
import org.guise.dicom.series.InstanceKind;
import org.guise.dicom.series.SeriesFiles;
import org.guise.dicom.series.SeriesWriter;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.AtomicFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Refaces DICOM series. */
@Command(
        name = "dicom",
        header = "Replace the face in the DICOM series of a folder, instance by instance.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "",
            "Looks through IN for CT, MR and PET series, classic or enhanced, and writes the same instances to OUT, one"
                    + " folder a series: OUT/<series number>/<instance number>.dcm. Only the pixels of the face and the tags"
                    + " that must say so change; all else keeps its bytes. Beside each folder a .json with the verdict, and"
                    + " in the restricted folder a before/after picture and the record of the run.",
            "",
            "Names, dates and other identifying attributes stay in the headers unless --profile basic is given.",
            "",
            "Series of one study are fitted together: the best structural one leads and the others get its fit and face."
                    + " Localizers, 3-D renders, secondary captures, structure sets, doses and segmentations may show the"
                    + " face: they are reported and left out, unless --copy.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  guise dicom study out                      every series of a study",
            "  guise dicom study out --keep-uids          the instances keep their UIDs",
            "  guise dicom study out --profile basic      headers without identity, by PS3.15 Annex E",
            "  guise dicom study out --profile basic --retain patient,shifted --clean descriptors",
            "  guise dicom study out --dry-run            only judge: what is there, and can it be refaced?",
            "  guise dicom study out --identity mean      the average face instead of a made-up one",
            "",
            "Exit codes: 0 all PASS, 2 wrong usage, 3 some REVIEW, 4 some FAIL, 5 some file could not be read or"
                    + " written. Of several, 4 comes before 5 before 3."
        })
final class DicomCommand implements Callable<Integer> {
    private final Wiring wiring;
    private final PrintStream terminal;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private GuiseCommand parent;

    @Mixin
    private EngineOptions engineOptions;

    @Mixin
    private ProfileOptions profileOptions;

    @Parameters(index = "0", paramLabel = "IN", description = "Folder with DICOM files, under any names, or one file.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "Public folder for refaced series; made if absent.")
    private Path out;

    @Option(
            names = "--restricted",
            paramLabel = "DIR",
            description = "Folder for what shows the original face (default: <OUT>-restricted beside OUT).")
    private @Nullable Path restricted;

    @Option(
            names = "--keep-uids",
            description =
                    "Keep the UIDs of series and instances. Otherwise they get new ones, made from a secret in the"
                            + " restricted folder, the same in every run.")
    private boolean keepUids;

    @Option(names = "--all", description = "Reface echo-planar series and localizers too, as far as that is possible.")
    private boolean all;

    @Option(
            names = "--copy",
            paramLabel = "KINDS",
            split = ",",
            description =
                    "Copy instances of these kinds, which are otherwise left out, without refacing them: captures, renders,"
                            + " localizers, structures, doses, segmentations, unplaced (images without a place in space), others. They"
                            + " may show the face: each is a REVIEW.")
    private List<String> copied = List.of();

    @Option(names = "--dry-run", description = "Fit and judge, write nothing.")
    private boolean dryRun;

    DicomCommand(Wiring wiring, PrintStream terminal) {
        this.wiring = wiring;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RunSettings settings = engineOptions.settings(dryRun, false);
        if (keepUids && profileOptions.isAsked() && !profileOptions.checked().contains(ProfileOption.UIDS)) {
            throw new UsageException("--keep-uids: the basic profile replaces all UIDs; give --retain uids too");
        }
        profileOptions.checked();
        Set<InstanceKind> kinds = CopiedKinds.of(copied);
        OutputTrees trees = OutputTrees.of(out, Optional.ofNullable(restricted));
        checkApart(trees);
        if (!dryRun) {
            trees.create();
            // What a killed run left half-written; a run still going writes more often than once an hour.
            AtomicFolder.deleteStale(trees.open(), Duration.ofHours(1));
            AtomicFile.deleteStale(trees.open(), Duration.ofHours(1));
            AtomicFile.deleteStale(trees.restricted(), Duration.ofHours(1));
        }
        List<ScanOutcome.Status> statuses = new ArrayList<>();
        try (Progress progress = Progress.on(terminal)) {
            progress.show("looking through " + in.getFileName());
            DicomFolder folder = DicomFolder.scan(in, all);
            progress.hide();
            DicomPlan plan = DicomPlan.of(folder.series(), all, kinds);
            reportFound(folder, statuses);
            run(plan, settings, trees, statuses, progress);
        }
        summarise(statuses, trees);
        return ExitCode.of(statuses);
    }

    /** What is written would be read again by the next run, or stand among the originals. */
    private void checkApart(OutputTrees trees) throws IOException {
        if (!Files.exists(in)) {
            throw new UsageException(in + ": there is no such folder; check the path");
        }
        Path real = in.toRealPath();
        for (Path tree : new Path[] {trees.open(), trees.restricted()}) {
            if (tree.startsWith(real) || real.startsWith(tree)) {
                throw new UsageException(tree.getFileName()
                        + ": an output folder and IN lie one inside the other; choose another output folder");
            }
        }
    }

    private void run(
            DicomPlan plan,
            RunSettings settings,
            OutputTrees trees,
            List<ScanOutcome.Status> statuses,
            Progress progress)
            throws IOException {
        Optional<byte[]> salt = dryRun ? Optional.empty() : Optional.of(SaltFile.in(trees.restricted()));
        Optional<BasicProfile> profile = salt.flatMap(profileOptions::profile);
        boolean mapped = keepUids || profile.map(BasicProfile::mapsUids).orElse(false);
        Optional<UidMap> uids = mapped ? Optional.empty() : salt.map(UidMap::new);
        SeriesWriter writer = new SeriesWriter(
                RefacedTags.of(settings.reface()),
                profile.map(p -> (HeaderProfile) p).orElse(HeaderProfile.NONE),
                uids,
                known(plan),
                RefacedTags.implementationVersion());
        try (RefaceEngine engine = wiring.engine().create(settings.atlas(), settings.threads())) {
            RunLedger ledger = new RunLedger(trees, settings);
            RefaceJob job = new RefaceJob(
                    engine,
                    wiring.painter(),
                    settings,
                    trees,
                    this::trace,
                    ledger,
                    new DicomReader(plan.series(), writer));
            for (DicomPlan.LeftOut left : plan.leftOut()) {
                ScanOutcome outcome = job.skip(left.task(), left.reason());
                report(outcome);
                statuses.add(outcome.status());
            }
            for (DicomPlan.Copy copy : plan.copies()) {
                ScanOutcome outcome = dryRun
                        ? ScanOutcome.without(copy.task(), ScanOutcome.Status.REVIEW, List.of(copy.reason()))
                        : CopiedInstances.write(copy, trees, writer);
                ledger.append(copy.task(), outcome, 0, 0);
                report(outcome);
                statuses.add(outcome.status());
            }
            if (profile.isPresent()) {
                for (SeriesFiles s : plan.series().values()) {
                    BasicProfile.warning(DicomFile.readHeader(s.first().file()).dataSet())
                            .ifPresent(w -> spec.commandLine().getErr().println("guise: " + s.label() + ": " + w));
                }
            }
            int[] started = {0};
            for (Session session : plan.sessions()) {
                List<ScanOutcome> outcomes = job.run(
                        session,
                        task -> progress.show(
                                "[" + Math.min(++started[0], plan.series().size()) + "/"
                                        + plan.series().size() + "] " + task.name()));
                progress.hide();
                outcomes.forEach(this::report);
                outcomes.forEach(o -> statuses.add(o.status()));
                // the volumes of one series are dead before the next is read
                System.gc();
            }
        }
    }

    /** The UIDs of all that is written. */
    private static Set<String> known(DicomPlan plan) {
        Set<String> known =
                new HashSet<>(SeriesWriter.uidsOf(List.copyOf(plan.series().values())));
        for (DicomPlan.Copy copy : plan.copies()) {
            for (Instance i : copy.instances()) {
                known.add(i.seriesUid());
                known.add(i.sopInstanceUid());
            }
        }
        known.remove("");
        return known;
    }

    private void reportFound(DicomFolder folder, List<ScanOutcome.Status> statuses) {
        PrintWriter good = spec.commandLine().getOut();
        good.println(folder.series().size() + " series"
                + (folder.others() == 0 ? "" : ", " + folder.others() + " files that are no DICOM files were ignored"));
        good.flush();
        for (String sentence : folder.unreadable()) {
            spec.commandLine().getErr().println("guise: " + sentence);
            statuses.add(ScanOutcome.Status.ERROR);
        }
        if (folder.series().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("guise: " + in.getFileName() + ": no DICOM images found; check the path");
            statuses.add(ScanOutcome.Status.ERROR);
        }
        spec.commandLine().getErr().flush();
    }

    private void trace(Throwable e) {
        if (parent.debug()) {
            e.printStackTrace(terminal);
        }
    }

    private void report(ScanOutcome outcome) {
        CommandLine line = spec.commandLine();
        new OutcomeLines(line.getOut(), line.getErr(), dryRun).print(outcome, outcome.output());
    }

    private void summarise(List<ScanOutcome.Status> statuses, OutputTrees trees) {
        PrintWriter good = spec.commandLine().getOut();
        boolean written =
                statuses.stream().anyMatch(s -> s == ScanOutcome.Status.PASS || s == ScanOutcome.Status.REVIEW);
        if (written && !dryRun) {
            if (!profileOptions.isAsked()) {
                good.println("Names, dates and other identifying attributes are still in the headers.");
            }
            good.println("Pictures and record (they show the original face, do not share): " + trees.restricted());
        }
        good.flush();
    }
}
