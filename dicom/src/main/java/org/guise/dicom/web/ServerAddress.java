package org.guise.dicom.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param base scheme, host, port and path, without a slash at its end
 */
public record ServerAddress(URI base) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");

    /**
     * Checks an address.
     *
     * @param insecure whether plain http may leave this machine
     * @throws IllegalArgumentException if it cannot be used; the message is one sentence
     */
    public static ServerAddress of(String text, boolean insecure) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "an address that cannot be read; give one such as https://pacs.example:8043", e);
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("the address has a user or a password in it, which every user of this"
                    + " machine could read; take them out and set them in the environment");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    text + ": not the address of a server; give one such as https://pacs.example:8043");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(text + ": give the address up to the path only, without ? and #");
        }
        if (scheme.equals("http") && !insecure && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    text + ": with http, patients' data and the password would cross the network"
                            + " in the clear; use https, or --insecure if that network is protected otherwise");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        int port = uri.getPort();
        return new ServerAddress(URI.create(scheme + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + path));
    }

    /** The address of something on this server. @param path starts with a slash, already escaped */
    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Host and port, as sentences name the server. */
    public String name() {
        return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        // Only addresses are looked at, never names: what a name stands for may change.
        if (!LITERAL.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
