package org.guise.app.job;

import java.io.Serial;

/** The user asked for something that cannot be done; the message is one sentence with the remedy. */
public final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The sentence. */
    public UsageException(String message) {
        super(message);
    }
}
