/** Names and folders of the Brain Imaging Data Structure (BIDS). */
@NullMarked
package org.guise.io.bids;

import org.jspecify.annotations.NullMarked;
