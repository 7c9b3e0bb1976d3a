/** Series of images: found in a folder, sorted into volumes by their geometry, and written back slice by slice. */
@NullMarked
package org.guise.dicom.series;

import org.jspecify.annotations.NullMarked;
