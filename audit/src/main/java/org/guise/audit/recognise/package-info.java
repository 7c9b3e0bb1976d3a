/** Recognisers: how a face picture becomes a template, and how alike two templates are. */
@NullMarked
package org.guise.audit.recognise;

import org.jspecify.annotations.NullMarked;
