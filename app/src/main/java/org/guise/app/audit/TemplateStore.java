package org.guise.app.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.guise.audit.recognise.Recogniser;

/**
 * Templates by what they were made from: the file's content, the views, and the recognisers. What is there already is not
 * made again, so a stopped audit goes on, and a second version costs only its own pictures.
 */
final class TemplateStore {
    private final Path folder;
    private final String recognisers;
    private final Map<Path, String> hashes = new ConcurrentHashMap<>();

    /** Makes the templates of one source. */
    @FunctionalInterface
    interface Source {
        List<PictureTemplates> make() throws IOException;
    }

    TemplateStore(Path folder, Describer describer) throws IOException {
        this.folder = Files.createDirectories(folder);
        StringBuilder ids = new StringBuilder();
        for (Recogniser r : describer.recognisers()) {
            ids.append(r.id()).append(':').append(r.description().sha256()).append(';');
        }
        this.recognisers = ids.append(describer.threshold()).toString();
    }

    /** The key of a file's templates. */
    String key(Path file, String views) throws IOException {
        return hex((hash(file) + "|" + views + "|" + recognisers).getBytes(StandardCharsets.UTF_8));
    }

    List<PictureTemplates> get(String key, Source source) throws IOException {
        Path file = folder.resolve(key + ".templates");
        Optional<List<PictureTemplates>> known = TemplateFile.read(file);
        if (known.isPresent()) {
            return known.get();
        }
        List<PictureTemplates> made = source.make();
        TemplateFile.write(file, made);
        return made;
    }

    /** SHA-256 of a file's content, hexadecimal. */
    String hash(Path file) throws IOException {
        String known = hashes.get(file);
        if (known == null) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            known = HexFormat.of().formatHex(digest.digest());
            hashes.put(file, known);
        }
        return known;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
