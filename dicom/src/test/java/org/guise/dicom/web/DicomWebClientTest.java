package org.guise.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomWebClientTest {
    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=\"x y\"";

    @TempDir
    Path folder;

    private static byte[] parts(String... contents) {
        StringBuilder b = new StringBuilder();
        for (String c : contents) {
            b.append("\r\n--x y\r\nContent-Type: application/dicom\r\n\r\n").append(c);
        }
        return b.append("\r\n--x y--").toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void searchesPageByPageAndStopsWhereAServerKnowsNoPages() throws Exception {
        String one = "[{\"0020000D\": {\"vr\": \"UI\", \"Value\": [\"1.2\"]}, \"00100010\": {\"vr\": \"PN\", \"Value\":"
                + " [{\"Alphabetic\": \"A^B\"}]}, \"00080050\": {\"vr\": \"SH\"}}]";
        try (FakeServer server = new FakeServer().then(FakeServer.json(one));
                WebClient web = server.client(Map.of())) {
            List<Map<String, String>> found = new DicomWebClient(web).searchStudies(Map.of("PatientID", "a&b=c"));
            assertThat(found).containsExactly(Map.of("0020000D", "1.2", "00100010", "A^B", "00080050", ""));
            assertThat(server.asked.getFirst().uri()).isEqualTo("/studies?limit=500&offset=0&PatientID=a%26b%3Dc");
            assertThat(server.asked.getLast().uri()).contains("offset=1");
        }
        try (FakeServer server = new FakeServer().then(FakeServer.status(204));
                WebClient web = server.client(Map.of())) {
            assertThat(new DicomWebClient(web).searchSeries(Optional.of("1.2"), Map.of()))
                    .isEmpty();
            assertThat(new DicomWebClient(web).searchInstances("1.2", "3.4", Map.of()))
                    .isEmpty();
        }
    }

    @Test
    void retrievesEachPartIntoAFileAndAsksAgainAfterATruncatedAnswer() throws Exception {
        byte[] whole = parts("one", "", "three");
        try (FakeServer server = new FakeServer()
                        .then(FakeServer.body(200, TYPE, java.util.Arrays.copyOf(whole, whole.length - 9)))
                        .then(FakeServer.body(200, TYPE, whole));
                WebClient web = server.client(Map.of())) {
            List<Path> files = new DicomWebClient(web).retrieveSeries("1.2", "3.4", folder, 100);
            assertThat(files).hasSize(3);
            assertThat(files.get(0)).hasContent("one");
            assertThat(files.get(1)).isEmptyFile();
            assertThat(files.get(2)).hasContent("three");
            assertThat(server.asked).hasSize(2);
            assertThat(server.asked.getFirst().uri()).isEqualTo("/studies/1.2/series/3.4");
        }
    }

    @Test
    void refusesWhatIsTooLargeOrNoMultipart() throws Exception {
        try (FakeServer server = new FakeServer().then(FakeServer.body(200, TYPE, parts("one", "two")));
                WebClient web = server.client(Map.of())) {
            assertThatThrownBy(() -> new DicomWebClient(web).retrieveSeries("1.2", "3.4", folder, 5))
                    .isInstanceOf(WebException.class)
                    .hasMessageContaining("bytes expected");
        }
        try (FakeServer server = new FakeServer().then(FakeServer.body(200, "application/dicom", parts("one")));
                WebClient web = server.client(Map.of())) {
            assertThatThrownBy(() -> new DicomWebClient(web).retrieveSeries("1.2", "3.4", folder, 500))
                    .hasMessageContaining("multipart/related");
        }
    }

    @Test
    void aUidCannotBeAnotherAddress() throws Exception {
        try (FakeServer server = new FakeServer();
                WebClient web = server.client(Map.of())) {
            for (String wrong : new String[] {"1.2/../..", "", "1..2", "1.2?x", "9".repeat(65)}) {
                assertThatThrownBy(() -> new DicomWebClient(web).retrieveSeries("1.2", wrong, folder, 5))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> new OrthancClient(web).series("../system"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void storesFilesAsPartsAndReportsWhatBecameOfEach() throws Exception {
        Path a = Files.writeString(folder.resolve("a"), "alpha");
        Path b = Files.writeString(folder.resolve("b"), "beta\r\n--");
        String report =
                "{\"00081199\": {\"vr\": \"SQ\", \"Value\": [{\"00081155\": {\"vr\": \"UI\", \"Value\": [\"1.1\"]}}]},"
                        + " \"00081198\": {\"vr\": \"SQ\", \"Value\": [{\"00081155\": {\"vr\": \"UI\", \"Value\": [\"1.2\"]},"
                        + " \"00081197\": {\"vr\": \"US\", \"Value\": [272]}}]}}";
        for (int status : new int[] {200, 202, 409}) {
            try (FakeServer server = new FakeServer()
                            .then(FakeServer.body(
                                    status, "application/dicom+json", report.getBytes(StandardCharsets.US_ASCII)));
                    WebClient web = server.client(Map.of())) {
                StoreReport got = new DicomWebClient(web).store(List.of(a, b));
                assertThat(got.stored()).containsExactly("1.1");
                assertThat(got.failed()).isEqualTo(Map.of("1.2", 272));
                FakeServer.Asked asked = server.asked.getFirst();
                assertThat(asked.headers().get("Transfer-encoding")).containsExactly("chunked");
                String boundary = MediaType.parse(
                                asked.headers().get("Content-type").getFirst())
                        .orElseThrow()
                        .parameters()
                        .get("boundary");
                MultipartReader parts = new MultipartReader(new ByteArrayInputStream(asked.body()), boundary);
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (var p = parts.next(); p.isPresent(); p = parts.next()) {
                    p.get().body().transferTo(all);
                    all.write('|');
                }
                assertThat(all.toString(StandardCharsets.US_ASCII)).isEqualTo("alpha|beta\r\n--|");
            }
        }
    }

    @Test
    void asksTheOrthancServerForAModalityByItsAliasOnly() throws Exception {
        try (FakeServer server = new FakeServer().then(FakeServer.json("{\"FailedInstancesCount\": 1}"));
                WebClient web = server.client(Map.of())) {
            String id = "aaaaaaaa-bbbbbbbb-cccccccc-dddddddd-eeeeeeee";
            assertThatThrownBy(() -> new OrthancClient(web).sendToModality("x/../y", id))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new OrthancClient(web).sendToModality("ARCHIVE", id))
                    .hasMessageContaining("1 instances were not taken");
        }
    }
}
