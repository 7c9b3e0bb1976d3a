package org.guise.dicom.web;

import java.io.IOException;
import java.io.Serial;

/**
 * A server that did not do what was asked. The message is one sentence with the remedy; nothing of what the server sent
 * appears in it, since that may name a patient.
 */
public final class WebException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean passing;

    private WebException(String message, int status, boolean passing, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.passing = passing;
    }

    /** The server answered with a status that means no. */
    static WebException ofStatus(String who, String what, int status) {
        String problem = switch (status) {
            case 401 -> "it wants to know who asks (401); set the user and password, or the token, in the environment";
            case 403 -> "this user may not do that (403); ask its administrator for the right";
            case 404 -> "there is no such thing here (404); check the address";
            case 409 -> "it refused what was sent (409)";
            case 413 -> "what was sent is larger than it takes (413); raise its limit";
            case 502, 503, 504 -> "it is not working at the moment (" + status + ")";
            case 507 -> "its disk is full (507); free some space there";
            default ->
                status >= 300 && status < 400
                        ? "it points to another address (" + status + "); give that one"
                        : "it answered with status " + status + "; its own log says why";
        };
        return new WebException(
                who + ": " + what + ": " + problem, status, isPassing(status), new IOException("status " + status));
    }

    /** The server could not be reached, or broke off. */
    static WebException ofBreak(String who, String what, String problem, Throwable cause) {
        return new WebException(who + ": " + what + ": " + problem, 0, true, cause);
    }

    /** The server answered, but not in a form that can be used. */
    static WebException ofAnswer(String who, String what, String problem) {
        return new WebException(who + ": " + what + ": " + problem, 0, false, new IOException(problem));
    }

    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 502 && status <= 504;
    }

    /** The status of the answer; 0 where there was none or it could not be used. */
    public int status() {
        return status;
    }

    /** Whether the same may go well later: the server is down, busy or out of reach. */
    public boolean isPassing() {
        return passing;
    }
}
