/** What changes in the header of an image whose face was replaced. */
@NullMarked
package org.guise.dicom.edit;

import org.jspecify.annotations.NullMarked;
