package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.guise.core.volume.Affine;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An independent reader and writer, nibabel, agrees about values and geometry. Skipped with a reason where absent. */
class NibabelTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** For each NAME: NAME.aff gets 12 and NAME.val all scaled values in file order, as little-endian float64. */
    private static final String DUMP = """
            import sys, numpy as np, nibabel as nib
            for name in sys.argv[1:]:
                img = nib.load(name)
                img.affine[:3].astype('<f8').tofile(name + '.aff')
                np.asarray(img.get_fdata(dtype=np.float64)).ravel(order='F').astype('<f8').tofile(name + '.val')
            """;

    /** Writes one file for each type × order × class into a folder, with a random oblique map, and dumps them. */
    private static final String MAKE = """
            import sys, numpy as np, nibabel as nib
            from nibabel.affines import from_matvec
            from nibabel.eulerangles import euler2mat
            folder = sys.argv[1]
            rng = np.random.default_rng(11)
            classes = {'1.nii': nib.Nifti1Image, '1.nii.gz': nib.Nifti1Image, '2.nii.gz': nib.Nifti2Image,
                       'p.hdr': nib.Nifti1Pair}
            for t in ['u1', 'i1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f4', 'f8']:
                for order in '<>':
                    for form in ['s', 'q']:
                        for ending, cls in classes.items():
                            shape = (4, 3, 5) if rng.random() < .5 else (4, 3, 5, 2)
                            if t[0] == 'f':
                                data = rng.normal(0, 1000, shape).astype(order + t)
                            else:
                                info = np.iinfo(t)
                                data = rng.integers(info.min, info.max, shape, dtype=t, endpoint=True).astype(order + t)
                            m = euler2mat(*rng.uniform(-3, 3, 3)) * [1, -1.5, 2]
                            hdr = cls.header_class(endianness=order)
                            hdr.set_data_dtype(np.dtype(order + t))
                            img = cls(data, from_matvec(m, rng.uniform(-99, 99, 3)), hdr)
                            if form == 'q':
                                img.set_qform(img.affine, 1)
                                img.set_sform(None, 0)
                            img.header.set_slope_inter(1, 0)
                            name = folder + '/' + t + ('le' if order == '<' else 'be') + form + ending
                            nib.save(img, name)
                            back = nib.load(name)
                            back.affine[:3].astype('<f8').tofile(name + '.aff')
                            back.get_fdata(dtype=np.float64).ravel(order='F').astype('<f8').tofile(name + '.val')
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void nibabelIsThere() throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import nibabel")
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0;
        if (!there) {
            System.err.println("NibabelTest skipped: " + PYTHON + " has no nibabel (Debian package python3-nibabel)");
        }
        Assumptions.assumeTrue(there, "nibabel is not installed");
    }

    @Test
    void nibabelReadsWhatWasRewrittenWithTheSameValuesAndMap() throws Exception {
        Random random = new Random(42);
        List<Path> files = new ArrayList<>();
        for (DataType type : DataType.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (String ending : List.of(".nii", ".nii.gz", ".hdr")) {
                    SyntheticNifti n = new SyntheticNifti().type(type);
                    n.order = order;
                    n.version = files.size() % 4 < 2 ? 1 : 2;
                    n.pair = ending.equals(".hdr");
                    n.dim = new long[] {4, 5, 4, 3, 2, 1, 1, 1};
                    n.slope = 0.5;
                    n.inter = -7;
                    n.samples = new byte[n.voxels() * type.bytes()];
                    Path in = n.write(folder.resolve("in" + files.size() + ending));
                    NiftiRewriter rewriter = new NiftiRewriter(NiftiFile.read(in));
                    byte[] mask = new byte[60];
                    float[] values = new float[60];
                    for (int i = 0; i < 60; i++) {
                        mask[i] = (byte) (random.nextInt(4) == 0 ? 0 : 1);
                        values[i] = random.nextInt(100) - 20;
                    }
                    rewriter.replace(1, mask, values);
                    Path out = folder.resolve("out" + files.size() + ending);
                    NiftiFile.write(out, rewriter.image(), 2);
                    files.add(out);
                }
            }
        }
        python(DUMP, files);
        for (Path file : files) {
            compare(file, 0);
        }
    }

    @Test
    void nibabelReadsWhatTheWriterMadeFromBothForms() throws Exception {
        Affine a = Affine.rotation(0.3, -1.2, 2.9).after(Affine.scaleShift(0.9, -1.1, 2, 0, 0, 0));
        Grid grid = new Grid(3, 4, 5, Affine.shift(5, 6, -7).after(a));
        float[] data = new float[60];
        for (int i = 0; i < 60; i++) {
            data[i] = i * 2;
        }
        List<Path> files = new ArrayList<>();
        for (DataType type : DataType.values()) {
            Path file = folder.resolve(type + ".nii.gz");
            NiftiWriter.write(file, new Volume(grid, data), type);
            byte[] bytes = SyntheticNifti.content(file);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
            Path qformOnly = folder.resolve(type + "-q.nii.gz");
            SyntheticNifti.put(qformOnly, bytes);
            files.add(file);
            files.add(qformOnly);
        }
        python(DUMP, files);
        for (Path file : files) {
            compare(file, 1e-5);
            assertThat(doubles(Path.of(file + ".aff")))
                    .containsExactly(grid.voxelToWorld().toArray(), within(1e-5));
            assertThat(NiftiFile.read(file).frame(0).data()).containsExactly(data);
        }
    }

    @Test
    void whatNibabelWritesReadsTheSameHere() throws Exception {
        python(MAKE, List.of(folder));
        int count = 0;
        try (var list = Files.list(folder)) {
            for (Path file : list.filter(f -> f.toString().matches(".*\\.(nii|nii\\.gz|hdr)"))
                    .toList()) {
                compare(file, 1e-5);
                count++;
            }
        }
        assertThat(count).isEqualTo(160);
    }

    private static void compare(Path file, double affineTolerance) throws IOException {
        NiftiImage image = NiftiFile.read(file);
        assertThat(image.grid().voxelToWorld().toArray())
                .as(file.getFileName().toString())
                .containsExactly(doubles(Path.of(file + ".aff")), within(affineTolerance));
        double[] want = doubles(Path.of(file + ".val"));
        int i = 0;
        for (int t = 0; t < image.frames(); t++) {
            for (float got : image.frame(t).data()) {
                assertThat(got).as("%s sample %d", file.getFileName(), i).isEqualTo((float) want[i]);
                i++;
            }
        }
        assertThat(i).isEqualTo(want.length);
    }

    private static double[] doubles(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        double[] v = new double[bytes.length / 8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(v);
        return v;
    }

    private void python(String program, List<Path> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-W", "ignore", "-c", program));
        arguments.forEach(a -> command.add(a.toString()));
        Path log = folder.resolve("python.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("python ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
