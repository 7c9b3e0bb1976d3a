/** BIDS data sets: what stands in them, where results go, and the run over one. */
@NullMarked
package org.guise.app.bids;

import org.jspecify.annotations.NullMarked;
