package org.guise.dicom.web;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param what the request in words, for sentences
 * @param path starts with a slash, already escaped
 * @param headers besides the credentials
 * @param body made anew for each try
 * @param alsoGood a status above 299 whose answer is to be read like a good one; 0 for none
 */
record WebRequest(String what, String method, String path, Map<String, String> headers, Source body, int alsoGood) {
    /** Makes the body of a request. */
    @FunctionalInterface
    interface Source {
        /** A body to be sent once. @throws IOException if what it is made of cannot be read */
        BodyPublisher open() throws IOException;
    }

    static WebRequest get(String what, String path, String accept) {
        return new WebRequest(what, "GET", path, Map.of("Accept", accept), HttpRequest.BodyPublishers::noBody, 0);
    }

    static WebRequest send(String what, String method, String path, String type, Source body) {
        return new WebRequest(what, method, path, Map.of("Content-Type", type), body, 0);
    }

    WebRequest header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new WebRequest(what, method, path, all, body, alsoGood);
    }

    WebRequest alsoGood(int status) {
        return new WebRequest(what, method, path, headers, body, status);
    }
}
