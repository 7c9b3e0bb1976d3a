package org.guise.app.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.core.reface.Method;
import org.guise.core.render.RenderPreset;

/**
 * What is to be audited, with every file named.
 *
 * @param persons the persons tested
 * @param training other persons, from whom a trained attacker learns; empty for none
 * @param versions versions of the scans beside the originals, in the order of the report's columns
 * @param preset cameras and lights
 * @param size width and height of a render, pixels
 * @param seed of all random choices
 * @param threads persons worked on at the same time
 * @param restricted folder for templates, versions made on the way and rows of persons
 */
record AuditPlan(
        List<Person> persons,
        List<Person> training,
        List<Version> versions,
        RenderPreset preset,
        int size,
        long seed,
        int threads,
        Path restricted) {
    /**
     * One person.
     *
     * @param key unique in the plan, training persons included
     * @param secondScan of another visit
     * @param attributes sex, ageGroup, ancestry: those that are known
     */
    record Person(
            String key, Path scan, Optional<Path> secondScan, List<Path> photos, Map<String, String> attributes) {}

    /**
     * A version of the scans.
     *
     * @param id short name
     * @param label what the report calls it
     * @param made the method by which Guise makes it; empty if {@code files} holds it
     * @param files a file for each key of the persons tested
     */
    record Version(String id, String label, Optional<Method> made, Map<String, Path> files) {}
}
