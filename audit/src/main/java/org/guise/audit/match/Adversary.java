package org.guise.audit.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attacker on one version of the scans: which renders it matches, and what it learned from.
 *
 * @param level {@code A0} takes the scans as they are; {@code A1} fills removed parts with an average face first; {@code
 *     A2} knows the de-facer and learned from scans de-faced by it; {@code A3} undoes blur first
 * @param version id of the version attacked
 * @param renders kind of the renders it matches, a key of {@link TemplateSet#renders}
 * @param learnsFrom kind of the training set's renders that its trained scoring learns from
 * @param untrained whether the scorings that learn nothing are worth a run: not for A2, where they equal A0's
 */
public record Adversary(String level, String version, String renders, String learnsFrom, boolean untrained) {
    /** Name of the renders of a version after the removed parts were filled. */
    public static String filled(String version) {
        return version + "+filled";
    }

    /** Name of the renders of a version after unblurring. */
    public static String unblurred(String version) {
        return version + "+unblurred";
    }

    /**
     * The attackers on a version for whom there are templates: always A0, A1 and A3 where the cohort has such renders, A2
     * where the training set has the version. A1 and A3 learn from renders treated like theirs where the training set has
     * them, else from originals.
     */
    public static List<Adversary> of(String version, TemplateSet cohort, @Nullable TemplateSet training) {
        List<Adversary> all = new ArrayList<>();
        String original = TemplateSet.ORIGINAL;
        all.add(new Adversary("A0", version, version, original, true));
        if (version.equals(original)) {
            return List.copyOf(all);
        }
        if (cohort.renders().containsKey(filled(version))) {
            all.add(new Adversary("A1", version, filled(version), learned(filled(version), training), true));
        }
        if (knows(training, version)) {
            all.add(new Adversary("A2", version, version, version, false));
        }
        if (cohort.renders().containsKey(unblurred(version))) {
            all.add(new Adversary("A3", version, unblurred(version), learned(unblurred(version), training), true));
        }
        return List.copyOf(all);
    }

    private static String learned(String kind, @Nullable TemplateSet training) {
        return knows(training, kind) ? kind : TemplateSet.ORIGINAL;
    }

    /** Whether there is a face in the training set's renders of this kind. */
    private static boolean knows(@Nullable TemplateSet training, String kind) {
        if (training == null) {
            return false;
        }
        float[][][] renders = training.renders().get(kind);
        return renders != null && TemplateSet.any(renders);
    }
}
