/** Score matrices, protocols and attackers: who is taken for whom, before and after. */
@NullMarked
package org.guise.audit.match;

import org.jspecify.annotations.NullMarked;
