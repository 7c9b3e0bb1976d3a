package org.guise.app.job;

import java.io.IOException;

/** The secret number from which the made-up persons of a run are drawn; drawn or read only if it is asked for. */
@FunctionalInterface
public interface Secret {
    /** The number. */
    long number() throws IOException;
}
