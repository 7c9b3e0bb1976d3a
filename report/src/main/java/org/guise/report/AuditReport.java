package org.guise.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.guise.audit.result.AuditResult;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.IoConsumer;

/** Writes what an audit found: {@code report.html}, {@code report.pdf} and {@code audit.json}. */
public final class AuditReport {
    private AuditReport() {}

    /**
     * Writes the three files, or none of them; earlier ones of these names are replaced. The same arguments give the same
     * bytes. Of a cohort of real persons, groups of fewer than five are left out.
     *
     * @param examples pictures to show, in order; only of synthetic persons, or where the user asked to show faces
     * @param outDir folder of the files; made if missing
     * @throws IllegalArgumentException if the result has no outcome or no readable date
     * @throws org.guise.io.file.OutputException if a file cannot be written
     */
    public static void write(AuditResult result, List<ExamplePicture> examples, Path outDir) throws IOException {
        byte[] json = AuditJson.bytes(Publishable.of(result));
        // The page shows what audit.json says, rounded as there: whoever draws it again from that file gets the same.
        AuditResult shown = AuditJson.read(json);
        Page page = new Page(shown, examples);
        byte[] html = page.withData().getBytes(StandardCharsets.UTF_8);
        byte[] pdf = PdfWriter.bytes(page.xhtml(), Page.TITLE, shown.tool(), Page.finished(shown));
        Files.createDirectories(outDir);
        SequencedMap<Path, IoConsumer<OutputStream>> files = new LinkedHashMap<>();
        files.put(outDir.resolve("audit.json"), out -> out.write(json));
        files.put(outDir.resolve("report.pdf"), out -> out.write(pdf));
        files.put(outDir.resolve("report.html"), out -> out.write(html));
        AtomicFile.writeAll(files);
    }
}
