package org.guise.app.review;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guise.app.run.EntryStatus;
import org.guise.app.run.JsonLines;
import org.guise.app.run.LedgerEntry;
import org.guise.io.file.InputException;
import tools.jackson.databind.JsonNode;

/** What persons decided on the results of a run: {@code review.jsonl} in the restricted folder, to which lines are only added. */
public final class Decisions {
    /** The file. */
    public static final String NAME = "review.jsonl";

    private final JsonLines lines;
    private final Map<String, Decision> last = new HashMap<>();

    private Decisions(JsonLines lines) {
        this.lines = lines;
    }

    /** Reads what was decided so far. @throws InputException if the file is broken; one sentence */
    public static Decisions read(Path restricted) throws IOException {
        Path file = restricted.resolve(NAME);
        Decisions decisions = new Decisions(new JsonLines(file));
        for (JsonNode line : decisions.lines.read()) {
            try {
                Decision d = Decision.of(line);
                decisions.last.put(d.path(), d);
            } catch (IllegalArgumentException e) {
                throw new InputException(
                        file,
                        "has a line with no known decision",
                        "restore the file, or move it away to start afresh",
                        e);
            }
        }
        return decisions;
    }

    /** Cuts off a torn last line, so that lines can be added. */
    void mend() throws IOException {
        lines.mend();
    }

    /** The result that a decision on a scan is about: the hash of what is public; empty if nothing is. */
    public static String result(LedgerEntry entry) {
        boolean refaced = entry.status() == EntryStatus.PASS || entry.status() == EntryStatus.REVIEW;
        return refaced && !entry.outputs().isEmpty()
                ? entry.outputs().values().iterator().next()
                : "";
    }

    /** What holds for a scan as it is now. */
    public Decision of(LedgerEntry entry) {
        Decision d = last.get(entry.path());
        String result = result(entry);
        return d != null && !result.isEmpty() && d.result().equals(result)
                ? d
                : new Decision(entry.path(), result, Decision.Choice.UNDECIDED, "");
    }

    /** Writes a decision down. */
    synchronized void add(Decision decision) throws IOException {
        lines.append(List.of(decision.line()));
        last.put(decision.path(), decision);
    }
}
