/** What de-facing does to measures of the brain: agreement, change and what a second scan alone changes. */
@NullMarked
package org.guise.audit.effects;

import org.jspecify.annotations.NullMarked;
