package org.guise.app.pacs;

import java.io.IOException;
import java.util.Optional;
import org.guise.app.pacs.SeriesState.Step;
import org.guise.dicom.web.OrthancClient;

/**
 * Finds the series to reface: from the server's log of changes, and by going through all its series where that log may
 * have gaps (at the start, after the server was down, when it counts anew). The place in the log moves only once every
 * series up to it is in the ledger.
 */
final class ChangeFollower {
    private static final int PAGE = 200;

    private final OrthancClient orthanc;
    private final PacsLedger ledger;
    private final PacsPosition position;

    ChangeFollower(OrthancClient orthanc, PacsLedger ledger, PacsPosition position) {
        this.orthanc = orthanc;
        this.ledger = ledger;
        this.position = position;
    }

    /** Reads the changes since last time. @return whether the log started anew, so that all series must be gone through */
    boolean follow() throws IOException {
        boolean restarted = false;
        while (true) {
            OrthancClient.Changes page = orthanc.changes(position.since(), PAGE);
            if (page.last() < position.since()) {
                position.save(0);
                restarted = true;
                continue;
            }
            for (OrthancClient.Change change : page.changes()) {
                if (change.type().equals("StableSeries")) {
                    noteStable(change.id());
                }
            }
            position.save(page.last());
            if (page.done() || page.changes().isEmpty()) {
                return restarted;
            }
        }
    }

    /** Goes through all series. @return how many are not stable yet and so have to wait */
    int reconcile() throws IOException {
        int unstable = 0;
        for (String id : orthanc.allSeries()) {
            Optional<SeriesState> known = ledger.get(id);
            if (known.isPresent() && (known.get().step().isOpen() || known.get().step() == Step.RESULT)) {
                continue;
            }
            Optional<OrthancClient.Series> series = orthanc.series(id);
            if (series.isEmpty()) {
                continue;
            }
            if (!series.get().stable()) {
                unstable++;
            } else if (known.isEmpty()) {
                ledger.append(SeriesState.queued(id));
            } else {
                noteGrowth(known.get(), series.get());
            }
        }
        return unstable;
    }

    private void noteStable(String id) throws IOException {
        Optional<SeriesState> known = ledger.get(id);
        if (known.isEmpty()) {
            ledger.append(SeriesState.queued(id));
        } else if (!known.get().step().isOpen() && known.get().step() != Step.RESULT) {
            Optional<OrthancClient.Series> series = orthanc.series(id);
            if (series.isPresent()) {
                noteGrowth(known.get(), series.get());
            }
        }
    }

    /** Queues a series again if it has other instances than those that were fetched. */
    void noteGrowth(SeriesState known, OrthancClient.Series now) throws IOException {
        if (now.stable() && !Marks.fingerprint(now.instances()).equals(known.fingerprint())) {
            ledger.append(known.nextGeneration());
        }
    }
}
