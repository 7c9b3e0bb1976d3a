package org.guise.app.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.guise.app.job.UsageException;
import org.guise.dicom.series.InstanceKind;

/** The words of {@code --copy}. */
final class CopiedKinds {
    private static final Map<String, InstanceKind> WORDS = new TreeMap<>(Map.of(
            "captures", InstanceKind.CAPTURE,
            "renders", InstanceKind.RENDER,
            "localizers", InstanceKind.LOCALIZER,
            "structures", InstanceKind.STRUCTURES,
            "doses", InstanceKind.DOSE,
            "segmentations", InstanceKind.SEGMENTATION,
            "unplaced", InstanceKind.NO_GEOMETRY,
            "others", InstanceKind.OTHER));

    private CopiedKinds() {}

    static Set<InstanceKind> of(List<String> words) {
        Set<InstanceKind> kinds = EnumSet.noneOf(InstanceKind.class);
        for (String word : words) {
            InstanceKind kind = WORDS.get(word.strip().toLowerCase(Locale.ROOT));
            if (kind == null) {
                throw new UsageException(
                        "--copy " + word + ": expected some of " + String.join(", ", WORDS.keySet()) + ", by commas");
            }
            kinds.add(kind);
        }
        return kinds;
    }
}
