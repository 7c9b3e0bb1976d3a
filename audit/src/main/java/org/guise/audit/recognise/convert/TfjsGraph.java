package org.guise.audit.recognise.convert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guise.audit.recognise.convert.OnnxGraph.Attribute;
import org.guise.audit.recognise.convert.TfjsWeights.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/*
 * Implementation: one pass over the nodes in an order in which they can run. Tensors of rank 4 are relabelled from
 * [batch][height][width][channel] to [batch][channel][height][width] once and for all, so no transpose runs at inference
 * except before a Reshape, whose meaning depends on the order of the elements. Constants are turned when they are used:
 * what a constant means depends on its partner (a vector added to a picture is one value a channel).
 */
/**
 * A TensorFlow.js graph model (feed-forward convolutional network, channels last) as an ONNX graph.
 *
 * <p>Input: the model's one placeholder, {@code [1, channels, height, width]}. Outputs: those of the model's signature,
 * named by their nodes. "SAME" padding becomes {@code SAME_UPPER}.
 */
final class TfjsGraph {
    /** Operators that act on each element alone, or on two broadcast tensors. */
    private static final Map<String, String> ELEMENTWISE = Map.ofEntries(
            Map.entry("Add", "Add"),
            Map.entry("AddV2", "Add"),
            Map.entry("BiasAdd", "Add"),
            Map.entry("Sub", "Sub"),
            Map.entry("Mul", "Mul"),
            Map.entry("RealDiv", "Div"),
            Map.entry("Maximum", "Max"),
            Map.entry("Minimum", "Min"),
            Map.entry("Prelu", "PRelu"),
            Map.entry("Relu", "Relu"),
            Map.entry("Abs", "Abs"),
            Map.entry("Sigmoid", "Sigmoid"),
            Map.entry("Softmax", "Softmax"),
            Map.entry("Identity", "Identity"));

    private final Map<String, Tensor> constants;
    private final Map<String, JsonNode> nodes = new HashMap<>();
    private final OnnxGraph graph = new OnnxGraph("tfjs");
    private final Map<String, Integer> rank = new HashMap<>();
    private final Set<String> written = new HashSet<>();

    private TfjsGraph(JsonNode model, byte[] bin) throws IOException {
        constants = TfjsWeights.read(model.get("weightsManifest"), bin);
        for (JsonNode n : model.get("modelTopology").get("node")) {
            nodes.put(n.get("name").asString(), n);
        }
    }

    static byte[] convert(JsonNode model, byte[] bin) throws IOException {
        TfjsGraph g = new TfjsGraph(model, bin);
        for (JsonNode output : model.get("signature").get("outputs")) {
            String name = nodeName(output.get("name").asString());
            g.add(name);
            g.graph.output(name);
        }
        return g.graph.toBytes();
    }

    /** Adds a node after all that it needs. The depth of the recursion is the depth of the network. */
    private void add(String name) throws IOException {
        if (rank.containsKey(name) || constants.containsKey(name)) {
            return;
        }
        JsonNode node = nodes.get(name);
        if (node == null) {
            throw new IOException("the graph has no node " + name);
        }
        List<String> inputs = new ArrayList<>();
        for (JsonNode i : node.path("input")) {
            String input = i.asString();
            if (!input.startsWith("^")) {
                inputs.add(nodeName(input));
            }
        }
        for (String input : inputs) {
            add(input);
        }
        convert(name, node.get("op").asString(), inputs, node.path("attr"));
    }

    private void convert(String name, String op, List<String> in, JsonNode attr) throws IOException {
        String same = ELEMENTWISE.get(op);
        if (same != null) {
            elementwise(name, same, in);
            return;
        }
        switch (op) {
            case "Placeholder" -> placeholder(name, attr);
            case "Conv2D", "_FusedConv2D" -> convolution(name, in, attr, false);
            case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" -> convolution(name, in, attr, true);
            case "MatMul", "_FusedMatMul" -> matrix(name, in, attr);
            case "MaxPool", "AvgPool" -> pool(name, in, attr, op.equals("MaxPool") ? "MaxPool" : "AveragePool");
            case "Relu6" -> relu6(name, in.get(0));
            case "Mean" -> reduce(name, in, attr, "ReduceMean");
            case "Max" -> reduce(name, in, attr, "ReduceMax");
            case "Pad" -> pad(name, in);
            case "Reshape" -> reshape(name, in);
            default ->
                throw new IOException("node " + name + " has the operator " + op
                        + ", which Guise cannot convert; convert this model to ONNX with tf2onnx");
        }
    }

