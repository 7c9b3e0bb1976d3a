/** Follows a PACS and refaces each of its series once. */
@NullMarked
package org.guise.app.pacs;

import org.jspecify.annotations.NullMarked;
