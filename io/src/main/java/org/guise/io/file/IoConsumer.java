package org.guise.io.file;

import java.io.IOException;

/** An action on a value that may fail with an I/O error. */
@FunctionalInterface
public interface IoConsumer<T> {
    /** Does the action. */
    void accept(T value) throws IOException;
}
