/** The commands, their options, what they print and how they exit. */
@NullMarked
package org.guise.app.cli;

import org.jspecify.annotations.NullMarked;
