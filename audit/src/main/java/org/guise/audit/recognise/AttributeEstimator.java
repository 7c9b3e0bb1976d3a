package org.guise.audit.recognise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.audit.recognise.onnx.OnnxModel;

/**
 * Age, sex and ancestry that a network reads from a face: gear, or HSE faceres (Savchenko 2019), which tells no ancestry.
 *
 * <p>Thread-safe: several threads may ask about faces of their own at once.
 */
public final class AttributeEstimator implements AutoCloseable {
    private final ModelCard card;
    private final ModelInput input;
    private final OnnxModel model;
    private final List<String> outputs;
    private final double[] ages;
    private final List<String> ancestries;

    private AttributeEstimator(
            ModelCard card,
            ModelInput input,
            OnnxModel model,
            List<String> outputs,
            double[] ages,
            List<String> ancestries) {
        this.card = card;
        this.input = input;
        this.model = model;
        this.outputs = outputs;
        this.ages = ages;
        this.ancestries = ancestries;
    }

    /** GEAR: age, sex and ancestry. Arguments as in {@link Recognisers#builtIn}. */
    public static AttributeEstimator gear(Path nodeModules, Path cache) throws IOException {
        return load("gear.json", nodeModules, cache);
    }

    /** HSE faceres: age and sex. Arguments as in {@link Recognisers#builtIn}. */
    public static AttributeEstimator faceres(Path nodeModules, Path cache) throws IOException {
        return load("faceres.json", nodeModules, cache);
    }

    private static AttributeEstimator load(String descriptor, Path nodeModules, Path cache) throws IOException {
        Recognisers.requireModels(nodeModules);
        DescriptorFile d = DescriptorFile.builtIn(descriptor);
        List<String> outputs = new ArrayList<>(List.of(d.text("ageOutput"), d.text("sexOutput")));
        List<String> ancestries = List.of();
        if (d.has("ancestryOutput")) {
            outputs.add(d.text("ancestryOutput"));
            ancestries = d.texts("ancestries");
        }
        ModelCard card = ModelCard.of(d, nodeModules);
        ModelInput input = ModelInput.of(d);
        double[] ages = d.numbers("ages");
        return new AttributeEstimator(card, input, card.open(new ModelCache(cache)), outputs, ages, ancestries);
    }

    /** What the report says about the network. */
    public Recogniser.Description description() {
        return card.description("attributes");
    }

    /** What the network takes a face for. */
    public FaceAttributes estimate(FaceImage face) {
        List<float[]> answer = model.run(input.tensor(face), input.shape(), outputs);
        double age = 0;
        for (int i = 0; i < ages.length; i++) {
            age += ages[i] * answer.get(0)[i];
        }
        Map<String, Double> ancestry = new LinkedHashMap<>();
        for (int i = 0; i < ancestries.size(); i++) {
            ancestry.put(ancestries.get(i), (double) answer.get(2)[i]);
        }
        return new FaceAttributes(age, answer.get(1)[0], ancestry);
    }

    @Override
    public void close() {
        model.close();
    }
}
