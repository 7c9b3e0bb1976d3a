package org.guise.app.audit;

/**
 * What the face finder and the recognisers made of one picture.
 *
 * @param found whether a face was found
 * @param templates one for each recogniser, in their order; empty arrays where there is none
 */
record PictureTemplates(boolean found, float[][] templates) {}
