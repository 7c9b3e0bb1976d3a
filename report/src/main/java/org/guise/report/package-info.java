/** The report of an audit: self-contained HTML, PDF and {@code audit.json}. */
@NullMarked
package org.guise.report;

import org.jspecify.annotations.NullMarked;
