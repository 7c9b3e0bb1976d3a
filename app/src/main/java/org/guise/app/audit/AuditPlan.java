package org.guise.app.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.audit.cohort.CohortTable;
import org.guise.audit.cohort.CohortTable.Person;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.core.reface.FacePart;
import org.guise.core.reface.Method;
import org.guise.core.render.RenderPreset;

/**
 * What is to be audited, with every file named.
 *
 * @param cohort the persons tested
 * @param training other persons, from whom a trained attacker learns, with keys that no tested person has; empty for none
 * @param versions versions of the scans beside the originals, in the order of the report's columns
 * @param preset cameras and lights
 * @param size width and height of a render, pixels
 * @param photos what is done to photographs before they are described
 * @param seed of all random choices
 * @param threads persons worked on at the same time
 * @param restricted folder for templates, versions made on the way and rows of persons
 */
record AuditPlan(
        CohortTable cohort,
        List<Person> training,
        List<Version> versions,
        RenderPreset preset,
        int size,
        PhotoTreatment photos,
        long seed,
        int threads,
        Path restricted) {
    /**
     * A version of the scans.
     *
     * @param id short name
     * @param label what the report calls it
     * @param made how Guise makes it; empty if {@code files} holds it
     * @param files a file for each key of the persons tested
     */
    record Version(String id, String label, Optional<Making> made, Map<String, Path> files) {}

    /**
     * How Guise makes a version.
     *
     * @param kept parts of the face that are left as they are
     */
    record Making(Method method, Set<FacePart> kept) {
        /** Whether a face made up from the seed is put in. */
        boolean isSeeded() {
            return method == Method.REFACE;
        }
    }
}
