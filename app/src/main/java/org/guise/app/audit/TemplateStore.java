package org.guise.app.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.io.nifti.Hashes;

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
        return ModelCache.sha256((hash(file) + "|" + views + "|" + recognisers).getBytes(StandardCharsets.UTF_8));
    }

    /** The key of a photograph's templates. */
    String photoKey(Path photo, PhotoTreatment treatment) throws IOException {
        return key(photo, treatment.equals(PhotoTreatment.AS_IS) ? "photo" : "photo|" + treatment.id());
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
            known = Hashes.file(file);
            hashes.put(file, known);
        }
        return known;
    }
}
