package org.guise.app.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guise.app.Version;
import org.guise.io.bids.BidsDataset;
import org.guise.io.bids.BidsFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The {@code dataset_description.json} and the README of what a run writes; no time and no path of the machine in them. */
final class DatasetDescription {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DatasetDescription() {}

    /**
     * The description of the public folder.
     *
     * @param files the data set's
     * @param inside whether the public folder is {@code derivatives/<name>} of the data set
     */
    static byte[] bytes(List<BidsFile> files, BidsLayout layout, boolean inside) throws IOException {
        BidsFile description = files.stream()
                .filter(f -> f.path().equals(BidsDataset.DESCRIPTION))
                .findFirst()
                .orElseThrow();
        Map<String, Object> raw = BidsMetadata.read(description);
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("Name", "Guise");
        step.put("Version", Version.number());
        step.put("Description", "Faces in head scans replaced by faces of persons who do not exist");
        Map<String, Object> out = new LinkedHashMap<>();
        if (layout == BidsLayout.PUBLISH) {
            out.putAll(raw);
            List<Object> steps = new ArrayList<>();
            if (raw.get("GeneratedBy") instanceof List<?> earlier) {
                steps.addAll(earlier);
            }
            steps.add(step);
            out.put("GeneratedBy", steps);
        } else {
            out.put("Name", raw.getOrDefault("Name", "A data set") + ", refaced");
            out.put("BIDSVersion", raw.getOrDefault("BIDSVersion", "1.10.0"));
            out.put("DatasetType", "derivative");
            if (raw.containsKey("License")) {
                out.put("License", raw.get("License"));
            }
            out.put("GeneratedBy", List.of(step));
            Map<String, Object> source = new LinkedHashMap<>();
            if (raw.containsKey("DatasetDOI")) {
                source.put("DOI", raw.get("DatasetDOI"));
            }
            if (inside) {
                source.put("URL", "../../");
                out.put("DatasetLinks", Map.of("raw", "../../"));
            }
            if (!source.isEmpty()) {
                out.put("SourceDatasets", List.of(source));
            }
        }
        return (JSON.writeValueAsString(out) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The README of a derivative. */
    static byte[] readme() {
        return """
                # Refaced scans

                The face in each scan was replaced by that of a person who does not exist, with Guise %s.
                Brain voxels are those of the originals, bit for bit. The JSON beside each scan says how it
                was judged and holds the hashes that prove what was left alone.

                Refacing lowers the risk that a person is recognised. It does not replace consent or a data
                use agreement.
                """.formatted(Version.number()).getBytes(StandardCharsets.UTF_8);
    }
}
