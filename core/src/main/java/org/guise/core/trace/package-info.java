/** What is left of a face in a scan, whoever treated it. */
@NullMarked
package org.guise.core.trace;

import org.jspecify.annotations.NullMarked;
