@NullMarked
package org.guise.core.anatomy;

import org.jspecify.annotations.NullMarked;
