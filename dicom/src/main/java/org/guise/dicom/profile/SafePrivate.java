package org.guise.dicom.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;

/** Private attributes known to hold no identity: the resource {@code safe-private.tsv}. */
final class SafePrivate {
    private static final Map<String, Set<Integer>> SAFE = read();

    private SafePrivate() {}

    private static Map<String, Set<Integer>> read() {
        Map<String, Set<Integer>> safe = new HashMap<>();
        try (BufferedReader in = ActionTable.open("safe-private.tsv")) {
            for (String line : in.lines().skip(2).toList()) {
                String[] c = line.split("\t", -1);
                safe.computeIfAbsent(c[0], k -> new HashSet<>())
                        .add(Integer.parseInt(c[1], 16) << 8 | Integer.parseInt(c[2], 16));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(safe);
    }

    /** The private tags of a data set that are safe, and their creators. */
    static Set<Integer> tags(DataSet set) {
        Set<Integer> tags = new HashSet<>();
        for (Element e : set) {
            int tag = e.tag();
            if (!Tag.isPrivate(tag) || Tag.isPrivateCreator(tag)) {
                continue;
            }
            // (gggg,bbee) belongs to the creator named in (gggg,00bb) (PS3.5 section 7.8.1).
            int creator = tag & 0xFFFF0000 | tag >>> 8 & 0xFF;
            List<String> name = set.strings(creator);
            int key = (tag >>> 16) << 8 | tag & 0xFF;
            if (!name.isEmpty() && SAFE.getOrDefault(name.getFirst(), Set.of()).contains(key)) {
                tags.add(tag);
                tags.add(creator);
            }
        }
        return tags;
    }
}
