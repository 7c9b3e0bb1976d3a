package org.guise.audit.match;

/** Who is looked for where. */
public enum Protocol {
    /** Gallery: the scans of all persons. Probe: one person's photographs, their scores summed (Schwarz et al. 2019). */
    POPULATION_TO_SAMPLE("population-to-sample"),
    /** Gallery: all photographs. Probe: one person's scan, the mean of its renders (Steeg et al. 2024). */
    SAMPLE_TO_POPULATION("sample-to-population"),
    /**
     * Gallery: original scans with names. Probe: one scan of the version. With second visits the gallery is the second
     * visit, else the same visit (and then originals are not matched with themselves).
     */
    SCAN_TO_SCAN("scan-to-scan");

    private final String id;

    Protocol(String id) {
        this.id = id;
    }

    /** Name in the results. */
    public String id() {
        return id;
    }
}
