package org.guise.app.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.guise.app.run.JsonLines;
import org.guise.app.run.Ledger;

/** The restricted record of a run over single files, {@code run.jsonl}: one line for every scan when it is done. */
public final class RunLedger implements RunRecord {
    private final JsonLines lines;
    private final RunSettings settings;

    /** The record in the restricted folder. */
    public RunLedger(OutputTrees trees, RunSettings settings) {
        this.lines = new JsonLines(trees.restricted().resolve(Ledger.NAME));
        this.settings = settings;
    }

    @Override
    public Optional<ScanOutcome> finished(ScanTask task) {
        return Optional.empty();
    }

    @Override
    public boolean resumes() {
        return false;
    }

    @Override
    public void append(ScanTask task, ScanOutcome outcome, double totalSeconds, double cpuSeconds) throws IOException {
        if (!settings.dryRun()) {
            lines.append(List.of(RunRecord.line(outcome, settings, totalSeconds, cpuSeconds)));
        }
    }
}
