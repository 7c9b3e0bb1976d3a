package org.guise.app.verify;

import java.util.List;
import org.guise.app.verify.Leak.Gravity;

/**
 * What came of verifying a tree.
 *
 * @param files how many files were looked at
 * @param scans how many of them were scans
 * @param leaks the findings, by file; those accepted by a person left out
 * @param accepted how many doubts a person had accepted before
 * @param notes sentences about the whole run
 */
public record Verification(int files, int scans, List<Leak> leaks, int accepted, List<String> notes) {
    /** How many findings of this gravity there are. */
    public long count(Gravity gravity) {
        return leaks.stream().filter(l -> l.gravity() == gravity).count();
    }

    /** The gravest of all, in the order leak, unreadable, doubt; empty for a tree that may be shared. */
    public java.util.Optional<Gravity> gravest() {
        for (Gravity g : List.of(Gravity.LEAK, Gravity.UNREADABLE, Gravity.DOUBT)) {
            if (count(g) > 0) {
                return java.util.Optional.of(g);
            }
        }
        return java.util.Optional.empty();
    }
}
