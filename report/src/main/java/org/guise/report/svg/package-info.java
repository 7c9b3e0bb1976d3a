/** Figures as SVG 1.1 with text alternatives; the same bytes serve the page and the PDF. */
@NullMarked
package org.guise.report.svg;

import org.jspecify.annotations.NullMarked;
