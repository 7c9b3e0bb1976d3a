/** Pixel data: what its bytes mean, and the lossless compressions in which scans come (PS3.5 section 8 and annex A). */
@NullMarked
package org.guise.dicom.codec;

import org.jspecify.annotations.NullMarked;
