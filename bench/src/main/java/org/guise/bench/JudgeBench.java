package org.guise.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.guise.core.parallel.Parallel;
import org.guise.core.volume.LabelVolume;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.NiftiFile;
import org.guise.people.truth.DefaceScore;
import org.guise.people.truth.DefaceTruth;

/** Judges a de-faced NIfTI of any tool against the truth of a synthetic scan, see {@link FailuresBench} {@code --keep}. */
final class JudgeBench {
    private static final String USAGE =
            "judge ORIGINAL TISSUE REGION DEFACED… [--size 1] [--tolerance 0] [--threads 2] [-o FILE]";

    private JudgeBench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, USAGE);
        if (options.plain().size() < 4) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        Table table = new Table();
        try (Parallel par = new Parallel(options.number("threads", 2))) {
            Volume original = read(options.plain().get(0));
            DefaceTruth truth = DefaceTruth.of(
                    original,
                    labels(options.plain().get(1)),
                    labels(options.plain().get(2)),
                    Double.parseDouble(options.text("size", "1")),
                    par);
            table.header("file", "face", "brain", "face skin left", "median mm", "by part", "brain voxels cut", "ml");
            for (String file : options.plain().subList(3, options.plain().size())) {
                Volume out = read(file);
                if (!out.grid().equals(original.grid())) {
                    throw new IllegalArgumentException(
                            file + ": another lattice than the original's; resample it to that first");
                }
                DefaceScore s = truth.judge(out.data(), Double.parseDouble(options.text("tolerance", "0")));
                StringBuilder parts = new StringBuilder();
                s.left()
                        .forEach((r, v) -> parts.append(r)
                                .append(' ')
                                .append(Table.percent(v))
                                .append(' '));
                table.row(
                        Path.of(file).getFileName(),
                        s.keptFace() ? "kept" : "gone",
                        s.cutBrain() ? "cut" : "whole",
                        Table.percent(s.skinLeft()),
                        Table.number("%.1f", s.skinMedianMm()),
                        parts.toString().strip(),
                        s.brainCut(),
                        Table.number("%.3f", s.brainCutMl()));
            }
        }
        table.save(options.output());
    }

    private static Volume read(String file) throws IOException {
        return NiftiFile.read(Path.of(file)).frame(0);
    }

    private static LabelVolume labels(String file) throws IOException {
        Volume v = read(file);
        byte[] codes = new byte[v.data().length];
        for (int p = 0; p < codes.length; p++) {
            codes[p] = (byte) v.data()[p];
        }
        return new LabelVolume(v.grid(), codes);
    }
}
