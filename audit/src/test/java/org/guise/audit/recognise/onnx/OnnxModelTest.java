package org.guise.audit.recognise.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.guise.audit.recognise.convert.OnnxGraph;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    /** y = relu(x·M) with M = {{1, -1}, {2, 0}, {3, 1}}. */
    private static byte[] small() {
        OnnxGraph g = new OnnxGraph("small");
        g.input("x", 1, 3);
        g.constant("m", new float[] {1, -1, 2, 0, 3, 1}, 3, 2);
        g.node("MatMul", List.of("x", "m"), "product");
        g.node("Relu", List.of("product"), "y");
        g.output("product");
        g.output("y");
        return g.toBytes();
    }

    @Test
    void onnxRuntimeIsNoVersionWithTelemetry() {
        String[] v = OnnxModel.runtimeVersion().split("\\.");
        int major = Integer.parseInt(v[0]), minor = Integer.parseInt(v[1]);
        assertThat(1000 * major + minor)
                .as("from 1.29 on the native library of ONNX Runtime contains a telemetry client")
                .isLessThanOrEqualTo(1028);
    }

    @Test
    void outputsComeInTheOrderAskedFor() {
        try (OnnxModel m = new OnnxModel("small", small())) {
            List<float[]> a = m.run(new float[] {1, -1, 0.25f}, new long[] {1, 3}, List.of("y", "product"));
            assertThat(a.get(0)).containsExactly(0, 0);
            assertThat(a.get(1)).containsExactly(-0.25f, -0.75f);
        }
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() {
        try (OnnxModel m = new OnnxModel("small", small())) {
            boolean right = IntStream.range(0, 500).parallel().allMatch(i -> {
                float[] y = m.run(new float[] {i, 0, 1}, new long[] {1, 3}, List.of("product"))
                        .get(0);
                return y[0] == i + 3 && y[1] == 1 - i;
            });
            assertThat(right).isTrue();
        }
    }

    @Test
    void aWrongShapeOutputOrFileIsExplained() {
        try (OnnxModel m = new OnnxModel("small.onnx", small())) {
            assertThatThrownBy(() -> m.run(new float[4], new long[] {1, 4}, List.of("y")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("small.onnx")
                    .hasMessageContaining("[1, 3]")
                    .hasMessageContaining("[1, 4]");
            assertThatThrownBy(() -> m.run(new float[3], new long[] {1, 3}, List.of("z")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no output \"z\"");
        }
        assertThatThrownBy(() -> new OnnxModel("broken.onnx", new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.onnx");
    }
}
