package org.guise.app.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.guise.core.volume.Grid;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.Hashes;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiRewriter;
import org.jspecify.annotations.Nullable;

/** A scan in a NIfTI file. */
final class NiftiScan implements OpenScan {
    private final NiftiImage image;
    private final boolean echoPlanar;
    private final int threads;
    /** Made when the first value is set: it copies the samples. */
    private @Nullable NiftiRewriter rewriter;

    private NiftiScan(NiftiImage image, boolean echoPlanar, int threads) {
        this.image = image;
        this.echoPlanar = echoPlanar;
        this.threads = threads;
    }

    /** Reads NIfTI files and the sidecars beside them. */
    record Reader(int threads) implements ScanReader {
        @Override
        public Optional<String> alreadyDone(ScanTask task) throws IOException {
            Optional<Path> sidecar = task.inputSidecar();
            return sidecar.isPresent() ? Sidecar.alreadyDone(sidecar.get()) : Optional.empty();
        }

        @Override
        public OpenScan read(ScanTask task) throws IOException {
            return new NiftiScan(NiftiFile.read(task.input()), ImageKind.of(task.input()) == ImageKind.EPI, threads);
        }
    }

    @Override
    public Grid grid() {
        return image.grid();
    }

    @Override
    public int frames() {
        return image.frames();
    }

    /** Unknown: of NIfTI files of a visit, which are fitted together, one leads and the others get its face. */
    @Override
    public Optional<String> visit() {
        return Optional.empty();
    }

    @Override
    public boolean isEchoPlanar() {
        return echoPlanar;
    }

    @Override
    public Volume frame(int t) {
        return image.frame(t);
    }

    @Override
    public void replace(int t, byte[] mask, float[] scaled) {
        if (rewriter == null) {
            rewriter = new NiftiRewriter(image);
        }
        rewriter.replace(t, mask, scaled);
    }

    @Override
    public Volume after(int t) {
        return result().frame(t);
    }

    @Override
    public String hashOutside(byte[] mask, boolean changed) {
        return Hashes.outsideMask(changed ? result() : image, mask);
    }

    @Override
    public String hashSamples() {
        return Hashes.samples(result());
    }

    @Override
    public String write(OutputTrees trees, OutputNames names) throws IOException {
        Path scan = trees.open().resolve(names.scan());
        NiftiFile.write(scan, result(), threads);
        return Hashes.file(names.data().map(trees.open()::resolve).orElse(scan));
    }

    private NiftiImage result() {
        return rewriter == null ? image : rewriter.image();
    }
}
