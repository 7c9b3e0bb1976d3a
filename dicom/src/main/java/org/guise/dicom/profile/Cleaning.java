package org.guise.dicom.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;

/**
 * What remains of an attribute that is to be cleaned. Nobody can tell by rule whether free text names somebody, so only
 * what is known to be harmless stays.
 */
final class Cleaning {
    private static final int VALUE_TYPE = 0x0040A040;
    private static final int TEXT_OBJECTS = 0x00700008;
    private static final Set<String> HARMLESS = Set.of("NUM", "CODE", "CONTAINER");
    private static final Pattern MEASURE = Pattern.compile("[0-9]{1,3}([.,][0-9]{1,2})?(MM|MS|T|CM|KV|MA|SEC|S|MIN)");
    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{1,2}");
    private static final Set<String> WORDS = words();

    private Cleaning() {}

    private static Set<String> words() {
        try (BufferedReader in = ActionTable.open("descriptor-words.txt")) {
            return in.lines()
                    .filter(l -> !l.startsWith("#"))
                    .flatMap(l -> List.of(l.split(" ", -1)).stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a description that are technical ones; empty if there are none. */
    static String description(List<String> values) {
        List<String> kept = new ArrayList<>();
        for (String value : values) {
            for (String word : value.split("[^\\p{Alnum}*.]+", -1)) {
                String w = word.toUpperCase(Locale.ROOT);
                if (WORDS.contains(w)
                        || MEASURE.matcher(w).matches()
                        || SHORT_NUMBER.matcher(w).matches()) {
                    kept.add(word);
                }
            }
        }
        return String.join(" ", kept);
    }

    /** Takes out of structured content all but numbers, codes of public schemes, and what contains them. */
    static void structure(Element sequence) {
        if (!(sequence.value() instanceof Element.Sequence s)) {
            return;
        }
        s.items()
                .removeIf(item -> item.string(VALUE_TYPE).isPresent()
                        && !HARMLESS.contains(item.string(VALUE_TYPE).orElseThrow()));
        s.items().removeIf(Cleaning::hasLocalCode);
        s.items().forEach(item -> item.elements().forEach(Cleaning::structure));
    }

    /** Codes of local schemes, whose designators begin with 99 (PS3.16 section 8.2), can hold anything. */
    private static boolean hasLocalCode(DataSet item) {
        if (item.string(Tag.CodingSchemeDesignator)
                .filter(d -> d.startsWith("99") || d.startsWith("L"))
                .isPresent()) {
            return true;
        }
        for (Element e : item) {
            if (e.items().stream().anyMatch(i -> i.contains(Tag.CodeValue) && hasLocalCode(i))) {
                return true;
            }
        }
        return false;
    }

    /** Takes the texts out of graphic annotations; shapes stay. */
    static void graphics(Element sequence) {
        sequence.items().forEach(item -> item.remove(TEXT_OBJECTS));
    }
}
