/** What lets a run of many files survive: its ledger, its lock, its jobs and their memory. */
@NullMarked
package org.guise.app.run;

import org.jspecify.annotations.NullMarked;
