/** Judges a refaced scan of a synthetic person against what is known of that person. */
@NullMarked
package org.guise.people.truth;

import org.jspecify.annotations.NullMarked;
