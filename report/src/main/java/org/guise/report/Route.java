package org.guise.report;

import org.guise.audit.result.Outcome;

/** What an attacker must hold to try an attack. */
enum Route {
    /** Photographs with names: relatives, employers, anybody who can search the web. */
    PHOTOGRAPHS,
    /** Scans with names, made before de-facing: a clinic's staff, or whoever has an earlier release. */
    SCANS;

    /** The protocol in which scans are searched among scans. */
    static final String SCAN_TO_SCAN = "scan-to-scan";

    static Route of(Outcome o) {
        return o.protocol().equals(SCAN_TO_SCAN) ? SCANS : PHOTOGRAPHS;
    }
}