    private void placeholder(String name, JsonNode attr) throws IOException {
        JsonNode dims = attr.path("shape").path("shape").path("dim");
        if (dims.size() != 4) {
            throw new IOException("input " + name + " has " + dims.size() + " dimensions, expected 4");
        }
        graph.input(
                name,
                1,
                dims.get(3).get("size").asLong(),
                dims.get(1).get("size").asLong(),
                dims.get(2).get("size").asLong());
        rank.put(name, 4);
    }

    private void elementwise(String name, String type, List<String> in) throws IOException {
        int r = rankOf(in);
        List<String> operands = new ArrayList<>();
        for (String i : in) {
            operands.add(operand(i, r));
        }
        emit(name, type, operands, r);
    }

    private void convolution(String name, List<String> in, JsonNode attr, boolean depthwise) throws IOException {
        Tensor w = constant(in.get(1));
        int[] d = w.dims();
        String filters = in.get(1) + "/filters";
        if (depthwise) {
            floats(filters, Layout.depthwise(w.values(), d[0], d[1], d[2], d[3]), (long) d[2] * d[3], 1, d[0], d[1]);
        } else {
            floats(filters, Layout.filters(w.values(), d[0], d[1], d[2], d[3]), d[3], d[2], d[0], d[1]);
        }
        long[] strides = spatial(attr, "strides"), dilations = spatial(attr, "dilations");
        fused(
                name,
                "Conv",
                List.of(in.get(0), filters),
                in,
                attr,
                4,
                Attribute.of("strides", strides),
                Attribute.of("dilations", dilations),
                Attribute.of("group", depthwise ? d[2] : 1L),
                Attribute.of("auto_pad", padding(name, attr)));
    }

    private void matrix(String name, List<String> in, JsonNode attr) throws IOException {
        if (attr.path("transpose_a").path("b").asBoolean(false)
                || attr.path("transpose_b").path("b").asBoolean(false)) {
            throw new IOException("node " + name + " multiplies transposed matrices, which Guise cannot convert");
        }
        fused(name, "MatMul", List.of(in.get(0), operand(in.get(1), 2)), in, attr, 2);
    }

    /** A convolution or matrix, then what TensorFlow.js fused to it: a bias, an activation or both. */
    private void fused(
            String name,
            String type,
            List<String> operands,
            List<String> in,
            JsonNode attr,
            int r,
            Attribute... settings)
            throws IOException {
        List<String> then = new ArrayList<>();
        for (JsonNode s : attr.path("fused_ops").path("list").path("s")) {
            then.add(text(s));
        }
        String at = then.isEmpty() ? name : name + "/0";
        emit(at, type, operands, r, settings);
        int argument = 2;
        for (int i = 0; i < then.size(); i++) {
            String next = i + 1 == then.size() ? name : name + "/" + (i + 1);
            switch (then.get(i)) {
                case "BiasAdd" -> emit(next, "Add", List.of(at, operand(in.get(argument++), r)), r);
                case "Prelu" -> emit(next, "PRelu", List.of(at, operand(in.get(argument++), r)), r);
                case "Relu" -> emit(next, "Relu", List.of(at), r);
                case "Relu6" -> relu6(next, at);
                default -> throw new IOException("node " + name + " is fused with " + then.get(i) + ": not known");
            }
            at = next;
        }
    }

    private void relu6(String name, String input) {
        floats("six", new float[] {6});
        emit(name + "/relu", "Relu", List.of(input), rank.getOrDefault(input, 0));
        emit(name, "Min", List.of(name + "/relu", "six"), rank.getOrDefault(input, 0));
    }

    private void pool(String name, List<String> in, JsonNode attr, String type) throws IOException {
        emit(
                name,
                type,
                List.of(in.get(0)),
                4,
                Attribute.of("kernel_shape", spatial(attr, "ksize")),
                Attribute.of("strides", spatial(attr, "strides")),
                Attribute.of("auto_pad", padding(name, attr)));
    }

