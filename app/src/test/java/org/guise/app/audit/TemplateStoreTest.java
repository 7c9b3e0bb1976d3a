package org.guise.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.guise.audit.recognise.FaceImage;
import org.guise.audit.recognise.PhotoTreatment;
import org.guise.audit.recognise.Recogniser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateStoreTest {
    @TempDir
    private Path dir;

    private static final Describer NOBODY = new Describer() {
        @Override
        public List<Recogniser> recognisers() {
            return List.of();
        }

        @Override
        public double threshold() {
            return 0.8;
        }

        @Override
        public Optional<FaceImage> find(BufferedImage picture) {
            return Optional.empty();
        }

        @Override
        public PictureTemplates describe(BufferedImage picture) {
            return new PictureTemplates(false, new float[0][]);
        }
    };

    @Test
    void templatesOfDifferentTreatmentsAreNotMixed() throws IOException {
        Path photo = Files.write(dir.resolve("photo.png"), new byte[] {1, 2, 3});
        TemplateStore store = new TemplateStore(dir.resolve("templates"), NOBODY);
        Set<String> keys = new TreeSet<>();
        for (List<String> words :
                List.of(List.<String>of(), List.of("grey"), List.of("bald"), List.of("grey", "bald"))) {
            keys.add(store.photoKey(photo, PhotoTreatment.of(words)));
        }
        assertThat(keys).hasSize(4);
        // As they are, photographs keep the key that they had before there were treatments.
        assertThat(keys).contains(store.key(photo, "photo"));
    }
}
