package org.guise.people.cohort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guise.io.file.AtomicFile;
import org.guise.people.head.Identity;
import org.guise.people.head.Sex;
import org.guise.people.photo.Appearance;

/** The tables of a cohort, tab-separated: {@code cohort.tsv}, the key, and {@code participants.tsv} of BIDS. */
final class CohortTable {
    /** File name of the key. */
    static final String KEY = "cohort.tsv";

    private static final String PARTICIPANTS = "participants.tsv";

    private CohortTable() {}

    /** Writes both tables. */
    static void write(Path folder, CohortPlan plan, List<Identity> persons) throws IOException {
        List<String> key = new ArrayList<>();
        List<String> participants = new ArrayList<>();
        key.add("person\tscan\tphotos\tsex\tage\tancestry" + (plan.visits() == 2 ? "\tscan2" : ""));
        participants.add("participant_id\tsex\tage\tancestry");
        for (int i = 0; i < persons.size(); i++) {
            int person = i;
            String attributes = attributes(persons.get(i));
            String photos = IntStream.rangeClosed(1, plan.photos())
                    .mapToObj(k -> CohortPlan.photo(person, k))
                    .collect(Collectors.joining(";"));
            key.add(String.join(
                            "\t", CohortPlan.subject(i), plan.scan(i, 1), photos.isEmpty() ? "n/a" : photos, attributes)
                    + (plan.visits() == 2 ? "\t" + plan.scan(i, 2) : ""));
            participants.add(CohortPlan.subject(i) + "\t" + attributes);
        }
        lines(folder.resolve(PARTICIPANTS), participants);
        lines(folder.resolve(KEY), key);
    }

    /** Sex as BIDS writes it, whole years, the largest part of the ancestry. */
    private static String attributes(Identity identity) {
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%s",
                identity.sex() == Sex.FEMALE ? "F" : "M",
                (int) identity.ageYears(),
                Appearance.ancestry(identity));
    }

    private static void lines(Path file, List<String> lines) throws IOException {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }
}
