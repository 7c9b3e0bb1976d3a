package org.guise.audit.recognise;

import java.awt.image.BufferedImage;

/** How a face is brought into the square picture that a model looks at. */
enum Alignment {
    /** Similarity of eyes, nose tip and mouth corners to the template of ArcFace (Deng 2019), 112 pixels. */
    ARCFACE5 {
        @Override
        Crop crop(FaceImage face, int size) {
            return similar(face, size, size / 112.0, ARCFACE);
        }
    },

    /** Similarity of the same five points to dlib's mean face in its chip of 150 pixels with a quarter of padding. */
    DLIB {
        @Override
        Crop crop(FaceImage face, int size) {
            return similar(face, size, size / 150.0, DLIB_CHIP);
        }
    },

    /** Upright square around the landmarks: from 0.35 of their height above the brows to 0.05 below the chin. */
    SQUARE {
        @Override
        Crop crop(FaceImage face, int size) {
            double[] b = Landmarks.bounds(face.landmarks());
            double height = b[3] - b[1];
            double top = b[1] - 0.35 * height, side = 1.4 * height, left = 0.5 * (b[0] + b[2] - side);
            return Crop.of(face.picture(), new double[] {left, top, left + side, top + side}, size, size);
        }
    };

    /** Eye centres, nose tip, mouth corners; the centre of the first pixel is (0.5, 0.5). */
    private static final double[][] ARCFACE = {
        {38.7946, 52.1963}, {74.0318, 52.0014}, {56.5252, 72.2366}, {42.0493, 92.8655}, {71.2299, 92.7041}
    };

    private static final double[][] DLIB_CHIP = {{48.1, 47.1}, {101.0, 47.1}, {74.5, 77.1}, {50.9, 103.5}, {98.1, 103.5}
    };

    /** The face as the model wants it: {@code size}² pixels. */
    abstract Crop crop(FaceImage face, int size);

    static Alignment named(String name) {
        return switch (name) {
            case "arcface5" -> ARCFACE5;
            case "dlib" -> DLIB;
            case "square" -> SQUARE;
            default ->
                throw new IllegalArgumentException(
                        "alignment \"" + name + "\" is not known; expected arcface5, dlib or square");
        };
    }

    private static Crop similar(FaceImage face, int size, double scale, double[][] template) {
        double[][] to = new double[template.length][];
        for (int i = 0; i < to.length; i++) {
            to[i] = new double[] {scale * template[i][0], scale * template[i][1]};
        }
        BufferedImage picture = face.picture();
        Similarity toCrop = Similarity.fit(Landmarks.five(face.landmarks()), to);
        return Crop.of(picture, toCrop.inverse(), size, size);
    }
}
