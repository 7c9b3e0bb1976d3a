package org.guise.report;

/** What was found to leak, the gravest first. */
enum Leak {
    /** A person's photographs lead to the person's own scan. */
    IDENTIFIED_FROM_PHOTOGRAPHS("persons identified", "from photographs", Route.PHOTOGRAPHS, true),
    /** A person's original scan leads to the same person's de-faced scan. */
    IDENTIFIED_FROM_SCANS("persons identified", "from original scans", Route.SCANS, true),
    /** Photographs do not lead to the scan, yet tell nearly as much. */
    CLOSELY_LINKABLE_TO_PHOTOGRAPHS("closely linkable", "to photographs", Route.PHOTOGRAPHS, true),
    /** Original scans do not lead to the de-faced scan, yet tell nearly as much. */
    CLOSELY_LINKABLE_TO_SCANS("closely linkable", "to original scans", Route.SCANS, true),
    /** Photographs narrow down whose scan it is. */
    LINKABLE_TO_PHOTOGRAPHS("linkable in part", "to photographs", Route.PHOTOGRAPHS, false),
    /** Original scans narrow down whose de-faced scan it is. */
    LINKABLE_TO_SCANS("linkable in part", "to original scans", Route.SCANS, false);

    private final String kind;
    private final String with;
    private final Route route;
    private final boolean grave;

    Leak(String kind, String with, Route route, boolean grave) {
        this.kind = kind;
        this.with = with;
        this.route = route;
        this.grave = grave;
    }

    static Leak identified(Route route) {
        return route == Route.PHOTOGRAPHS ? IDENTIFIED_FROM_PHOTOGRAPHS : IDENTIFIED_FROM_SCANS;
    }

    static Leak linkable(Route route, boolean closely) {
        if (route == Route.PHOTOGRAPHS) {
            return closely ? CLOSELY_LINKABLE_TO_PHOTOGRAPHS : LINKABLE_TO_PHOTOGRAPHS;
        }
        return closely ? CLOSELY_LINKABLE_TO_SCANS : LINKABLE_TO_SCANS;
    }

    /** {@code persons identified} or {@code linkable in part}. */
    String kind() {
        return kind;
    }

    /** {@code from photographs}, {@code to original scans}: what an attacker must hold. */
    String with() {
        return with;
    }

    Route route() {
        return route;
    }

    /** Whether a version that leaks so must not be called de-identified. */
    boolean grave() {
        return grave;
    }

    boolean identified() {
        return this == IDENTIFIED_FROM_PHOTOGRAPHS || this == IDENTIFIED_FROM_SCANS;
    }
}
