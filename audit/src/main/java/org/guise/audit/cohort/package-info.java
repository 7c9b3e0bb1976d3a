/** Who is tested: the cohort table, de-faced versions of its scans, and results of recognisers run elsewhere. */
@NullMarked
package org.guise.audit.cohort;

import org.jspecify.annotations.NullMarked;
