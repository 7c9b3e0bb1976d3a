/** A person looks at the results of a run and says which may be shared. */
@NullMarked
package org.guise.app.review;

import org.jspecify.annotations.NullMarked;
