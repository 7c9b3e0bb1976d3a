package org.guise.app.audit;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.guise.audit.recognise.FaceImage;
import org.guise.audit.recognise.Recogniser;

/** Finds the face in a picture and makes every recogniser's template of it. Safe for use by several threads. */
interface Describer {
    /** The recognisers, in the order of {@link PictureTemplates#templates}. */
    List<Recogniser> recognisers();

    /** Detector score from which a face counts as found. */
    double threshold();

    /** The largest face in a picture, or nothing if no score reaches the threshold. */
    Optional<FaceImage> find(BufferedImage picture);

    PictureTemplates describe(BufferedImage picture);
}
