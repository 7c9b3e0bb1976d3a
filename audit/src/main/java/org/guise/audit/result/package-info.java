/** What an audit found, as values: the content of {@code audit.json} and of the report. */
@NullMarked
package org.guise.audit.result;

import org.jspecify.annotations.NullMarked;
