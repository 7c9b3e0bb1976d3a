package org.guise.app.pacs;

import java.util.List;

/**
 * How far one series of the server is; one line of the ledger.
 *
 * @param id Orthanc's id of it
 * @param step how far it is
 * @param generation 1, and one more each time that it has grown
 * @param attempts how often this generation was begun
 * @param fingerprint hash of which instances were fetched; empty before that
 * @param result Series Instance UID of what was or will be stored; empty before that
 * @param verdict of the refacing; empty before that
 * @param reasons one sentence each
 */
record SeriesState(
        String id,
        Step step,
        int generation,
        int attempts,
        String fingerprint,
        String result,
        String verdict,
        List<String> reasons) {
    /** The steps; those of a series that is left alone come last. */
    enum Step {
        /** Waits for its turn. */
        QUEUED(true),
        /** Is being fetched or refaced. */
        BEGUN(true),
        /** Refaced; the files to store lie in the state folder. */
        READY(true),
        /** Stored, and the server confirmed it. */
        DONE(false),
        /** Left alone: not an image of a head, gone, … */
        REFUSED(false),
        /** Could not be refaced, or not stored. */
        FAILED(false),
        /** Is a result, of ours or of another tool. */
        RESULT(false);

        private final boolean open;

        Step(boolean open) {
            this.open = open;
        }

        boolean isOpen() {
            return open;
        }
    }

    static SeriesState queued(String id) {
        return new SeriesState(id, Step.QUEUED, 1, 0, "", "", "", List.of());
    }

    SeriesState queuedAgain() {
        return new SeriesState(id, Step.QUEUED, generation, attempts, "", "", "", reasons);
    }

    /** Of a series that has grown, or is to be tried anew. */
    SeriesState nextGeneration() {
        return new SeriesState(
                id, Step.QUEUED, result.isEmpty() ? generation : generation + 1, 0, "", "", "", List.of());
    }

    SeriesState begun(String instances) {
        return new SeriesState(id, Step.BEGUN, generation, attempts + 1, instances, "", "", List.of());
    }

    SeriesState ready(String uid, String judged, List<String> why) {
        return new SeriesState(id, Step.READY, generation, attempts, fingerprint, uid, judged, why);
    }

    SeriesState ended(Step how, List<String> why) {
        return new SeriesState(id, how, generation, attempts, fingerprint, result, verdict, why);
    }

    SeriesState seen(String instances) {
        return new SeriesState(id, step, generation, attempts, instances, result, verdict, reasons);
    }
}
