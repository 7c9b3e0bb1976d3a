/** The heads that the demo shows. */
@NullMarked
package org.guise.app.demo;

import org.jspecify.annotations.NullMarked;
