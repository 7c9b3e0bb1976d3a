/** Refaces DICOM series: what of a folder is done, in which sessions, and under which names the results appear. */
@NullMarked
package org.guise.app.dicom;

import org.jspecify.annotations.NullMarked;
