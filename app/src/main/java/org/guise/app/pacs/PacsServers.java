package org.guise.app.pacs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.guise.app.job.UsageException;
import org.guise.dicom.web.Credentials;
import org.guise.dicom.web.DicomWebClient;
import org.guise.dicom.web.OrthancClient;
import org.guise.dicom.web.RetryPolicy;
import org.guise.dicom.web.ServerAddress;
import org.guise.dicom.web.TrustedCa;
import org.guise.dicom.web.WebClient;
import org.guise.dicom.web.WebException;

/** The servers of a link: the one that is followed, and the one that results go to. */
public final class PacsServers implements AutoCloseable {
    private final Access access;
    private final Optional<SSLContext> tls;
    private final ServerAddress address;
    private final OrthancClient orthanc;
    private final List<WebClient> open = new ArrayList<>();

    /**
     * How servers are reached.
     *
     * @param insecure whether http may leave this machine
     * @param ca certificate of a further authority to trust
     * @param policy how long a dead server is waited for
     * @param idleLimit a server silent for this long counts as dead
     * @param environment where the credentials are
     * @param waiting is told what is wrong before each pause
     */
    public record Access(
            boolean insecure,
            Optional<Path> ca,
            RetryPolicy policy,
            Duration idleLimit,
            Map<String, String> environment,
            BiConsumer<String, Duration> waiting) {}

    private PacsServers(Access access, Optional<SSLContext> tls, ServerAddress address) {
        this.access = access;
        this.tls = tls;
        this.address = address;
        this.orthanc = new OrthancClient(client(address, "GUISE_PACS"));
    }

    /**
     * Prepares the connection to the server to follow; asks nothing yet.
     *
     * @throws UsageException if the address or the credentials cannot be used
     * @throws IOException if the certificate cannot be read
     */
    public static PacsServers of(String url, Access access) throws IOException {
        Optional<SSLContext> tls = access.ca().isPresent()
                ? Optional.of(TrustedCa.context(access.ca().get()))
                : Optional.empty();
        return new PacsServers(access, tls, address(url, "--orthanc", access));
    }

    private static ServerAddress address(String url, String option, Access access) {
        try {
            return ServerAddress.of(url, access.insecure());
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private WebClient client(ServerAddress to, String prefix) {
        Credentials credentials;
        try {
            credentials = Credentials.of(access.environment(), prefix);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        WebClient web = new WebClient(to, credentials, tls, access.policy(), access.idleLimit(), access.waiting());
        open.add(web);
        return web;
    }

    /** The address of the server that is followed. */
    public String address() {
        return address.toString();
    }

    /** The server that is followed. */
    public OrthancClient orthanc() {
        return orthanc;
    }

    /**
     * Where results go. An address is asked whether it is that of an Orthanc server, else it is taken for DICOMweb.
     *
     * @param forward an address or the name of a modality; empty for the server that is followed
     */
    public ResultTarget target(Optional<String> forward) throws IOException {
        if (forward.isEmpty()) {
            return new OrthancTarget(orthanc, true);
        }
        if (!forward.get().contains("://")) {
            return new ModalityTarget(orthanc, forward.get());
        }
        ServerAddress to = address(forward.get(), "--forward", access);
        WebClient web = client(to, "GUISE_FORWARD");
        OrthancClient other = new OrthancClient(web);
        try {
            other.version();
            return new OrthancTarget(other, false);
        } catch (WebException e) {
            if (e.isPassing() || e.status() == 401 || e.status() == 403) {
                throw e;
            }
            return new DicomWebTarget(new DicomWebClient(web), to.name());
        }
    }

    @Override
    public void close() {
        open.forEach(WebClient::close);
    }
}
