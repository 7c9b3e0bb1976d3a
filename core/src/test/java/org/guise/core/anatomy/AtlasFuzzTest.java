package org.guise.core.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever an atlas or identity file holds, reading it gives the thing or an IOException with a sentence. */
class AtlasFuzzTest {
    @FuzzTest
    void atlas(byte[] data) {
        try {
            Atlas atlas = AtlasFile.read(new ByteArrayInputStream(data), "atlas.bin");
            assertThat(atlas.tissue().grid()).isEqualTo(atlas.region().grid());
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("atlas.bin");
        }
    }

    @FuzzTest
    void identities(byte[] data) {
        try {
            IdentityModel model = IdentityModel.read(new ByteArrayInputStream(data), "identities.bin");
            model.draw(1).displacement(0, 0, 0, new double[3]);
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("identities.bin");
        }
    }
}
