package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guise.audit.recognise.convert.ModelCache;
import org.guise.audit.recognise.convert.OnnxGraph;
import org.guise.audit.recognise.convert.OnnxGraph.Attribute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's network joins the audit by a descriptor and an ONNX file alone. */
class FromDescriptorTest {
    private static final String DESCRIPTOR = """
            {"id": "my-model", "name": "Mean colour", "source": "made for a test", "licence": "CC0-1.0",
             "format": "onnx", "model": "my.onnx", "sha256": "SHA",
             "alignment": "square", "inputSize": 16, "layout": "NHWC", "channels": "BGR",
             "mean": [1, 2, 3], "scale": 0.5, "output": "mean", "distance": "cosine"}
            """;

    @TempDir
    Path folder;

    private String sha;

    @BeforeEach
    void writeModel() throws IOException {
        OnnxGraph g = new OnnxGraph("mean colour");
        g.input("picture", 1, 16, 16, 3);
        g.node("ReduceMean", List.of("picture"), "mean", Attribute.of("axes", 1, 2), Attribute.of("keepdims", 0L));
        g.output("mean");
        byte[] onnx = g.toBytes();
        Files.write(folder.resolve("my.onnx"), onnx);
        sha = ModelCache.sha256(onnx);
    }

    private Path descriptor(String json) throws IOException {
        return Files.writeString(folder.resolve("my.json"), json.replace("SHA", sha));
    }

    @Test
    void theModelSeesTheFaceAsTheDescriptorSays() throws IOException {
        BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40000; i++) {
            picture.setRGB(i % 200, i / 200, 0x65503C);
        }
        try (Recogniser r = Recognisers.fromDescriptor(descriptor(DESCRIPTOR), folder)) {
            float[] t = r.template(Faces.of(picture, Faces.drawn()));
            assertThat(t).hasSize(3);
            assertThat((double) t[0]).as("blue").isCloseTo((0x3C - 1) * 0.5, within(1e-4));
            assertThat((double) t[1]).as("green").isCloseTo((0x50 - 2) * 0.5, within(1e-4));
            assertThat((double) t[2]).as("red").isCloseTo((0x65 - 3) * 0.5, within(1e-4));
            assertThat(r.id()).isEqualTo("my-model");
            assertThat(r.isVector()).isTrue();
            assertThat(r.description())
                    .isEqualTo(new Recogniser.Description(
                            "my-model", "Mean colour", "embedding", "made for a test", "CC0-1.0", sha));
            assertThat(r.similarity(new float[] {1, 0, 0}, new float[] {1, 1, 0}))
                    .isCloseTo(Math.sqrt(0.5), within(1e-9));
        }
    }

    @Test
    void euclideanSimilarityIsMinusTheDistance() throws IOException {
        Path d = descriptor(DESCRIPTOR.replace("cosine", "euclidean"));
        try (Recogniser r = Recognisers.fromDescriptor(d, folder)) {
            assertThat(r.similarity(new float[] {0, 0, 0}, new float[] {3, 4, 0}))
                    .isCloseTo(-5, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"inputSize\": 16  | \"inputSize\": 32  | [1, 16, 16, 3]",
                "\"NHWC\"           | \"NCHW\"           | mend inputSize or layout",
                "\"output\": \"mean\" | \"output\": \"embedding\" | no output \"embedding\"",
                "\"my.onnx\"        | \"other.onnx\"     | other.onnx: the model file is missing",
                "\"square\"         | \"round\"          | expected arcface5, dlib or square",
                "\"mean\": [1, 2, 3] | \"mean\": [1]     | \"mean\": expected a list of 3",
                "\"scale\": 0.5,    | \"unknown\": 1,    | \"scale\": this field is missing",
                "\"BGR\"            | \"GBR\"            | expected RGB, BGR or GREY, got GBR",
                "\"format\": \"onnx\" | \"format\": \"pt\" | expected onnx, tfjs-graph or face-api-dlib",
                "my-model           | My Model           | lower-case letters, digits and hyphens",
                "\"sha256\": \"     | \"sha256\": \"0    | 64 digits",
                "{\"id\"            | {id                | not JSON",
            })
    void aMistakeIsNamedWithItsRemedy(String right, String wrong, String message) throws IOException {
        assertThat(DESCRIPTOR).contains(right);
        Path d = descriptor(DESCRIPTOR.replace(right, wrong));
        assertThatThrownBy(() -> Recognisers.fromDescriptor(d, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileWithAnotherChecksumIsRefused() throws IOException {
        Path d = descriptor(DESCRIPTOR);
        Files.write(folder.resolve("my.onnx"), new byte[] {1});
        assertThatThrownBy(() -> Recognisers.fromDescriptor(d, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("my.onnx: SHA-256 ")
                .hasMessageContaining("expected " + sha);
    }

    @Test
    void missingPackagesAreNamedWithTheCommandThatInstallsThem() {
        assertThatThrownBy(() -> Recognisers.builtIn(folder, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("faceplugin-face-recognition-js")
                .hasMessageContaining("npm ci --ignore-scripts");
    }
}
