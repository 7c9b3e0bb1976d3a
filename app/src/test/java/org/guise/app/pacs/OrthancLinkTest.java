package org.guise.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.WebClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link and a real Orthanc server; files arrive by storescu. */
class OrthancLinkTest {
    private static final long SEED = 20261122;
    private static final int SERIES = 50;
    private static final int INSTANCES = 3;

    @TempDir
    Path folder;

    @Test
    void refacesFiftySeriesOnceEachThoughServerAndLinkAreStoppedAndKilledInBetween() throws Exception {
        Random random = new Random(SEED);
        Path state = folder.resolve("state");
        try (OrthancServer server = new OrthancServer(folder.resolve("orthanc"), false)) {
            server.start();
            Process link = LinkProcess.start(server.url(), state);
            for (int batch = 0; batch < 10; batch++) {
                List<Path> files = new ArrayList<>();
                for (int n = 5 * batch; n < 5 * batch + 5; n++) {
                    files.addAll(SmallSeries.write(folder.resolve("in"), n, "MR", 0, INSTANCES));
                }
                server.store(files);
                if (batch % 3 == 0) {
                    server.store(files);
                }
                Thread.sleep(random.nextInt(900));
                switch (batch) {
                    case 2, 6 -> {
                        link.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                        link = LinkProcess.start(server.url(), state);
                    }
                    case 4 -> {
                        server.stop(false);
                        Thread.sleep(1500);
                        server.start();
                    }
                    case 7 -> {
                        // The server dies before these series are stable: it will never announce them.
                        server.stop(true);
                        link.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                        server.start();
                        link = LinkProcess.start(server.url(), state);
                    }
                    default -> {}
                }
            }
            link.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            PacsSummary summary = LinkProcess.run(server.url(), state, true, new FakeWorker(0), new StopSignal());
            assertThat(summary.statuses()).doesNotContain(Status.FAIL, Status.ERROR);
            try (WebClient web = server.web("")) {
                eachIsThereOnceWithAllInstances(new OrthancClient(web));
            }
            assertThat(Files.list(state.resolve("work")))
                    .as("nothing left over")
                    .isEmpty();

            FakeWorker idle = new FakeWorker(0);
            LinkProcess.run(server.url(), folder.resolve("state lost"), true, idle, new StopSignal());
            assertThat(idle.calls())
                    .as("a new state folder refaces nothing twice")
                    .isZero();
        }
    }

    private static void eachIsThereOnceWithAllInstances(OrthancClient orthanc) throws Exception {
        Map<String, Integer> originals = new HashMap<>();
        Map<String, Integer> results = new HashMap<>();
        for (String id : orthanc.allSeries()) {
            OrthancClient.Series s = orthanc.series(id).orElseThrow();
            String uid = s.tags().get("SeriesInstanceUID");
            if (s.tags().containsKey("SeriesDescription")) {
                results.merge(s.tags().get("SeriesDescription"), s.instances().size(), Integer::sum);
            } else {
                originals.put(uid, s.instances().size());
            }
        }
        Map<String, Integer> expected = new HashMap<>();
        for (int n = 0; n < SERIES; n++) {
            expected.put(SmallSeries.uid(n), INSTANCES);
        }
        assertThat(originals).isEqualTo(expected);
        assertThat(results).isEqualTo(expected);
        assertThat(orthanc.allSeries()).hasSize(2 * SERIES);
    }
}
