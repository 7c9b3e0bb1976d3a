package org.guise.app.review;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guise.app.run.LedgerEntry;
import org.guise.io.file.AtomicFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page with all pictures of a run, for a person to look through. It shows original faces and lies in the restricted folder;
 * {@code guise review} serves the same page with what it needs to keep decisions.
 */
public final class SummaryPage {
    /** The page's file name. */
    public static final String NAME = "summary.html";
    /** The same as a table. */
    public static final String TABLE = "summary.tsv";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SummaryPage() {}

    /** Writes page and table of a run into its restricted folder. */
    public static void write(Path restricted, Collection<LedgerEntry> entries) throws IOException {
        Decisions decisions = Decisions.read(restricted);
        byte[] page = bytes(entries, decisions);
        AtomicFile.write(restricted.resolve(NAME), out -> out.write(page));
        StringBuilder table = new StringBuilder("path\tstatus\tdecision\treasons\tnote\n");
        for (LedgerEntry e : sorted(entries)) {
            Decision d = decisions.of(e);
            table.append(String.join(
                            "\t",
                            e.path(),
                            e.status().name(),
                            d.result().isEmpty() ? "n/a" : d.choice().key(),
                            flat(String.join(" ", e.reasons())),
                            flat(d.note())))
                    .append('\n');
        }
        AtomicFile.write(
                restricted.resolve(TABLE), out -> out.write(table.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<LedgerEntry> sorted(Collection<LedgerEntry> entries) {
        return entries.stream().sorted(Comparator.comparing(LedgerEntry::path)).toList();
    }

    /** The page in UTF-8. */
    static byte[] bytes(Collection<LedgerEntry> entries, Decisions decisions) throws IOException {
        List<Map<String, Object>> scans = new ArrayList<>();
        for (LedgerEntry e : sorted(entries)) {
            if (isShown(e)) {
                Decision d = decisions.of(e);
                Map<String, Object> scan = new LinkedHashMap<>();
                scan.put("path", e.path());
                scan.put("status", e.status().name());
                scan.put("reasons", e.reasons());
                scan.put("picture", e.picture().orElse(""));
                scan.put("decidable", !d.result().isEmpty());
                scan.put("result", d.result());
                scan.put("decision", d.choice().key());
                scan.put("note", d.note());
                scans.add(scan);
            }
        }
        // no text can end the script element early
        String data = JSON.writeValueAsString(Map.of("scans", scans)).replace("<", "\\u003c");
        try (InputStream in = SummaryPage.class.getResourceAsStream("summary.html")) {
            if (in == null) {
                throw new IllegalStateException("summary.html is missing from the program's own files");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@DATA@", data)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Scans, and other files only while something is wrong with them. */
    private static boolean isShown(LedgerEntry e) {
        return e.status().isScan() && (e.path().endsWith(".nii") || e.path().endsWith(".nii.gz"));
    }
}
