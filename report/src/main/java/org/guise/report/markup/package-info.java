/** Well-formed, escaped XML text: what the page and its figures are written with. */
@NullMarked
package org.guise.report.markup;

import org.jspecify.annotations.NullMarked;
