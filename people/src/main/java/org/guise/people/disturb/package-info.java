/**
 * What goes wrong with scans, added to synthetic ones so that the truth stays right: furniture, shoulders, metal, motion,
 * wrapped parts, lesions and defects.
 */
@NullMarked
package org.guise.people.disturb;

import org.jspecify.annotations.NullMarked;
