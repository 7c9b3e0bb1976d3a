package org.guise.dicom.web;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The REST interface of an Orthanc server, as far as following and refacing its series needs it. */
public final class OrthancClient {
    private static final String JSON = "application/json";
    private static final String ANY = "*/*";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{8}){4}");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final int NOT_FOUND = 404;

    private final WebClient web;

    /**
     * One change.
     *
     * @param type such as {@code StableSeries}
     * @param id of the resource that changed
     */
    public record Change(long sequence, String type, String id) {}

    /**
     * A page of changes.
     *
     * @param last the sequence number from which to go on; less than the one asked for if the server counts anew
     * @param done whether there are no more for now
     */
    public record Changes(List<Change> changes, long last, boolean done) {}

    /**
     * A series.
     *
     * @param instances Orthanc's ids of its instances; each is a hash of the UIDs and the patient's id
     * @param stable whether no instance came for a while
     * @param tags main DICOM tags of the series by keyword, such as {@code Modality} and {@code SeriesInstanceUID}
     */
    public record Series(String id, List<String> instances, boolean stable, Map<String, String> tags) {}

    /**
     * What became of an instance that was sent.
     *
     * @param series Orthanc's id of the series that it went to
     * @param isNew false if the server had one with these UIDs, and kept it
     */
    public record Upload(String instance, String series, boolean isNew) {}

    /** Speaks to the server at its root address. */
    public OrthancClient(WebClient web) {
        this.web = web;
    }

    /** Host and port, as sentences name the server. */
    public String name() {
        return web.name();
    }

    /** The server's version. @throws WebException if it is no Orthanc server */
    public String version() throws IOException {
        JsonNode system = json("ask for its version", "/system");
        if (!system.has("ApiVersion")) {
            throw WebException.ofAnswer(name(), "ask for its version", "this is not an Orthanc server");
        }
        return system.path("Version").asString("");
    }

    /** The changes after {@code since}, oldest first. */
    public Changes changes(long since, int limit) throws IOException {
        JsonNode page = json("follow its changes", "/changes?since=" + since + "&limit=" + limit);
        if (!page.path("Changes").isArray()) {
            throw WebException.ofAnswer(name(), "follow its changes", "its answer is not a list of changes");
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode c : page.path("Changes")) {
            String id = c.path("ID").asString("");
            if (ID.matcher(id).matches()) {
                changes.add(
                        new Change(c.path("Seq").asLong(0), c.path("ChangeType").asString(""), id));
            }
        }
        return new Changes(
                List.copyOf(changes),
                page.path("Last").asLong(since),
                page.path("Done").asBoolean(true));
    }

    /** The ids of all series. */
    public List<String> allSeries() throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode id : json("list its series", "/series")) {
            if (ID.matcher(id.asString("")).matches()) {
                ids.add(id.asString());
            }
        }
        return ids;
    }

    /** A series; empty if it is gone. */
    public Optional<Series> series(String id) throws IOException {
        Optional<JsonNode> found = find("look up a series", "/series/" + checked(id));
        return found.map(s -> {
            List<String> instances = new ArrayList<>();
            s.path("Instances").forEach(i -> instances.add(checked(i.asString(""))));
            Map<String, String> tags = new LinkedHashMap<>();
            JsonNode main = s.path("MainDicomTags");
            main.propertyNames().forEach(k -> tags.put(k, main.path(k).asString("")));
            return new Series(id, List.copyOf(instances), s.path("IsStable").asBoolean(true), Map.copyOf(tags));
        });
    }

    /** The bytes that a series takes on the server's disk. */
    public long seriesBytes(String id) throws IOException {
        JsonNode sizes = json("ask for the size of a series", "/series/" + checked(id) + "/statistics");
        return Math.max(
                sizes.path("DiskSize").asLong(0), sizes.path("UncompressedSize").asLong(0));
    }

    /** Some attributes of an instance: tags as {@code gggg,eeee} with their texts; sequences as JSON. */
    public Map<String, String> instanceTags(String id) throws IOException {
        JsonNode tags = json("look up an instance", "/instances/" + checked(id) + "/tags?short");
        Map<String, String> values = new LinkedHashMap<>();
        tags.propertyNames().forEach(k -> {
            JsonNode v = tags.path(k);
            values.put(k, v.isString() ? v.asString() : v.toString());
        });
        return values;
    }

    /** Fetches the file of an instance. @return its size in bytes */
    public long fetchInstance(String id, Path file, long mostBytes) throws IOException {
        String what = "fetch an instance";
        return web.send(
                WebRequest.get(what, "/instances/" + checked(id) + "/file", ANY),
                (info, in) -> Receptions.copy(in, file, mostBytes, web, what));
    }

    /** Stores a DICOM file. */
    public Upload upload(Path file) throws IOException {
        String what = "store an instance";
        JsonNode answer = web.send(
                WebRequest.send(
                        what, "POST", "/instances", "application/dicom", () -> HttpRequest.BodyPublishers.ofFile(file)),
                Receptions.json(web, what));
        String status = answer.path("Status").asString("");
        boolean isNew = status.equals("Success");
        if (!isNew && !status.equals("AlreadyStored")) {
            throw WebException.ofAnswer(name(), what, "it did not store it (status " + status + ")");
        }
        return new Upload(
                checked(answer.path("ID").asString("")),
                checked(answer.path("ParentSeries").asString("")),
                isNew);
    }

    /** A user-defined metadata entry of a series; empty if there is none. @param key 1024 or more */
    public Optional<String> seriesMetadata(String id, int key) throws IOException {
        String what = "read a mark";
        try {
            return Optional.of(web.send(
                    WebRequest.get(what, "/series/" + checked(id) + "/metadata/" + key, ANY),
                    (info, in) -> new String(in.readNBytes(4096), StandardCharsets.UTF_8)));
        } catch (WebException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Sets a user-defined metadata entry of a series; the DICOM files stay as they are. */
    public void markSeries(String id, int key, String value) throws IOException {
        web.send(
                WebRequest.send(
                        "set a mark",
                        "PUT",
                        "/series/" + checked(id) + "/metadata/" + key,
                        "text/plain",
                        () -> HttpRequest.BodyPublishers.ofString(value)),
                Receptions.nothing());
    }

    /**
     * Lets the server send a series on to a modality that it knows, by C-STORE, and waits for the end.
     *
     * @param alias the modality's name in the server's configuration
     * @return the number of instances that went well
     */
    public int sendToModality(String alias, String series) throws IOException {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException(alias + ": not the name of a modality");
        }
        String what = "send a series to " + alias;
        String order =
                Receptions.JSON.writeValueAsString(Map.of("Resources", List.of(checked(series)), "Synchronous", true));
        JsonNode answer = web.send(
                WebRequest.send(
                        what,
                        "POST",
                        "/modalities/" + alias + "/store",
                        JSON,
                        () -> HttpRequest.BodyPublishers.ofString(order)),
                Receptions.json(web, what));
        int failed = answer.path("FailedInstancesCount").asInt(0);
        if (failed > 0) {
            throw WebException.ofAnswer(name(), what, failed + " instances were not taken");
        }
        return answer.path("InstancesCount").asInt(0);
    }

    private JsonNode json(String what, String path) throws IOException {
        return web.send(WebRequest.get(what, path, JSON), Receptions.json(web, what));
    }

    private Optional<JsonNode> find(String what, String path) throws IOException {
        try {
            return Optional.of(json(what, path));
        } catch (WebException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of Orthanc");
        }
        return id;
    }
}
