package org.guise.audit.recognise.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The named tensors of a TensorFlow.js weights manifest: float32 and int32 as they are, float16, and uint8/uint16
 * quantised by {@code value = step·scale + min}. All values are given as floats (the int32 tensors of graph models are
 * small axes, shapes and paddings).
 */
final class TfjsWeights {
    /**
     * @param dims shape; empty for a scalar
     * @param values row-major
     */
    record Tensor(int[] dims, float[] values) {
        long[] longs() {
            long[] v = new long[values.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = (long) values[i];
            }
            return v;
        }
    }

    private TfjsWeights() {}

    /**
     * Reads all tensors.
     *
     * @param manifest the array of weight groups
     * @param bin the one weights file of all groups
     * @throws IOException if the file is too short or a type is not known
     */
    static Map<String, Tensor> read(JsonNode manifest, byte[] bin) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bin).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonNode group : manifest) {
            for (JsonNode w : group.get("weights")) {
                tensors.put(w.get("name").asString(), tensor(w, in));
            }
        }
        if (in.hasRemaining()) {
            throw new IOException("the weights file has " + in.remaining() + " bytes more than its manifest names");
        }
        return tensors;
    }

    private static Tensor tensor(JsonNode w, ByteBuffer in) throws IOException {
        int[] dims = new int[w.get("shape").size()];
        int count = 1;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = w.get("shape").get(i).asInt();
            count = Math.multiplyExact(count, dims[i]);
        }
        JsonNode quantised = w.get("quantization");
        String type = (quantised == null ? w : quantised).get("dtype").asString();
        int size = switch (type) {
            case "uint8" -> 1;
            case "uint16", "float16" -> 2;
            case "float32", "int32" -> 4;
            default ->
                throw new IOException("tensor " + w.get("name").asString() + " has the type " + type
                        + "; known are float32, float16, int32, uint8 and uint16");
        };
        if (in.remaining() < (long) size * count) {
            throw new IOException(
                    "the weights file ends inside tensor " + w.get("name").asString());
        }
        double scale = quantised != null && quantised.has("scale")
                ? quantised.get("scale").asDouble()
                : 1;
        double min =
                quantised != null && quantised.has("min") ? quantised.get("min").asDouble() : 0;
        float[] v = new float[count];
        for (int i = 0; i < count; i++) {
            v[i] = switch (type) {
                case "float32" -> in.getFloat();
                case "int32" -> in.getInt();
                case "float16" -> Float.float16ToFloat(in.getShort());
                case "uint8" -> (float) ((in.get() & 0xFF) * scale + min);
                default -> (float) ((in.getShort() & 0xFFFF) * scale + min);
            };
        }
        return new Tensor(dims, v);
    }
}
