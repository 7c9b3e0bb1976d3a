package org.guise.app.audit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guise.app.job.UsageException;
import org.guise.audit.recognise.FaceFinder;
import org.guise.audit.recognise.FaceImage;
import org.guise.audit.recognise.Recogniser;
import org.guise.audit.recognise.Recognisers;
import org.guise.audit.recognise.convert.ModelCache;

/** The built-in face finder with the built-in recognisers, or some of them, and those of a user. */
final class NetworkDescriber implements Describer, AutoCloseable {
    private final FaceFinder finder;
    private final List<Recogniser> recognisers;

    private NetworkDescriber(FaceFinder finder, List<Recogniser> recognisers) {
        this.finder = finder;
        this.recognisers = List.copyOf(recognisers);
    }

    /**
     * Loads the networks.
     *
     * @param ids of the built-in recognisers wanted; empty for all
     * @param descriptors of a user's own
     * @throws UsageException if an id is not known
     */
    static NetworkDescriber load(List<String> ids, List<Path> descriptors) throws IOException {
        Path models = Recognisers.locate(Path.of(""));
        Path cache = ModelCache.defaultFolder();
        List<Recogniser> chosen = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (Recogniser r : Recognisers.builtIn(models, cache)) {
            known.add(r.id());
            if (ids.isEmpty() || ids.contains(r.id())) {
                chosen.add(r);
            } else {
                r.close();
            }
        }
        for (String id : ids) {
            if (!known.contains(id)) {
                chosen.forEach(Recogniser::close);
                throw new UsageException(
                        "--recognisers " + id + ": there is no such recogniser; known are " + String.join(", ", known));
            }
        }
        for (Path json : descriptors) {
            chosen.add(Recognisers.fromDescriptor(json, cache));
        }
        return new NetworkDescriber(FaceFinder.load(models, FaceFinder.STANDARD_THRESHOLD), chosen);
    }

    @Override
    public List<Recogniser> recognisers() {
        return recognisers;
    }

    @Override
    public double threshold() {
        return finder.threshold();
    }

    @Override
    public Optional<FaceImage> find(BufferedImage picture) {
        return finder.find(picture);
    }

    @Override
    public PictureTemplates describe(BufferedImage picture) {
        float[][] templates = new float[recognisers.size()][];
        Optional<FaceImage> face = finder.find(picture);
        for (int r = 0; r < templates.length; r++) {
            Recogniser recogniser = recognisers.get(r);
            templates[r] = face.isPresent() ? recogniser.template(face.get()) : new float[0];
        }
        return new PictureTemplates(face.isPresent(), templates);
    }

    @Override
    public void close() {
        recognisers.forEach(Recogniser::close);
        finder.close();
    }
}
