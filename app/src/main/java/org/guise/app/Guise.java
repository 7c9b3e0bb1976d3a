package org.guise.app;

import org.guise.app.cli.GuiseCli;

/** The program. */
public final class Guise {
    private Guise() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(GuiseCli.standard(System.out, System.err).run(args));
    }
}
