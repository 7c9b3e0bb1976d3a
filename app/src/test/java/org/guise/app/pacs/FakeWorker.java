package org.guise.app.pacs;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;

/** Gives each file new UIDs, the same for the same file, and says that it has no face. */
final class FakeWorker implements SeriesWorker {
    private final int pauseMs;
    private int calls;

    FakeWorker(int pauseMs) {
        this.pauseMs = pauseMs;
    }

    int calls() {
        return calls;
    }

    static String newUid(String uid, int generation) {
        UUID hash = UUID.nameUUIDFromBytes((generation + " " + uid).getBytes(StandardCharsets.US_ASCII));
        return "2.25." + new BigInteger(hash.toString().replace("-", ""), 16);
    }

    @Override
    public Result reface(String name, Path in, Path out, int generation) throws IOException {
        calls++;
        String series = "";
        List<Path> files;
        try (Stream<Path> all = Files.list(in)) {
            files = all.sorted().toList();
        }
        for (Path path : files) {
            DicomFile file = DicomFile.read(path);
            var d = file.dataSet();
            String old = d.string(Tag.SeriesInstanceUID).orElseThrow();
            if (d.string(0x00100010).orElse("").startsWith("Faceless")) {
                return new Result(Status.FAIL, List.of("no head was found"), "");
            }
            series = newUid(old, generation);
            String sop = newUid(d.string(Tag.SOPInstanceUID).orElseThrow(), generation);
            d.setString(Tag.SeriesInstanceUID, Vr.UI, series);
            d.setString(Tag.SOPInstanceUID, Vr.UI, sop);
            file.meta().setString(Tag.MediaStorageSOPInstanceUID, Vr.UI, sop);
            d.setString(Tag.RecognizableVisualFeatures, Vr.CS, "NO");
            d.setString(Tag.SeriesDescription, Vr.LO, old);
            try (OutputStream o = Files.newOutputStream(out.resolve(path.getFileName()))) {
                file.write(o);
            }
        }
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new Result(Status.PASS, List.of(), series);
    }

    @Override
    public void close() {}
}
