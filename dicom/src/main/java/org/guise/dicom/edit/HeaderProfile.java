package org.guise.dicom.edit;

import org.guise.dicom.data.DataSet;

/** A de-identification of headers, applied to each instance after its face was replaced and before it is written. */
@FunctionalInterface
public interface HeaderProfile {
    /** Leaves the header as it is. */
    HeaderProfile NONE = image -> {};

    /** Changes the data set in place. The file meta information follows its SOP Instance UID. */
    void apply(DataSet image);
}
