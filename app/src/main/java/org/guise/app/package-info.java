/** Starts Guise from the command line. */
@NullMarked
package org.guise.app;

import org.jspecify.annotations.NullMarked;