    private void reduce(String name, List<String> in, JsonNode attr, String type) throws IOException {
        int r = rankOf(in.subList(0, 1));
        long[] axes = constant(in.get(1)).longs();
        for (int i = 0; i < axes.length; i++) {
            long axis = axes[i] < 0 ? axes[i] + r : axes[i];
            axes[i] = r < 4 || axis == 0 ? axis : axis == 3 ? 1 : axis + 1;
        }
        boolean keep = attr.path("keep_dims").path("b").asBoolean(false);
        if (!keep && r == 4 && axes.length == 1) {
            throw new IOException("node " + name + " drops one axis of four, which Guise cannot convert");
        }
        emit(
                name,
                type,
                List.of(in.get(0)),
                keep ? r : r - axes.length,
                Attribute.of("axes", axes),
                Attribute.of("keepdims", keep ? 1L : 0L));
    }

    private void pad(String name, List<String> in) throws IOException {
        long[] p = constant(in.get(1)).longs();
        if (p.length != 8) {
            throw new IOException("node " + name + " pads " + p.length / 2 + " axes, expected 4");
        }
        integers(in.get(1) + "/pads", p[0], p[6], p[2], p[4], p[1], p[7], p[3], p[5]);
        emit(name, "Pad", List.of(in.get(0), in.get(1) + "/pads"), 4);
    }

    private void reshape(String name, List<String> in) throws IOException {
        long[] shape = constant(in.get(1)).longs();
        if (shape.length > 3) {
            throw new IOException(
                    "node " + name + " reshapes to " + shape.length + " axes, which Guise cannot convert");
        }
        String from = in.get(0);
        if (rankOf(List.of(from)) == 4) {
            emit(name + "/last", "Transpose", List.of(from), 4, Attribute.of("perm", 0, 2, 3, 1));
            from = name + "/last";
        }
        integers(in.get(1) + "/shape", shape);
        emit(name, "Reshape", List.of(from, in.get(1) + "/shape"), shape.length);
    }

    private void emit(String name, String type, List<String> operands, int r, Attribute... settings) {
        graph.node(type, operands, name, settings);
        rank.put(name, r);
    }

    /** The name of an operand for a partner of a rank; constants are turned to fit and written. */
    private String operand(String name, int partnerRank) {
        Tensor t = constants.get(name);
        if (t == null) {
            return name;
        }
        int[] d = t.dims();
        float[] v = t.values();
        if (partnerRank < 4 || v.length == 1) {
            long[] dims = new long[v.length == 1 ? 0 : d.length];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = d[i];
            }
            floats(name, v, dims);
            return name;
        }
        int n = d.length, c = d[n - 1], w = n > 1 ? d[n - 2] : 1, h = n > 2 ? d[n - 3] : 1;
        floats(name + "/channels", Layout.channelsFirst(v, h, w, c), c, h, w);
        return name + "/channels";
    }

    private void floats(String name, float[] values, long... dims) {
        if (written.add(name)) {
            graph.constant(name, values, dims);
        }
    }

    private void integers(String name, long... values) {
        if (written.add(name)) {
            graph.constant(name, values);
        }
    }

    private int rankOf(List<String> inputs) throws IOException {
        int r = 0;
        for (String i : inputs) {
            r = Math.max(r, rank.getOrDefault(i, 0));
        }
        if (r == 0) {
            throw new IOException("the graph computes with constants only at " + inputs);
        }
        return r;
    }

    private Tensor constant(String name) throws IOException {
        @Nullable Tensor t = constants.get(name);
        if (t == null) {
            throw new IOException(name + " is computed where Guise can only convert a constant");
        }
        return t;
    }

    /** Height and width of a list of four by the order NHWC; 1 and 1 if the setting is missing. */
    private static long[] spatial(JsonNode attr, String setting) {
        JsonNode i = attr.path(setting).path("list").path("i");
        return i.size() == 4 ? new long[] {i.get(1).asLong(), i.get(2).asLong()} : new long[] {1, 1};
    }

    private static String padding(String name, JsonNode attr) throws IOException {
        String p = text(attr.get("padding").get("s"));
        return switch (p) {
            case "SAME" -> "SAME_UPPER";
            case "VALID" -> "VALID";
            default -> throw new IOException("node " + name + " has the padding " + p + "; known are SAME and VALID");
        };
    }

    private static String text(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asString()), StandardCharsets.UTF_8);
    }

    private static String nodeName(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0 ? reference : reference.substring(0, colon);
    }
}
