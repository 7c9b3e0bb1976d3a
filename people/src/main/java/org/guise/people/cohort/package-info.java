/** Cohorts of synthetic persons on disk: scans, photographs and the key that says which belong together. */
@NullMarked
package org.guise.people.cohort;

import org.jspecify.annotations.NullMarked;
