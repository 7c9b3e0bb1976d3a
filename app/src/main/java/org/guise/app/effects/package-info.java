/** What de-facing costs the brain, from files: scans or tables become measures, measures become a report. */
@NullMarked
package org.guise.app.effects;

import org.jspecify.annotations.NullMarked;
