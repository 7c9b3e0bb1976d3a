package org.guise.dicom.web;

import java.util.Map;
import java.util.Set;

/**
 * What became of instances sent by STOW-RS (PS3.18, section 10.5.3).
 *
 * @param stored SOP Instance UIDs that the server has now
 * @param failed SOP Instance UIDs that it did not take, with its Failure Reason (0008,1197); UID empty where it gave none
 */
public record StoreReport(Set<String> stored, Map<String, Integer> failed) {}
