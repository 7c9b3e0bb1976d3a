/** De-identification of headers by the profile and the options of DICOM PS3.15 Annex E, from a table. */
@NullMarked
package org.guise.dicom.profile;

import org.jspecify.annotations.NullMarked;
