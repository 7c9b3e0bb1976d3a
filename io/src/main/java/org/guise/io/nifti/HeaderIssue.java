package org.guise.io.nifti;

/**
 * One finding of a header check.
 *
 * @param level whether the file can still be used
 * @param problem what was got and what was expected
 * @param remedy what to do about it
 */
public record HeaderIssue(Level level, String problem, String remedy) {
    /** How bad a finding is. */
    public enum Level {
        /** The file is read; the finding is kept with the image. */
        WARNING,
        /** The file is refused. */
        ERROR
    }

    static HeaderIssue error(String problem, String remedy) {
        return new HeaderIssue(Level.ERROR, problem, remedy);
    }

    static HeaderIssue warning(String problem, String remedy) {
        return new HeaderIssue(Level.WARNING, problem, remedy);
    }

    @Override
    public String toString() {
        return problem + "; " + remedy;
    }
}
