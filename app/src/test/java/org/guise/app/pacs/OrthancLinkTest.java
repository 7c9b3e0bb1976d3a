package org.guise.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.app.job.ScanOutcome.Status;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;
import org.guise.dicom.web.DicomWebClient;
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

    @Test
    void refacesASeriesThatGrewAgainAndLeavesAloneWhatIsNoHeadOrFails() throws Exception {
        Path state = folder.resolve("state");
        try (OrthancServer server = new OrthancServer(folder.resolve("orthanc"), true)) {
            server.start();
            Path in = folder.resolve("in");
            server.store(SmallSeries.write(in, 0, "MR", 0, 2));
            server.store(SmallSeries.write(in, 2, "SR", 0, 1));
            List<Path> faceless = SmallSeries.write(in, 4, "CT", 0, 1);
            DicomFile file = DicomFile.read(faceless.getFirst());
            file.dataSet().setString(Tag.PatientName, Vr.PN, "Faceless");
            try (OutputStream out = Files.newOutputStream(faceless.getFirst())) {
                file.write(out);
            }
            server.store(faceless);
            FakeWorker worker = new FakeWorker(0);
            PacsSummary first = LinkProcess.run(server.url(), state, true, worker, new StopSignal());
            assertThat(first.statuses()).contains(Status.PASS, Status.SKIP, Status.FAIL);
            assertThat(worker.calls()).isEqualTo(2);

            // Sent again unchanged, where the server overwrites: it announces the series anew.
            server.store(SmallSeries.write(in, 0, "MR", 0, 2));
            LinkProcess.run(server.url(), state, true, worker, new StopSignal());
            assertThat(worker.calls())
                    .as("nothing new, and what failed is not tried for ever")
                    .isEqualTo(2);

            server.store(SmallSeries.write(in, 0, "MR", 2, 3));
            LinkProcess.run(server.url(), state, true, worker, new StopSignal());
            assertThat(worker.calls()).isEqualTo(3);
            try (WebClient web = server.web("")) {
                OrthancClient orthanc = new OrthancClient(web);
                List<Integer> sizes = new ArrayList<>();
                for (String id : orthanc.allSeries()) {
                    OrthancClient.Series s = orthanc.series(id).orElseThrow();
                    if (s.tags().containsKey("SeriesDescription")) {
                        sizes.add(s.instances().size());
                    }
                }
                assertThat(sizes)
                        .as("the earlier result and that of the whole series")
                        .containsExactlyInAnyOrder(2, 3);
            }
        }
    }

    @Test
    void forwardsByDicomWebAndToAModalityAndStoresTwiceWithoutDoubling() throws Exception {
        try (OrthancServer server = new OrthancServer(folder.resolve("orthanc"), false)) {
            server.start();
            List<Path> files = SmallSeries.write(folder.resolve("in"), 0, "MR", 0, 3);
            try (WebClient web = server.web("/dicom-web");
                    WebClient root = server.web("")) {
                DicomWebClient dicomWeb = new DicomWebClient(web);
                OrthancClient orthanc = new OrthancClient(root);
                DicomWebTarget target = new DicomWebTarget(dicomWeb, "test");
                assertThat(target.store(files)).isEmpty();
                target.store(files);
                assertThat(new ModalityTarget(orthanc, "self").store(files)).isPresent();
                assertThat(orthanc.allSeries()).hasSize(1);

                assertThat(dicomWeb.searchStudies(Map.of("PatientID", "P0"))).hasSize(1);
                assertThat(dicomWeb.searchStudies(Map.of("PatientID", "none"))).isEmpty();
                assertThat(dicomWeb.searchSeries(Optional.of("2.25.8000.0"), Map.of()))
                        .extracting(m -> m.get("0020000E"))
                        .containsExactly(SmallSeries.uid(0));
                assertThat(dicomWeb.searchInstances("2.25.8000.0", SmallSeries.uid(0), Map.of()))
                        .hasSize(3);
                Path back = Files.createDirectory(folder.resolve("back"));
                List<Path> got = dicomWeb.retrieveSeries("2.25.8000.0", SmallSeries.uid(0), back, 1 << 20);
                assertThat(got).hasSize(3);
                for (Path path : got) {
                    assertThat(DicomFile.read(path).dataSet().string(Tag.SeriesInstanceUID))
                            .contains(SmallSeries.uid(0));
                }
            }
        }
    }

    @Test
    void whatWasRefacedButNotStoredIsStoredAfterTheRestartWithoutRefacingAgain() throws Exception {
        Path state = folder.resolve("state");
        try (OrthancServer server = new OrthancServer(folder.resolve("orthanc"), false)) {
            server.start();
            server.store(SmallSeries.write(folder.resolve("in"), 0, "MR", 0, 2));
            FakeWorker worker = new FakeWorker(0);
            StopSignal stop = new StopSignal();
            SeriesWorker stopping = new SeriesWorker() {
                @Override
                public Result reface(String name, Path in, Path out, int generation) throws java.io.IOException {
                    Result result = worker.reface(name, in, out, generation);
                    try {
                        server.stop(true);
                    } catch (InterruptedException e) {
                        throw new java.io.IOException(e);
                    }
                    Thread.ofVirtual().start(() -> {
                        try {
                            Thread.sleep(1500);
                        } catch (InterruptedException e) {
                            return;
                        }
                        stop.request();
                    });
                    return result;
                }

                @Override
                public void close() {}
            };
            assertThat(LinkProcess.run(server.url(), state, true, stopping, stop)
                            .statuses())
                    .as("asked to stop while it waits for the dead server")
                    .isEmpty();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            server.start();
            PacsSummary second = LinkProcess.run(server.url(), state, true, worker, new StopSignal());
            assertThat(second.statuses()).contains(Status.PASS);
            assertThat(worker.calls()).isEqualTo(1);
            try (WebClient web = server.web("")) {
                assertThat(new OrthancClient(web).allSeries()).hasSize(2);
            }
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
