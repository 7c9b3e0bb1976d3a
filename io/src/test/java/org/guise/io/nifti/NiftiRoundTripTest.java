package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample type × byte order × version × container, on random shapes; the seed is part of the test's name. */
class NiftiRoundTripTest {
    @TempDir
    Path folder;

    record Case(DataType type, ByteOrder order, int version, String ending, long seed) {
        @Override
        public String toString() {
            return type + " " + order + " NIfTI-" + version + " " + ending + " seed " + seed;
        }

        SyntheticNifti build(Random random) {
            SyntheticNifti n = new SyntheticNifti().type(type);
            n.order = order;
            n.version = version;
            n.pair = ending.startsWith(".hdr");
            n.dim = new long[] {1 + random.nextInt(7), 1, 1, 1, 1, 1, 1, 1};
            for (int i = 1; i <= n.dim[0]; i++) {
                n.dim[i] = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(i <= 3 ? 9 : 3);
            }
            if (random.nextBoolean()) {
                n.slope = random.nextBoolean() ? 0.25 : -3.5;
                n.inter = random.nextInt(100) - 50;
            } else {
                n.slope = random.nextInt(2);
            }
            if (random.nextBoolean()) {
                n.comment("kept as it is " + seed, 6);
            }
            if (random.nextInt(4) == 0) {
                n.tail = new byte[] {1, 2, 3};
            }
            return n.randomSamples(random);
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        long seed = 20260101;
        for (DataType type : DataType.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (int version = 1; version <= 2; version++) {
                    for (String ending : List.of(".nii", ".nii.gz", ".hdr", ".hdr.gz")) {
                        cases.add(new Case(type, order, version, ending, seed++));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEveryFieldAndEverySample(Case c) throws Exception {
        SyntheticNifti n = c.build(new Random(c.seed));
        NiftiImage image = NiftiFile.read(n.write(folder.resolve("a" + c.ending)));

        assertThat(image.header().type()).isEqualTo(c.type);
        assertThat(image.header().order()).isEqualTo(c.order);
        assertThat(image.header().version()).isEqualTo(c.version);
        assertThat(image.header().dims()).hasSize((int) n.dim[0]);
        assertThat(image.header().description()).isEqualTo("made for a test");
        assertThat(image.grid().voxelToWorld().toArray()).containsExactly(n.srow);
        assertThat(image.headBytes()).isEqualTo(n.head());
        assertThat(image.samples()).isEqualTo(n.samples);
        assertThat(image.extensions()).hasSize(n.extension.length > 0 ? 1 : 0);
        assertThat(image.frames() * image.grid().size()).isEqualTo(n.voxels());
        assertThat(NiftiFile.readHeader(folder.resolve("a" + c.ending))).isEqualTo(image.header());
        double slope = n.slope == 0 ? 1 : n.slope;
        double inter = n.slope == 0 ? 0 : n.inter;
        for (int t = 0, i = 0; t < image.frames(); t++) {
            for (float got : image.frame(t).data()) {
                float want = (float) (slope * SyntheticNifti.raw(n.samples, c.type, c.order, i++) + inter);
                assertThat(Float.compare(got, want))
                        .as("%s, expected %s", got, want)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rewritingChangesTheChosenVoxelsAndNothingElse(Case c) throws Exception {
        Random random = new Random(c.seed);
        SyntheticNifti n = c.build(random);
        Path in = n.write(folder.resolve("a" + c.ending));
        NiftiImage image = NiftiFile.read(in);
        int size = image.grid().size();
        byte[] mask = new byte[size];
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            mask[i] = (byte) (random.nextInt(3) == 0 ? 1 : 0);
            values[i] = mask[i] == 0 ? Float.NaN : random.nextInt(80) - 20;
        }
        int frame = random.nextInt(image.frames());
        byte[] before = image.samples().clone();
        NiftiImage changed =
                new NiftiRewriter(image).replace(frame, mask, values).image();
        Path out = folder.resolve("b" + c.ending);
        NiftiFile.write(out, changed, 2);

        assertThat(image.samples()).as("the input image stays").isEqualTo(before);
        int width = c.type.bytes();
        NiftiImage back = NiftiFile.read(out);
        assertThat(back.headBytes()).isEqualTo(n.head());
        assertThat(back.bytes().tail()).isEqualTo(n.tail);
        double slope = n.slope == 0 ? 1 : n.slope;
        double inter = n.slope == 0 ? 0 : n.inter;
        for (int t = 0; t < image.frames(); t++) {
            float[] data = back.frame(t).data();
            for (int i = 0; i < size; i++) {
                int at = (t * size + i) * width;
                if (t != frame || mask[i] == 0) {
                    assertThat(java.util.Arrays.equals(back.samples(), at, at + width, n.samples, at, at + width))
                            .as("voxel %d of frame %d is outside the mask", i, t)
                            .isTrue();
                } else {
                    double raw = Math.clamp((values[i] - inter) / slope, c.type.min(), c.type.max());
                    double tolerance = c.type.isFloat() ? 1e-4 : Math.abs(slope) / 2 + 1e-9;
                    assertThat((double) data[i])
                            .isBetween(raw * slope + inter - tolerance, raw * slope + inter + tolerance);
                }
            }
        }
        byte[] none = new byte[size];
        assertThat(Hashes.outsideMask(back, t -> t == frame ? mask : none))
                .isEqualTo(Hashes.outsideMask(image, t -> t == frame ? mask : none));
        if (n.pair) {
            assertThat(SyntheticNifti.content(out)).isEqualTo(SyntheticNifti.content(in));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writingUnchangedGivesTheSameContent(Case c) throws Exception {
        SyntheticNifti n = c.build(new Random(c.seed));
        Path in = n.write(folder.resolve("a" + c.ending));
        Path out = folder.resolve("b" + c.ending);
        NiftiFile.write(out, NiftiFile.read(in), 1);
        assertThat(SyntheticNifti.content(out)).isEqualTo(SyntheticNifti.content(in));
        if (n.pair) {
            assertThat(SyntheticNifti.content(NiftiNames.partnerName(out)))
                    .isEqualTo(SyntheticNifti.content(NiftiNames.partnerName(in)));
        }
    }
}
