package org.guise.app.bids;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.app.job.Deidentification;
import org.guise.io.bids.BidsFile;

/** What the sidecar of a refaced scan keeps of the data set's metadata. */
final class ScanMetadata {
    private ScanMetadata() {}

    /**
     * In a copy of the data set the fields of the scan's own JSON (those above it are copied beside it), in a derivative all that
     * hold for it, and what BIDS asks of derived images.
     */
    static Map<String, Object> of(BidsFile scan, BidsMetadata metadata, BidsLayout layout) throws IOException {
        Map<String, Object> all = metadata.inherited(scan);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (layout == BidsLayout.PUBLISH) {
            Optional<BidsFile> own = metadata.own(scan);
            if (own.isPresent()) {
                fields.putAll(BidsMetadata.read(own.get()));
            }
            // a field of the scan's own hides those above
            for (String field : Deidentification.FIELDS) {
                if (all.containsKey(field)) {
                    fields.put(field, all.get(field));
                }
            }
        } else {
            fields.putAll(all);
            fields.put("Sources", List.of("bids:raw:" + scan.path()));
            fields.putIfAbsent("SkullStripped", false);
        }
        return fields;
    }
}
