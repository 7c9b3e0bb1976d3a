package org.guise.app.bids;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.guise.app.job.UsageException;
import org.guise.io.bids.BidsFile;

/**
 * Which persons and visits of a data set are worked on.
 *
 * @param participants labels with or without {@code sub-}; empty for all
 * @param sessions labels with or without {@code ses-}; empty for all
 */
public record BidsSelection(List<String> participants, List<String> sessions) {
    /** Takes the keys off the labels. */
    public BidsSelection {
        participants = participants.stream().map(l -> bare(l, "sub-")).toList();
        sessions = sessions.stream().map(l -> bare(l, "ses-")).toList();
    }

    private static String bare(String label, String key) {
        return label.startsWith(key) ? label.substring(key.length()) : label;
    }

    /**
     * The files of the persons and visits chosen, and those that belong to nobody.
     *
     * @throws UsageException if there is no such person or visit
     */
    List<BidsFile> of(List<BidsFile> files) {
        Set<String> persons = new TreeSet<>(), visits = new TreeSet<>();
        List<BidsFile> chosen = new ArrayList<>();
        for (BidsFile file : files) {
            String[] parts = file.path().split("/");
            boolean person = parts.length > 1 && parts[0].startsWith("sub-");
            boolean visit = person && parts[1].startsWith("ses-");
            if (person) {
                persons.add(bare(parts[0], "sub-"));
            }
            if (visit) {
                visits.add(bare(parts[1], "ses-"));
            }
            if ((participants.isEmpty() || !person || participants.contains(bare(parts[0], "sub-")))
                    && (sessions.isEmpty() || !visit || sessions.contains(bare(parts[1], "ses-")))) {
                chosen.add(file);
            }
        }
        known("--participant-label", participants, persons);
        known("--session-label", sessions, visits);
        return chosen;
    }

    private static void known(String option, List<String> asked, Set<String> there) {
        for (String label : asked) {
            if (!there.contains(label)) {
                throw new UsageException(option + " " + label + ": the data set has none of this label; it has "
                        + (there.isEmpty() ? "none at all" : String.join(", ", there)));
            }
        }
    }
}
