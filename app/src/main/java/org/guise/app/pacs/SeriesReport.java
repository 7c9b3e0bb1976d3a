package org.guise.app.pacs;

import java.util.Map;

/** Is told how each series ended. */
@FunctionalInterface
interface SeriesReport {
    /** A series is settled. @param figures modality, instances, bytes and seconds, as far as known */
    void settled(SeriesState end, Map<String, Object> figures);
}
