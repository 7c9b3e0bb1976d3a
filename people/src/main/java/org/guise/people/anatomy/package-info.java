/** The recipe of the built-in atlas: a skin from parametric heads, filled with inner anatomy. */
@NullMarked
package org.guise.people.anatomy;

import org.jspecify.annotations.NullMarked;
