package org.guise.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * DICOMweb (PS3.18): search (QIDO-RS), retrieve (WADO-RS) and store (STOW-RS). Whatever the size of a series, only one
 * buffer of it is in memory.
 */
public final class DicomWebClient {
    private static final String DICOM_JSON = "application/dicom+json";
    private static final String DICOM_PARTS = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 10_000;
    private static final long MOST_BATCH_BYTES = 1L << 27;
    private static final int MOST_BATCH_FILES = 500;
    private static final int CONFLICT = 409;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebClient web;

    /** Speaks to a server whose address is the root of its DICOMweb services, such as {@code …/dicom-web}. */
    public DicomWebClient(WebClient web) {
        this.web = web;
    }

    /**
     * Studies (QIDO-RS, PS3.18 section 10.6).
     *
     * @param query attributes by keyword or by eight hex digits, such as {@code PatientID}, and {@code includefield}
     * @return one map a study: values by tag, eight hex digits in capitals; of several values the first
     */
    public List<Map<String, String>> searchStudies(Map<String, String> query) throws IOException {
        return search("/studies", query, "search for studies");
    }

    /** Series of a study, or of all; as {@link #searchStudies}. */
    public List<Map<String, String>> searchSeries(Optional<String> study, Map<String, String> query)
            throws IOException {
        return search(study.map(s -> "/studies/" + Uid.checked(s)).orElse("") + "/series", query, "search for series");
    }

    /** Instances of a series; as {@link #searchStudies}. */
    public List<Map<String, String>> searchInstances(String study, String series, Map<String, String> query)
            throws IOException {
        return search(seriesPath(study, series) + "/instances", query, "search for instances");
    }

    /**
     * Retrieves all instances of a series (WADO-RS, PS3.18 section 10.4), in the transfer syntax that the server has.
     *
     * @param folder where files {@code 000000.dcm}, … are written; exists
     * @param mostBytes refused beyond this
     * @return the files, in the order of arrival
     * @throws WebException also where the series has more bytes
     */
    public List<Path> retrieveSeries(String study, String series, Path folder, long mostBytes) throws IOException {
        String what = "retrieve a series";
        return web.send(WebRequest.get(what, seriesPath(study, series), DICOM_PARTS), (info, in) -> {
            MultipartReader parts =
                    new MultipartReader(in, boundary(info.headers().firstValue("Content-Type"), what));
            List<Path> files = new ArrayList<>();
            long left = mostBytes;
            for (Optional<MultipartReader.Part> p = parts.next(); p.isPresent(); p = parts.next()) {
                Path file = folder.resolve(String.format("%06d.dcm", files.size()));
                left -= Receptions.copy(p.get().body(), file, left, web, what);
                files.add(file);
            }
            return List.copyOf(files);
        });
    }

    /**
     * Stores files (STOW-RS, PS3.18 section 10.5), in several requests of bounded size.
     *
     * @param files DICOM files (PS3.10), of any studies
     * @return what became of each; the caller decides whether a failure matters
     */
    public StoreReport store(List<Path> files) throws IOException {
        Set<String> stored = new LinkedHashSet<>();
        Map<String, Integer> failed = new LinkedHashMap<>();
        List<Path> batch = new ArrayList<>();
        long bytes = 0;
        for (Path file : files) {
            long size = Files.size(file);
            if (!batch.isEmpty() && (bytes + size > MOST_BATCH_BYTES || batch.size() == MOST_BATCH_FILES)) {
                storeBatch(batch, stored, failed);
                batch.clear();
                bytes = 0;
            }
            batch.add(file);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            storeBatch(batch, stored, failed);
        }
        return new StoreReport(Collections.unmodifiableSet(stored), Collections.unmodifiableMap(failed));
    }

    private void storeBatch(List<Path> batch, Set<String> stored, Map<String, Integer> failed) throws IOException {
        String what = "store a series";
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String boundary = "guise-" + HexFormat.of().formatHex(random);
        List<Path> files = List.copyOf(batch);
        WebRequest request = WebRequest.send(
                        what,
                        "POST",
                        "/studies",
                        "multipart/related; type=\"application/dicom\"; boundary=" + boundary,
                        () -> HttpRequest.BodyPublishers.ofInputStream(() -> body(files, boundary)))
                .header("Accept", DICOM_JSON)
                .alsoGood(CONFLICT);
        JsonNode answer = web.send(request, Receptions.json(web, what));
        for (JsonNode item : answer.path("00081199").path("Value")) {
            stored.add(value(item.path("00081155")));
        }
        for (JsonNode item : answer.path("00081198").path("Value")) {
            failed.put(
                    value(item.path("00081155")),
                    item.path("00081197").path("Value").path(0).asInt(0));
        }
        failed.keySet().forEach(stored::remove);
    }

    /** The parts one after another; each file is opened when its turn comes. */
    private static InputStream body(List<Path> files, String boundary) {
        var parts = new java.util.Enumeration<InputStream>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next <= 2 * files.size();
            }

            @Override
            public InputStream nextElement() {
                int n = next++;
                if (n == 2 * files.size()) {
                    return ascii((files.isEmpty() ? "" : "\r\n") + "--" + boundary + "--\r\n");
                }
                if (n % 2 == 0) {
                    return ascii(
                            (n == 0 ? "" : "\r\n") + "--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n");
                }
                try {
                    return Files.newInputStream(files.get(n / 2));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return new SequenceInputStream(parts);
    }

    private static InputStream ascii(String text) {
        return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private List<Map<String, String>> search(String path, Map<String, String> query, String what) throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        Map<String, String> last = Map.of();
        for (int page = 0; page < MOST_PAGES; page++) {
            StringBuilder address = new StringBuilder(path)
                    .append("?limit=")
                    .append(PAGE)
                    .append("&offset=")
                    .append(found.size());
            new TreeMap<>(query)
                    .forEach((k, v) ->
                            address.append('&').append(escaped(k)).append('=').append(escaped(v)));
            JsonNode answer =
                    web.send(WebRequest.get(what, address.toString(), DICOM_JSON), Receptions.json(web, what));
            if (!answer.isMissingNode() && !answer.isArray()) {
                throw WebException.ofAnswer(web.name(), what, "its answer is not a list of matches");
            }
            Map<String, String> first = answer.isEmpty() ? Map.of() : values(answer.get(0));
            if (answer.isEmpty() || first.equals(last)) {
                // No more, or a server that knows no offset and says the same again.
                return found;
            }
            last = first;
            answer.forEach(match -> found.add(values(match)));
        }
        throw WebException.ofAnswer(web.name(), what, "there are more than " + found.size() + " matches; ask for less");
    }

    private static Map<String, String> values(JsonNode match) {
        Map<String, String> values = new LinkedHashMap<>();
        match.propertyNames().forEach(tag -> values.put(tag, value(match.path(tag))));
        return Collections.unmodifiableMap(values);
    }

    private static String value(JsonNode attribute) {
        JsonNode first = attribute.path("Value").path(0);
        return first.isObject() ? first.path("Alphabetic").asString("") : first.asString("");
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seriesPath(String study, String series) {
        return "/studies/" + Uid.checked(study) + "/series/" + Uid.checked(series);
    }

    private String boundary(Optional<String> type, String what) throws WebException {
        return type.flatMap(MediaType::parse)
                .filter(t -> t.type().equals("multipart/related"))
                .map(t -> t.parameters().get("boundary"))
                .orElseThrow(() ->
                        WebException.ofAnswer(web.name(), what, "its answer is not multipart/related with a boundary"));
    }
}
