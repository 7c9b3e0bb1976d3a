/** Measures of the brain as a pipeline would take them: volumes, thickness, uptake; each scan on its own. */
@NullMarked
package org.guise.core.measure;

import org.jspecify.annotations.NullMarked;
