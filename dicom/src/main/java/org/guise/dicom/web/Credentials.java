package org.guise.dicom.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are to a server, from the environment: {@code PREFIX_USER} with {@code PREFIX_PASSWORD} (RFC 7617), or
 * {@code PREFIX_TOKEN} (RFC 6750). Never from a command line, which other users of the machine can read, and never
 * printed.
 */
public final class Credentials {
    private final String header;

    private Credentials(String header) {
        this.header = header;
    }

    /** Nobody. */
    public static Credentials none() {
        return new Credentials("");
    }

    /**
     * What the environment says.
     *
     * @param prefix such as {@code GUISE_PACS}
     * @throws IllegalArgumentException if it contradicts itself; the message is one sentence without any secret
     */
    public static Credentials of(Map<String, String> environment, String prefix) {
        Optional<String> user = value(environment, prefix + "_USER");
        Optional<String> password = value(environment, prefix + "_PASSWORD");
        Optional<String> token = value(environment, prefix + "_TOKEN");
        if (token.isPresent() && (user.isPresent() || password.isPresent())) {
            throw new IllegalArgumentException("the environment has both " + prefix + "_TOKEN and " + prefix
                    + "_USER or _PASSWORD; unset one of them");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("the environment has only one of " + prefix + "_USER and " + prefix
                    + "_PASSWORD; set both or none");
        }
        if (user.isPresent() && user.get().indexOf(':') >= 0) {
            throw new IllegalArgumentException(prefix + "_USER: a user's name cannot have a colon in it");
        }
        if (token.isPresent() && !token.get().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    prefix + "_TOKEN: a token has neither blanks nor other than ASCII characters");
        }
        if (token.isPresent()) {
            return new Credentials("Bearer " + token.get());
        }
        return user.map(u -> new Credentials("Basic "
                        + Base64.getEncoder()
                                .encodeToString((u + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8))))
                .orElseGet(Credentials::none);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
    }

    /** The value of the header {@code Authorization}; empty for nobody. */
    Optional<String> header() {
        return header.isEmpty() ? Optional.empty() : Optional.of(header);
    }

    @Override
    public String toString() {
        return header.isEmpty() ? "no credentials" : "credentials (hidden)";
    }
}
