package org.guise.audit.recognise.convert;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.guise.audit.recognise.convert.OnnxGraph.Attribute;
import org.guise.audit.recognise.convert.TfjsWeights.Tensor;
import tools.jackson.databind.JsonNode;

/**
 * The face network of dlib (29 convolutions, residual, 128-d) as an ONNX graph, from the weights that face-api stores.
 *
 * <p>Input {@code [1, 3, 150, 150]}: RGB, (value − {122.782, 117.001, 104.298}) / 255. Output {@code descriptor
 * [1, 128]}. Layers: 7×7/2 convolution and 3×3/2 maximum without padding; residual blocks of 32, 64, 128 and 256
 * channels, in which every convolution is followed by a scale and shift a channel (folded into it here); global mean;
 * a matrix without bias. A block that halves the picture adds the 2×2/2 mean of its input, zero-padded in channels,
 * to its convolutions, zero-padded below and on the right where these are one smaller.
 */
final class DlibResNet {
    private static final int SIZE = 150;

    private final Map<String, Tensor> weights;
    private final OnnxGraph graph = new OnnxGraph("dlib face recognition");
    private int side = SIZE;
    private int channels;

    private DlibResNet(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    static byte[] convert(JsonNode manifest, byte[] bin) throws IOException {
        return new DlibResNet(TfjsWeights.read(manifest, bin)).build();
    }

    private byte[] build() throws IOException {
        graph.input("input", 1, 3, SIZE, SIZE);
        convolution("conv32_down", "input", "stem", 2, 0);
        side = (side - 7) / 2 + 1;
        graph.node("Relu", List.of("stem"), "stem/relu");
        graph.node(
                "MaxPool",
                List.of("stem/relu"),
                "stem/pool",
                Attribute.of("kernel_shape", 3, 3),
                Attribute.of("strides", 2, 2));
        side = (side - 3) / 2 + 1;
        channels = 32;
        String x = "stem/pool";
        for (String block : List.of("conv32_1", "conv32_2", "conv32_3")) {
            x = residual(block, x);
        }
        x = down("conv64_down", x, 64);
        for (String block : List.of("conv64_1", "conv64_2", "conv64_3")) {
            x = residual(block, x);
        }
        x = down("conv128_down", x, 128);
        for (String block : List.of("conv128_1", "conv128_2")) {
            x = residual(block, x);
        }
        x = down("conv256_down", x, 256);
        for (String block : List.of("conv256_1", "conv256_2")) {
            x = residual(block, x);
        }
        x = down("conv256_down_out", x, 256);
        graph.node("ReduceMean", List.of(x), "mean", Attribute.of("axes", 2, 3), Attribute.of("keepdims", 0L));
        graph.constant("fc", tensor("fc").values(), 256, 128);
        graph.node("MatMul", List.of("mean", "fc"), "descriptor");
        graph.output("descriptor");
        return graph.toBytes();
    }

    private String residual(String block, String input) throws IOException {
        convolution(block + "/conv1", input, block + "/a", 1, 1);
        graph.node("Relu", List.of(block + "/a"), block + "/b");
        convolution(block + "/conv2", block + "/b", block + "/c", 1, 1);
        graph.node("Add", List.of(block + "/c", input), block + "/d");
        graph.node("Relu", List.of(block + "/d"), block + "/out");
        return block + "/out";
    }

    private String down(String block, String input, int toChannels) throws IOException {
        convolution(block + "/conv1", input, block + "/a", 2, 0);
        graph.node("Relu", List.of(block + "/a"), block + "/b");
        convolution(block + "/conv2", block + "/b", block + "/c", 1, 1);
        int convolved = (side - 3) / 2 + 1, pooled = side / 2;
        graph.node(
                "AveragePool",
                List.of(input),
                block + "/pool",
                Attribute.of("kernel_shape", 2, 2),
                Attribute.of("strides", 2, 2));
        String main = pad(block + "/c", 0, pooled - convolved);
        String side2 = pad(block + "/pool", toChannels - channels, 0);
        graph.node("Add", List.of(main, side2), block + "/d");
        graph.node("Relu", List.of(block + "/d"), block + "/out");
        side = pooled;
        channels = toChannels;
        return block + "/out";
    }

    /** Zeros behind the last channel, below and on the right. */
    private String pad(String input, int moreChannels, int moreSide) {
        if (moreChannels == 0 && moreSide == 0) {
            return input;
        }
        graph.constant(input + "/pads", new long[] {0, 0, 0, 0, 0, moreChannels, moreSide, moreSide});
        graph.node("Pad", List.of(input, input + "/pads"), input + "/padded");
        return input + "/padded";
    }

    /** Convolution with bias, then scale and shift: (Wx + b)·s + t = (sW)x + (sb + t). */
    private void convolution(String layer, String input, String output, int stride, int pad) throws IOException {
        Tensor filters = tensor(layer + "/conv/filters");
        float[] bias = tensor(layer + "/conv/bias").values();
        float[] scale = tensor(layer + "/scale/weights").values();
        float[] shift = tensor(layer + "/scale/biases").values();
        int h = filters.dims()[0], w = filters.dims()[1], in = filters.dims()[2], out = filters.dims()[3];
        float[] folded = Layout.filters(filters.values(), h, w, in, out);
        float[] offset = new float[out];
        for (int o = 0; o < out; o++) {
            offset[o] = bias[o] * scale[o] + shift[o];
            for (int i = o * in * h * w; i < (o + 1) * in * h * w; i++) {
                folded[i] *= scale[o];
            }
        }
        graph.constant(output + "/filters", folded, out, in, h, w);
        graph.constant(output + "/bias", offset, out);
        graph.node(
                "Conv",
                List.of(input, output + "/filters", output + "/bias"),
                output,
                Attribute.of("strides", stride, stride),
                Attribute.of("pads", pad, pad, pad, pad));
    }

    private Tensor tensor(String name) throws IOException {
        Tensor t = weights.get(name);
        if (t == null) {
            throw new IOException("the weights have no tensor " + name + ": not face-api's face_recognition_model?");
        }
        return t;
    }
}
