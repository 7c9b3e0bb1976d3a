package org.guise.audit.recognise.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A neural network of one float input and float outputs on the CPU.
 *
 * <p>Deterministic: one thread computes a call, with ONNX Runtime's deterministic kernels, so the same input gives the
 * same bits. Thread-safe: several threads may call {@link #run} at once, each on a picture of its own. Nothing is sent
 * anywhere: ONNX Runtime up to 1.28 has no telemetry on Linux and macOS, and on other systems it is switched off.
 */
public final class OnnxModel implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = environment();

    private final String name;
    private final OrtSession session;
    private final String input;
    private final long[] inputShape;

    /**
     * @param name what error messages call the model
     * @param onnx content of an ONNX file
     * @throws IllegalArgumentException if it is no ONNX model, or has not exactly one float input
     */
    public OnnxModel(String name, byte[] onnx) {
        this.name = name;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setDeterministicCompute(true);
            session = ENVIRONMENT.createSession(onnx, options);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    name + ": not an ONNX model that can be run (" + e.getMessage() + ")", e);
        }
        try {
            Map<String, NodeInfo> inputs = session.getInputInfo();
            if (inputs.size() != 1
                    || !(inputs.values().iterator().next().getInfo() instanceof TensorInfo info)
                    || info.type != OnnxJavaType.FLOAT) {
                throw new IllegalArgumentException(
                        name + ": the model has the inputs " + inputs + "; expected one tensor of floats");
            }
            input = inputs.keySet().iterator().next();
            inputShape = info.getShape();
        } catch (OrtException e) {
            throw new IllegalArgumentException(name + ": the model does not tell its inputs", e);
        }
    }

    /** The version of ONNX Runtime, like 1.28.0. */
    public static String runtimeVersion() {
        return ENVIRONMENT.getVersion();
    }

    /** Shape of the input; −1 where the model takes any length. A new array. */
    public long[] inputShape() {
        return inputShape.clone();
    }

    /** Names of the outputs. */
    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /**
     * Runs the network.
     *
     * @param values input, row-major, not modified
     * @param shape shape of the input
     * @param outputs names of the outputs wanted
     * @return the values of each output, row-major, in the order of {@code outputs}
     * @throws IllegalArgumentException if the shape or an output does not fit the model
     */
    public List<float[]> run(float[] values, long[] shape, List<String> outputs) {
        check(shape);
        for (String o : outputs) {
            if (!session.getOutputNames().contains(o)) {
                throw new IllegalArgumentException(
                        name + ": the model has no output \"" + o + "\"; it has " + session.getOutputNames());
            }
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor), Set.copyOf(outputs))) {
            List<float[]> answers = new ArrayList<>();
            for (String o : outputs) {
                OnnxValue value = result.get(o).orElseThrow();
                if (!(value instanceof OnnxTensor t) || t.getInfo().type != OnnxJavaType.FLOAT) {
                    throw new IllegalArgumentException(name + ": output \"" + o + "\" is no tensor of floats");
                }
                FloatBuffer buffer = t.getFloatBuffer();
                float[] answer = new float[buffer.remaining()];
                buffer.get(answer);
                answers.add(answer);
            }
            return answers;
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": the model failed (" + e.getMessage() + ")", e);
        }
    }

    private void check(long[] shape) {
        boolean fits = shape.length == inputShape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = inputShape[i] < 0 || inputShape[i] == shape[i];
        }
        if (!fits) {
            throw new IllegalArgumentException(name + ": the model takes an input of shape "
                    + Arrays.toString(inputShape) + " (-1: any), not " + Arrays.toString(shape)
                    + "; mend inputSize or layout in the descriptor");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": the model could not be closed", e);
        }
    }

    private static OrtEnvironment environment() {
        OrtEnvironment env = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "guise");
        try {
            env.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry could not be switched off", e);
        }
        return env;
    }
}
