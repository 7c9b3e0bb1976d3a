@NullMarked
package org.guise.core.volume;

import org.jspecify.annotations.NullMarked;
