package org.guise.app.bids;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.io.bids.BidsFile;
import org.guise.io.bids.BidsName;
import org.guise.io.file.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The metadata of a data set's files: their own JSON and, by the inheritance principle of BIDS, those above. */
final class BidsMetadata {
    /** Numbers keep the digits they were written with. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private record Sidecar(BidsFile file, Map<String, String> entities, String suffix) {}

    private final Map<String, List<Sidecar>> byFolder = new LinkedHashMap<>();

    BidsMetadata(List<BidsFile> files) {
        for (BidsFile file : files) {
            if (file.role() == BidsFile.Role.DATA && file.fileName().endsWith(".json")) {
                sidecar(file)
                        .ifPresent(s -> byFolder.computeIfAbsent(file.folder(), f -> new ArrayList<>())
                                .add(s));
            }
        }
    }

    private static Optional<Sidecar> sidecar(BidsFile file) {
        Optional<BidsName> persons = BidsName.of(file.fileName());
        if (persons.isPresent()) {
            return persons.map(n -> new Sidecar(file, n.entities(), n.suffix()));
        }
        return BidsName.of("sub-0_" + file.fileName()).map(n -> {
            Map<String, String> entities = new LinkedHashMap<>(n.entities());
            entities.remove("sub");
            return new Sidecar(file, entities, n.suffix());
        });
    }

    /** The JSON of the same name beside an image. */
    Optional<BidsFile> own(BidsFile image) {
        String name = image.name().orElseThrow().stem() + ".json";
        return byFolder.getOrDefault(image.folder(), List.of()).stream()
                .map(Sidecar::file)
                .filter(f -> f.fileName().equals(name))
                .findFirst();
    }

    /** The fields of one JSON file. @throws InputException if it is none; one sentence */
    static Map<String, Object> read(BidsFile json) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(json.file()), OBJECT);
        } catch (JacksonException e) {
            throw new InputException(
                    json.file(), "is not a JSON object", "mend it: what it says of the scan must stay", e);
        }
    }

    /** The fields of all JSON files that hold for an image; of several that name a field the nearest counts. */
    Map<String, Object> inherited(BidsFile image) throws IOException {
        BidsName name = image.name().orElseThrow();
        Map<String, Object> all = new LinkedHashMap<>();
        for (String folder = ""; ; ) {
            List<Sidecar> here = byFolder.getOrDefault(folder, List.of()).stream()
                    .filter(s -> BidsName.inherits(s.entities(), s.suffix(), name))
                    .sorted(Comparator.comparingInt(s -> s.entities().size()))
                    .toList();
            for (Sidecar s : here) {
                all.putAll(read(s.file()));
            }
            if (folder.equals(image.folder())) {
                return all;
            }
            int slash = image.folder().indexOf('/', folder.length() + 1);
            folder = slash < 0 ? image.folder() : image.folder().substring(0, slash);
        }
    }
}
