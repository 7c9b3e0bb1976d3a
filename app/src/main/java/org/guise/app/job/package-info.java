/** The whole-file job: one scan read, refaced, proven and written, with its records. */
@NullMarked
package org.guise.app.job;

import org.jspecify.annotations.NullMarked;
