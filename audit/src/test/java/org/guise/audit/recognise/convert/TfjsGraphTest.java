package org.guise.audit.recognise.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.audit.recognise.onnx.OnnxModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph small enough to compute by hand; real models are in {@link ConverterTest}. */
class TfjsGraphTest {
    /**
     * 2×2 pixels of 2 channels → 1×1 convolution to 2 channels {@code (a + 2b, −a)} with bias {@code (0.5, −1)} and ReLU
     * → flattened, channels last → times the weights 1, 10, 100, … → one number.
     */
    private static final String MODEL = """
            {"signature": {"outputs": {"y": {"name": "y:0"}}},
             "modelTopology": {"node": [
              {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim":
                [{"size": "-1"}, {"size": "2"}, {"size": "2"}, {"size": "2"}]}}}},
              {"name": "w", "op": "Const"}, {"name": "b", "op": "Const"},
              {"name": "s", "op": "Const"}, {"name": "m", "op": "Const"},
              {"name": "c", "op": "_FusedConv2D", "input": ["x", "w", "b"], "attr": {
                "strides": {"list": {"i": ["1", "1", "1", "1"]}}, "padding": {"s": "U0FNRQ=="},
                "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UmVsdQ=="]}}}},
              {"name": "f", "op": "Reshape", "input": ["c", "s"]},
              {"name": "y", "op": "MatMul", "input": ["f", "m"]}]},
             "weightsManifest": [{"paths": ["m.bin"], "weights": [
              {"name": "w", "shape": [1, 1, 2, 2], "dtype": "float32"},
              {"name": "b", "shape": [2], "dtype": "float32",
                "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
              {"name": "s", "shape": [2], "dtype": "int32"},
              {"name": "m", "shape": [8, 1], "dtype": "float32", "quantization": {"dtype": "float16"}}]}]}
            """;

    private static byte[] weights() {
        ByteBuffer b = ByteBuffer.allocate(4 * 4 + 2 + 2 * 4 + 8 * 2).order(ByteOrder.LITTLE_ENDIAN);
        // Filters [in a → (1, −1)], [in b → (2, 0)].
        b.putFloat(1).putFloat(-1).putFloat(2).putFloat(0);
        // 0.5 = −1 + 3·0.5 and −1 = −1 + 0·0.5.
        b.put((byte) 3).put((byte) 0);
        b.putInt(-1).putInt(8);
        for (float v : new float[] {1, 10, 100, 1000, 0.5f, 0.25f, 2, 4}) {
            b.putShort(Float.floatToFloat16(v));
        }
        return b.array();
    }

    @Test
    void aSmallGraphGivesTheNumberFoundByHand() throws IOException {
        byte[] onnx = ModelFormat.TFJS_GRAPH.toOnnx(MODEL.getBytes(StandardCharsets.UTF_8), weights());
        // Pixels (a, b): (1, 2), (3, −1), (−2, 0), (−5, 4) → channels (5.5, 0), (1.5, 0), (0, 1), (3.5, 4).
        float[] input = {1, 3, -2, -5, 2, -1, 0, 4};
        try (OnnxModel m = new OnnxModel("small", onnx)) {
            float[] y = m.run(input, new long[] {1, 2, 2, 2}, List.of("y")).get(0);
            assertThat(y).containsExactly(1 * 5.5f + 100 * 1.5f + 0.25f * 1 + 2 * 3.5f + 4 * 4);
        }
    }

    @Test
    void anUnknownOperatorIsNamed() {
        String model = MODEL.replace("\"op\": \"MatMul\"", "\"op\": \"Einsum\"");
        assertThatThrownBy(() -> ModelFormat.TFJS_GRAPH.toOnnx(model.getBytes(StandardCharsets.UTF_8), weights()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node y")
                .hasMessageContaining("Einsum");
    }

    @Test
    void weightsThatDoNotFitTheManifestAreRefused() {
        byte[] model = MODEL.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ModelFormat.TFJS_GRAPH.toOnnx(model, new byte[20]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends inside tensor s");
        assertThatThrownBy(() -> ModelFormat.TFJS_GRAPH.toOnnx(model, new byte[50]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("8 bytes more");
    }

    @Test
    void aModelIsConvertedOnceAndADamagedCopyIsMadeAnew(@TempDir Path folder) throws IOException {
        byte[] model = MODEL.getBytes(StandardCharsets.UTF_8), bin = weights();
        Path json = Files.write(folder.resolve("m.json"), model), weights = Files.write(folder.resolve("m.bin"), bin);
        ModelCache cache = new ModelCache(folder.resolve("cache"));
        String a = ModelCache.sha256(model), b = ModelCache.sha256(bin);
        byte[] first = cache.onnx(ModelFormat.TFJS_GRAPH, json, a, weights, b);
        Path kept = onlyFile(folder.resolve("cache"));
        var time = Files.getLastModifiedTime(kept);
        assertThat(cache.onnx(ModelFormat.TFJS_GRAPH, json, a, weights, b)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
        byte[] damaged = Files.readAllBytes(kept);
        damaged[100] ^= 1;
        Files.write(kept, damaged);
        assertThat(cache.onnx(ModelFormat.TFJS_GRAPH, json, a, weights, b)).isEqualTo(first);
        assertThat(onlyFile(folder.resolve("cache"))).isEqualTo(kept);
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
