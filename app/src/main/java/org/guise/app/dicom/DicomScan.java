package org.guise.app.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.guise.app.job.OpenScan;
import org.guise.app.job.OutputNames;
import org.guise.app.job.OutputTrees;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.dicom.series.Instance;
import org.guise.dicom.series.SeriesImage;
import org.guise.dicom.series.SeriesWriter;
import org.guise.io.file.AtomicFolder;

/** A DICOM series that was read. */
final class DicomScan implements OpenScan {
    private final SeriesImage image;
    private final SeriesWriter writer;

    DicomScan(SeriesImage image, SeriesWriter writer) {
        this.image = image;
        this.writer = writer;
    }

    @Override
    public Grid grid() {
        return image.grid();
    }

    @Override
    public int frames() {
        return image.frames();
    }

    /** The study, by its UID, and the person. */
    @Override
    public Optional<String> visit() {
        Instance first = image.series().files().first();
        return first.studyUid().isBlank() ? Optional.empty() : Optional.of(first.studyUid() + "|" + first.person());
    }

    @Override
    public boolean isEchoPlanar() {
        return image.series().files().first().echoPlanar();
    }

    @Override
    public Volume frame(int t) {
        return image.frame(t);
    }

    @Override
    public void replace(int t, byte[] mask, float[] scaled) {
        image.replace(t, mask, scaled);
    }

    @Override
    public Volume after(int t) {
        return image.after(t);
    }

    @Override
    public String hashOutside(byte[] mask, boolean changed) {
        return image.hashOutside(mask, changed);
    }

    @Override
    public String hashSamples() {
        return image.hashOutside(new byte[grid().size()], true);
    }

    /** Writes the folder of the series; the hash is that of the names and hashes of its files in their order. */
    @Override
    public String write(OutputTrees trees, OutputNames names) throws IOException {
        MessageDigest all = sha256();
        Path target = trees.open().resolve(names.scan());
        try (AtomicFolder folder = new AtomicFolder(target)) {
            writer.write(image, (name, file) -> {
                folder.write(name, file);
                String line = HexFormat.of().formatHex(sha256().digest(file)) + "  " + name + "\n";
                all.update(line.getBytes(StandardCharsets.US_ASCII));
            });
            folder.commit();
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
