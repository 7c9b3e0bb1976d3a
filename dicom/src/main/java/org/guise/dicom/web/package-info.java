/** DICOMweb (PS3.18) and the REST interface of Orthanc: search, retrieve and store over HTTP, with bounds and retries. */
@NullMarked
package org.guise.dicom.web;

import org.jspecify.annotations.NullMarked;
