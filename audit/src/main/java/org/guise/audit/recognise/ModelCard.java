package org.guise.audit.recognise;

import java.io.IOException;
import java.nio.file.Path;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.audit.recognise.convert.ModelFormat;
import org.guise.audit.recognise.onnx.OnnxModel;
import org.jspecify.annotations.Nullable;

/**
 * A model, where it comes from, and where its files lie.
 *
 * @param weights the second file of formats that have one
 */
record ModelCard(
        String id,
        String name,
        String source,
        String licence,
        ModelFormat format,
        Path model,
        String sha256,
        @Nullable Path weights,
        @Nullable String weightsSha256) {

    /**
     * Reads id, name, source, licence, format, model, sha256, and where the format has two files weights and
     * weightsSha256.
     *
     * @param folder what file names in the descriptor are relative to
     */
    static ModelCard of(DescriptorFile d, Path folder) throws IOException {
        String id = d.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw d.wrong("id", "expected lower-case letters, digits and hyphens, like my-model");
        }
        ModelFormat format;
        try {
            format = ModelFormat.named(d.text("format"));
        } catch (IllegalArgumentException e) {
            throw new IOException(d.file() + ": " + e.getMessage(), e);
        }
        boolean two = format.hasWeightsFile();
        return new ModelCard(
                id,
                d.text("name"),
                d.text("source"),
                d.text("licence"),
                format,
                folder.resolve(d.text("model")),
                d.sha256("sha256"),
                two ? folder.resolve(d.text("weights")) : null,
                two ? d.sha256("weightsSha256") : null);
    }

    /** Verifies, converts if needed, and loads the model. */
    OnnxModel open(ModelCache cache) throws IOException {
        byte[] onnx = weights == null || weightsSha256 == null
                ? cache.onnx(model, sha256)
                : cache.onnx(format, model, sha256, weights, weightsSha256);
        try {
            return new OnnxModel(model.toString(), onnx);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** As the report names it; the SHA-256 is that of the file with the weights. */
    Recogniser.Description description(String kind) {
        return new Recogniser.Description(
                id, name, kind, source, licence, weightsSha256 == null ? sha256 : weightsSha256);
    }
}
