/** Persons with an inside, and scans of them in any contrast, grid and pose, with the truth beside the image. */
package org.guise.people.scan;
