/** Figures of recognition performance and their statistics; pure functions on plain arrays. */
@NullMarked
package org.guise.audit.measure;

import org.jspecify.annotations.NullMarked;
