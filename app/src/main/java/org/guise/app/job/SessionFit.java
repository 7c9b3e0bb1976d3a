package org.guise.app.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.SessionLead;
import org.guise.core.volume.Volume;

/**
 * What the scans of a session share: the fit of the one that leads. Where an earlier run finished the lead but not all others,
 * its fit is made again when it is needed, since fits are kept nowhere; it is the same again.
 */
final class SessionFit {
    /** How the lead is named in its own records. */
    static final String THIS = "this scan";
    /** How it is named in those of the others where its name may say too much. */
    private static final String ANOTHER = "another scan of the session";

    /**
     * What was found out about the session from the scan that leads it.
     *
     * @param name of the lead as public records may give it
     * @param echoPlanar whether it is itself an image that shows hardly any face
     */
    record Led(String name, SessionLead lead, RefaceOptions options, boolean echoPlanar) {}

    private final Session session;
    private final RefaceEngine engine;
    private final ScanReader reader;
    private final RefaceOptions options;
    private final Optional<ScanTask> earlier;
    private Optional<Led> led = Optional.empty();

    /**
     * The fit before any scan is done now.
     *
     * @param done scans that an earlier run finished
     * @param options of the run, not of a scan
     */
    SessionFit(
            Session session,
            Map<ScanTask, ScanOutcome> done,
            RefaceEngine engine,
            ScanReader reader,
            RefaceOptions options) {
        this.session = session;
        this.engine = engine;
        this.reader = reader;
        this.options = options;
        this.earlier = session.leads().stream()
                .filter(t -> Optional.ofNullable(done.get(t))
                        .filter(o -> o.status() != ScanOutcome.Status.FAIL)
                        .flatMap(ScanOutcome::lead)
                        .filter(THIS::equals)
                        .isPresent())
                .findFirst();
    }

    /** Whether several images are fitted together. */
    boolean joint() {
        return session.joint();
    }

    /** Whether a scan leads. */
    boolean isLed() {
        return led.isPresent() || earlier.isPresent();
    }

    /** Says which scan leads. */
    void lead(Led found) {
        led = led.or(() -> Optional.of(found));
    }

    /** The lead's fit; empty as long as none leads. */
    Optional<Led> led() throws IOException {
        if (led.isEmpty() && earlier.isPresent()) {
            ScanTask task = earlier.get();
            OpenScan scan = reader.read(task);
            Volume before = FrameWork.of(scan, engine).reference();
            RefaceOptions own = own(scan, before);
            led = Optional.of(new Led(
                    publicName(task), engine.lead(before, engine.reface(before, own)), own, scan.isEchoPlanar()));
        }
        return led;
    }

    /** The options for a scan that nothing leads: one face for all scans of its visit, where that is known. */
    RefaceOptions own(OpenScan scan, Volume before) {
        return scan.visit().map(options::forVisit).orElseGet(() -> options.forScan(before));
    }

    /** A BIDS name holds labels only; any other may hold a person's. */
    static String publicName(ScanTask task) {
        return SessionKey.of(task.input()).isPresent() ? task.name() : ANOTHER;
    }
}
