package org.guise.audit.recognise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.audit.recognise.onnx.OnnxModel;

/**
 * A neural network whose output is the template. Everything about it stands in a descriptor, see
 * {@link Recognisers#fromDescriptor}.
 *
 * <p>Thread-safe: several threads may make templates of faces of their own at once.
 */
final class EmbeddingRecogniser implements Recogniser {
    private final ModelCard card;
    private final ModelInput input;
    private final OnnxModel model;
    private final List<String> output;
    private final Distance distance;

    private EmbeddingRecogniser(ModelCard card, ModelInput input, OnnxModel model, String output, Distance distance) {
        this.card = card;
        this.input = input;
        this.model = model;
        this.output = List.of(output);
        this.distance = distance;
    }

    static EmbeddingRecogniser load(DescriptorFile d, Path folder, ModelCache cache) throws IOException {
        ModelCard card = ModelCard.of(d, folder);
        ModelInput input = ModelInput.of(d);
        String name = d.text("distance");
        Distance distance = switch (name) {
            case "cosine" -> Distance.COSINE;
            case "euclidean" -> Distance.EUCLIDEAN;
            default -> throw d.wrong("distance", "expected cosine or euclidean, got " + name);
        };
        String output = d.text("output");
        OnnxModel model = card.open(cache);
        try {
            // One run on an empty picture: a wrong shape or output shows now, not after an hour of rendering.
            model.run(new float[input.mean().length * input.size() * input.size()], input.shape(), List.of(output));
        } catch (RuntimeException e) {
            model.close();
            throw new IOException(d.file() + ": " + e.getMessage(), e);
        }
        return new EmbeddingRecogniser(card, input, model, output, distance);
    }

    @Override
    public String id() {
        return card.id();
    }

    @Override
    public Description description() {
        return card.description("embedding");
    }

    @Override
    public boolean isVector() {
        return true;
    }

    @Override
    public float[] template(FaceImage face) {
        return model.run(input.tensor(face), input.shape(), output).get(0);
    }

    @Override
    public double similarity(float[] a, float[] b) {
        return distance.of(a, b);
    }

    @Override
    public void close() {
        model.close();
    }
}
