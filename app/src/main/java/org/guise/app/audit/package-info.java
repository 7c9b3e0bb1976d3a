/** An audit from files: scans and photographs become templates, templates become figures, figures become a report. */
@NullMarked
package org.guise.app.audit;

import org.jspecify.annotations.NullMarked;
