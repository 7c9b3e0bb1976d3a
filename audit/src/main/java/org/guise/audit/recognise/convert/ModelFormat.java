package org.guise.audit.recognise.convert;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Formats in which a face model may be given. */
public enum ModelFormat {
    /** An ONNX file. */
    ONNX,

    /** A TensorFlow.js graph model: {@code model.json} with one weights file. */
    TFJS_GRAPH,

    /** The dlib ResNet in face-api's weights: a weights manifest with one weights file. */
    FACE_API_DLIB;

    /**
     * The version of the converters: part of a cached file's key, to be raised whenever their output changes.
     */
    static final int VERSION = 1;

    /** The name in a descriptor: {@code onnx}, {@code tfjs-graph} or {@code face-api-dlib}. */
    public static ModelFormat named(String name) {
        return switch (name) {
            case "onnx" -> ONNX;
            case "tfjs-graph" -> TFJS_GRAPH;
            case "face-api-dlib" -> FACE_API_DLIB;
            default ->
                throw new IllegalArgumentException(
                        "format \"" + name + "\" is not known; expected onnx, tfjs-graph or face-api-dlib");
        };
    }

    /** Whether the model stands in two files: its graph or manifest, and its weights. */
    public boolean hasWeightsFile() {
        return this != ONNX;
    }

    /**
     * The model as an ONNX file.
     *
     * @param model content of the model file
     * @param weights content of the weights file; empty if the format has none
     * @throws IOException if the model uses what cannot be converted
     */
    byte[] toOnnx(byte[] model, byte[] weights) throws IOException {
        if (this == ONNX) {
            return model;
        }
        JsonNode json = new JsonMapper().readTree(model);
        return this == TFJS_GRAPH ? TfjsGraph.convert(json, weights) : DlibResNet.convert(json, weights);
    }
}
