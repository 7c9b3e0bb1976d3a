package org.guise.core.measure;

import java.util.ArrayList;
import java.util.List;
import org.guise.core.anatomy.Atlas;
import org.guise.core.parallel.Parallel;
import org.guise.core.register.AtlasModel;
import org.guise.core.register.BrainFitter;
import org.guise.core.register.Signal;
import org.guise.core.volume.Volume;

/**
 * Takes the measures of one scan, from nothing but that scan: the atlas is fitted to its brain ({@link BrainFitter}), its
 * tissues are told apart, and volumes, thickness, or in PET the uptake, are summed by part.
 */
public final class BrainMeasurer {
    /** Changes whenever the same scan would give other figures; cached figures of another version are not used. */
    public static final int VERSION = 3;

    private static final double LEAST_CONTRAST = 1.5;

    private final BrainFitter fitter;
    private final BrainPriors priors;
    private final Parallel par;

    /** What is in a scan. */
    public enum Kind {
        /** MR or CT of anatomy: volumes and thickness. */
        STRUCTURAL,
        /** Emission tomography of a tracer: uptake. */
        PET
    }

    /**
     * The measures of one scan.
     *
     * @param measures in a fixed order, the same for every scan of a kind
     * @param notes sentences on what makes them doubtful
     */
    public record Measured(List<Measure> measures, List<String> notes) {
        /** Copies the lists. */
        public Measured {
            measures = List.copyOf(measures);
            notes = List.copyOf(notes);
        }
    }

    /** A measurer with an atlas; about a second to make, to be used for many scans. Not for several threads at once. */
    public BrainMeasurer(Atlas atlas, Parallel par) {
        AtlasModel model = new AtlasModel(atlas, par);
        this.fitter = new BrainFitter(model, par);
        this.priors = new BrainPriors(model, par);
        this.par = par;
    }

    /**
     * Measures one frame.
     *
     * @throws IllegalArgumentException if there is no brain where the fit expects one; the message is half a sentence
     */
    public Measured measure(Volume scan, Kind kind) {
        Signal signal = kind == Kind.PET ? Signal.UPTAKE : Signal.ofAnatomy(scan);
        BrainVoxels voxels = BrainVoxels.of(scan, fitter.fit(scan, signal), priors, par);
        return kind == Kind.PET ? uptake(voxels) : structure(voxels, signal);
    }

    private Measured structure(BrainVoxels voxels, Signal signal) {
        Segmentation s = Segmenter.of(voxels, signal, par);
        double csf = s.ml(BrainPriors.CSF), grey = s.ml(BrainPriors.GREY), white = s.ml(BrainPriors.WHITE);
        List<Measure> out = new ArrayList<>();
        out.add(new Measure(Measure.WHOLE, "intracranial", "ml", csf + grey + white));
        out.add(new Measure(Measure.WHOLE, "brain", "ml", grey + white));
        out.add(new Measure(Measure.WHOLE, "grey matter", "ml", grey));
        out.add(new Measure(Measure.WHOLE, "white matter", "ml", white));
        out.add(new Measure(Measure.WHOLE, "CSF", "ml", csf));
        List<Parcellation.Part> parts = Parcellation.all();
        double[] greyBy = s.mlByPart(BrainPriors.GREY), whiteBy = s.mlByPart(BrainPriors.WHITE);
        for (int i = 0; i < parts.size(); i++) {
            boolean stem = parts.get(i).lobe() == Lobe.BRAINSTEM;
            String what = parts.get(i).words() + (stem ? "" : ", grey matter");
            out.add(new Measure(Measure.REGIONAL, what, "ml", greyBy[i] + (stem ? whiteBy[i] : 0)));
        }
        double[] mm = Ribbon.thicknessMm(s, par);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).lobe().cortical()) {
                out.add(new Measure(Measure.THICKNESS, parts.get(i).words(), "mm", mm[i]));
            }
        }
        List<String> notes = s.contrast() < LEAST_CONTRAST
                ? List.of("grey and white matter hardly differ in it, so that they are told apart by place alone")
                : List.of();
        return new Measured(out, notes);
    }

    private static Measured uptake(BrainVoxels voxels) {
        if (voxels.size() == 0) {
            throw new IllegalArgumentException("no brain found where the fit expects it");
        }
        double[] ratio = Uptake.ratios(voxels);
        List<Parcellation.Part> parts = Parcellation.all();
        List<Measure> out = new ArrayList<>();
        out.add(new Measure(Measure.UPTAKE, "cortex", "", ratio[parts.size()]));
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).lobe() != Lobe.CEREBELLUM) {
                out.add(new Measure(Measure.UPTAKE, parts.get(i).words(), "", ratio[i]));
            }
        }
        return new Measured(out, List.of());
    }
}
