/** What an adversary does to a de-faced scan before looking for the face in it. */
@NullMarked
package org.guise.core.attack;

import org.jspecify.annotations.NullMarked;
