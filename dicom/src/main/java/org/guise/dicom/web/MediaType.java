package org.guise.dicom.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters, as in the header {@code Content-Type} (RFC 9110, section 8.3.1).
 *
 * @param type type and subtype in lower case, such as {@code multipart/related}
 * @param parameters by name in lower case; quotes taken off
 */
record MediaType(String type, Map<String, String> parameters) {
    /** Reads a header's value; empty if it is not of the form. */
    static Optional<MediaType> parse(String header) {
        int semicolon = header.indexOf(';');
        String type = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
        if (type.indexOf('/') < 1 || type.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = semicolon < 0 ? header.length() : semicolon;
        while (at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(header, equals + 1, value);
            if (at < 0) {
                return Optional.empty();
            }
            parameters.putIfAbsent(name, value.toString());
        }
        return Optional.of(new MediaType(type.toLowerCase(Locale.ROOT), Map.copyOf(parameters)));
    }

    /** Appends the value that starts at {@code at} and returns where the next parameter's semicolon is; −1 if malformed. */
    private static int value(String header, int at, StringBuilder value) {
        int i = at;
        while (i < header.length() && header.charAt(i) == ' ') {
            i++;
        }
        if (i < header.length() && header.charAt(i) == '"') {
            for (i++; i < header.length() && header.charAt(i) != '"'; i++) {
                if (header.charAt(i) == '\\' && i + 1 < header.length()) {
                    i++;
                }
                value.append(header.charAt(i));
            }
            if (i >= header.length()) {
                return -1;
            }
            int next = header.indexOf(';', i);
            return next < 0 ? header.length() : next;
        }
        int next = header.indexOf(';', i);
        int end = next < 0 ? header.length() : next;
        value.append(header.substring(i, end).strip());
        return end;
    }
}
