package org.guise.app.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.guise.io.gzip.GzipInput;

/** Files whose content, however named or compressed, is that of a file in a folder of originals. Only hashes are kept. */
final class OriginalsCheck implements Check {
    private static final String[] SCANS = {".nii", ".nii.gz", ".img", ".img.gz", ".dcm", ".ima", ".mgz", ".mnc", ".nrrd"
    };
    private final Set<String> hashes = new HashSet<>();
    private final Set<Long> sizes = new HashSet<>();

    private OriginalsCheck() {}

    /** The check against every file below a folder. */
    static OriginalsCheck of(Path folder) throws IOException {
        OriginalsCheck check = new OriginalsCheck();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                check.hashes.add(hash(p));
                check.sizes.add(Files.size(p));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return check;
    }

    @Override
    public boolean concerns(Entry entry) {
        return entry.ends(SCANS) || sizes.contains(entry.bytes());
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        return hashes.contains(hash(entry.path()))
                ? List.of(Leak.leak(
                        entry, Leak.Kind.ORIGINAL, "its content is that of one of the originals", "delete it"))
                : List.of();
    }

    /** SHA-256 of the decompressed content. */
    private static String hash(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            boolean gz = GzipInput.isGzip(raw.readNBytes(2));
            raw.reset();
            InputStream in = gz ? new GzipInput(raw) : raw;
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
