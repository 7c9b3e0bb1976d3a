/** {@code guise verify}: looks for what must not leave the house in a tree about to be shared. */
@NullMarked
package org.guise.app.verify;

import org.jspecify.annotations.NullMarked;
