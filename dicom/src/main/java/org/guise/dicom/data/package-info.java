/**
 * DICOM data sets and files (PS3.5, PS3.10): read, edited and written so that whatever is not touched keeps its exact
 * bytes.
 */
@NullMarked
package org.guise.dicom.data;

import org.jspecify.annotations.NullMarked;
