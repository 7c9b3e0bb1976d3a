/** Photographs of synthetic persons: a small software rasteriser, what it draws, and the sittings it draws them in. */
@NullMarked
package org.guise.people.photo;

import org.jspecify.annotations.NullMarked;
