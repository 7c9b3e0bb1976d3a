package org.guise.app.job;

import java.util.List;

/**
 * Images of one visit of one person, which are fitted together and get one face; or a single image.
 *
 * @param tasks the images in the order given
 * @param leads the same, those that can best lead the fit first
 */
public record Session(List<ScanTask> tasks, List<ScanTask> leads) {
    /** An image on its own. */
    public static Session of(ScanTask task) {
        return new Session(List.of(task), List.of(task));
    }

    /** Whether several images are fitted together. */
    boolean joint() {
        return tasks.size() > 1;
    }
}
