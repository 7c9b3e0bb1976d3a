package org.guise.audit.result;

import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;

/**
 * All that an audit found and that may be published: aggregate figures, never a person's row, key, picture or template.
 *
 * @param tool name and version of Guise
 * @param finished ISO-8601 date and time, UTC
 * @param seed seed of all random choices
 * @param cohort who was tested
 * @param versions the scans as they were ({@code original}, first) and each de-faced version
 * @param finders how often a face was found, by version and by photographs
 * @param recognisers what looked
 * @param outcomes how often it recognised
 * @param comparisons original against each de-faced version, on the same persons
 * @param curves rank-1 for larger galleries
 * @param attributes what age, sex and ancestry still show
 * @param subgroups outcomes within groups
 * @param warnings sentences: what these figures cannot show (small N, weak recogniser, …)
 * @param methods sentences that state exactly what ran, in order
 */
public record AuditResult(
        String tool,
        String finished,
        long seed,
        CohortInfo cohort,
        List<Version> versions,
        List<Detection> finders,
        List<Recogniser.Description> recognisers,
        List<Outcome> outcomes,
        List<Comparison> comparisons,
        List<GallerySize> curves,
        List<AttributeLeak> attributes,
        List<Subgroup> subgroups,
        List<String> warnings,
        List<String> methods) {
    /**
     * @param persons number of persons
     * @param synthetic whether all persons are made up
     * @param photosPerPerson least and most photographs a person
     * @param rendersPerScan renders of each scan
     * @param preset name of the camera and light preset
     * @param photoTreatment what was done to the photographs first
     * @param attributes for each attribute (sex, ageGroup, ancestry) how many persons have which value
     * @param note one sentence on origin and consent, from the cohort table
     */
    public record CohortInfo(
            int persons,
            boolean synthetic,
            int[] photosPerPerson,
            int rendersPerScan,
            String preset,
            PhotoTreatment photoTreatment,
            Map<String, Map<String, Integer>> attributes,
            String note) {}

    /**
     * @param id short name: {@code original}, {@code reface}, {@code remove}, …
     * @param label what the report calls it
     * @param deFaced false for the originals
     * @param keptSkin median share of the facial skin that was kept on purpose, 0 to 1; NaN where it is not known
     */
    public record Version(String id, String label, boolean deFaced, double keptSkin) {
        /** The originals, of which all is kept, or a version that keeps nothing on purpose. */
        public Version(String id, String label, boolean deFaced) {
            this(id, label, deFaced, deFaced ? 0 : 1);
        }
    }

    /**
     * @param of version id, or {@code photographs}
     * @param pictures number of pictures
     * @param found pictures with a face found at {@code threshold} or above
     */
    public record Detection(String of, int pictures, int found, double threshold) {}

    /**
     * McNemar's exact test on the same probes before and after.
     *
     * @param onlyBefore identified (rank 1) before and not after
     * @param onlyAfter identified after and not before
     * @param p two-sided exact p
     */
    public record Comparison(
            String version,
            String recogniser,
            String protocol,
            String adversary,
            String scoring,
            int onlyBefore,
            int onlyAfter,
            double p) {}

    /**
     * Rank-1 expected in larger galleries.
     *
     * @param sizes gallery sizes
     * @param rank1 expected rank-1 with its bootstrap band, one for each size
     * @param trustedUpTo gallery size beyond which the curve is speculation (1000 times the gallery measured)
     */
    public record GallerySize(
            String version, String recogniser, String model, int[] sizes, List<Estimate> rank1, int trustedUpTo) {}

    /**
     * How well a classifier tells an attribute from templates, cross-validated over persons.
     *
     * @param of version id, or {@code photographs}
     * @param attribute {@code sex}, {@code ageGroup} or {@code ancestry}
     * @param accuracy balanced accuracy
     * @param chance balanced accuracy of guessing
     * @param p permutation p
     */
    public record AttributeLeak(
            String of, String recogniser, String attribute, int persons, Estimate accuracy, double chance, double p) {}

    /**
     * Rank-1 within one group of persons, all of the cohort in the gallery.
     *
     * @param group {@code sex=female}
     */
    public record Subgroup(String version, String recogniser, String group, int probes, int hits, Estimate rank1) {}
}
