package org.guise.audit.recognise.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts an ONNX model together, node by node, and writes it (ONNX IR version 8, operator set 13; field numbers of
 * onnx.proto). Nodes must be added in the order in which they can run.
 *
 * <p>Not thread-safe.
 */
public final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private static final int MODEL_IR = 1, MODEL_PRODUCER = 2, MODEL_GRAPH = 7, MODEL_OPSET = 8;
    private static final int OPSET_VERSION = 2;
    private static final int GRAPH_NODE = 1, GRAPH_NAME = 2, GRAPH_CONSTANT = 5, GRAPH_INPUT = 11, GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1, NODE_OUTPUT = 2, NODE_NAME = 3, NODE_TYPE = 4, NODE_ATTRIBUTE = 5;
    private static final int TENSOR_DIMS = 1, TENSOR_TYPE = 2, TENSOR_NAME = 8, TENSOR_RAW = 9;

    /** A named setting of a node: an integer, a real number, a text or a list of integers. */
    public record Attribute(String name, Object value) {
        private static final int NAME = 1, REAL = 2, INTEGER = 3, TEXT = 4, INTEGERS = 8, TYPE = 20;

        /** One integer. */
        public static Attribute of(String name, long value) {
            return new Attribute(name, value);
        }

        /** One real number. */
        public static Attribute of(String name, float value) {
            return new Attribute(name, value);
        }

        /** A text. */
        public static Attribute of(String name, String value) {
            return new Attribute(name, value);
        }

        /** A list of integers. */
        public static Attribute of(String name, long... values) {
            return new Attribute(name, values);
        }

        private ProtoWriter write() {
            ProtoWriter w = new ProtoWriter().string(NAME, name);
            return switch (value) {
                case Long v -> w.integer(INTEGER, v).integer(TYPE, 2);
                case Float v -> w.real(REAL, v).integer(TYPE, 1);
                case String v -> w.string(TEXT, v).integer(TYPE, 3);
                case long[] v -> {
                    for (long x : v) {
                        w.integer(INTEGERS, x);
                    }
                    yield w.integer(TYPE, 7);
                }
                default -> throw new IllegalStateException("attribute " + name + ": " + value.getClass());
            };
        }
    }

    private final ProtoWriter graph = new ProtoWriter();

    /** An empty graph. */
    public OnnxGraph(String name) {
        graph.string(GRAPH_NAME, name);
    }

    /** Declares a float input. */
    public void input(String name, long... dims) {
        graph.message(GRAPH_INPUT, value(name, dims));
    }

    /** Declares a float output; its shape is what the nodes make it. */
    public void output(String name) {
        graph.message(GRAPH_OUTPUT, value(name, null));
    }

    /** Adds a constant of floats. */
    public void constant(String name, float[] values, long... dims) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        tensor(name, FLOAT, raw.array(), dims, values.length);
    }

    /** Adds a constant list of integers. */
    public void constant(String name, long[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        tensor(name, INT64, raw.array(), new long[] {values.length}, values.length);
    }

    /** Adds a node with one output; the node has the name of its output. */
    public void node(String type, List<String> inputs, String output, Attribute... attributes) {
        ProtoWriter node = new ProtoWriter();
        for (String input : inputs) {
            node.string(NODE_INPUT, input);
        }
        node.string(NODE_OUTPUT, output).string(NODE_NAME, output).string(NODE_TYPE, type);
        for (Attribute a : attributes) {
            node.message(NODE_ATTRIBUTE, a.write());
        }
        graph.message(GRAPH_NODE, node);
    }

    /** The model file. */
    public byte[] toBytes() {
        return new ProtoWriter()
                .integer(MODEL_IR, IR_VERSION)
                .string(MODEL_PRODUCER, "guise")
                .message(MODEL_OPSET, new ProtoWriter().integer(OPSET_VERSION, OPSET))
                .message(MODEL_GRAPH, graph)
                .toBytes();
    }

    private void tensor(String name, int type, byte[] raw, long[] dims, int count) {
        long product = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        if (product != count) {
            throw new IllegalArgumentException(
                    "constant " + name + " has " + count + " values for the shape " + Arrays.toString(dims));
        }
        ProtoWriter w = new ProtoWriter();
        for (long d : dims) {
            w.integer(TENSOR_DIMS, d);
        }
        graph.message(
                GRAPH_CONSTANT,
                w.integer(TENSOR_TYPE, type).string(TENSOR_NAME, name).bytes(TENSOR_RAW, raw));
    }

    /** ValueInfoProto {name, type {tensor_type {elem_type, shape {dim {dim_value}}}}}. */
    private static ProtoWriter value(String name, long @Nullable [] dims) {
        ProtoWriter tensor = new ProtoWriter().integer(1, FLOAT);
        if (dims != null) {
            ProtoWriter shape = new ProtoWriter();
            for (long d : dims) {
                shape.message(1, new ProtoWriter().integer(1, d));
            }
            tensor.message(2, shape);
        }
        return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, tensor));
    }
}
