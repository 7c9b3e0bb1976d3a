package org.guise.app.verify;

import java.io.IOException;
import java.util.List;
import org.guise.app.job.PublicMask;
import org.guise.core.volume.Volume;
import org.guise.io.file.InputException;
import org.guise.io.nifti.NiftiFile;

/** Masks of de-facing must consist of blocks: a finer one follows the person's skull, brain or profile. */
final class MaskCheck implements Check {
    @Override
    public boolean concerns(Entry entry) {
        return isMask(entry);
    }

    /** Whether the name says so. */
    static boolean isMask(Entry entry) {
        return entry.isNifti()
                && !entry.isSamples()
                && entry.lower().matches(".*(?:deface_?mask|reface_?mask|face_?mask|mask_?face|changemask).*");
    }

    @Override
    public List<Leak> look(Entry entry) throws IOException {
        Volume mask;
        try {
            mask = NiftiFile.read(entry.path()).frame(0);
        } catch (InputException e) {
            return List.of(new Leak(
                    entry.name(),
                    Leak.Kind.UNREAD,
                    Leak.Gravity.UNREADABLE,
                    "this mask cannot be read as NIfTI",
                    "mend it or leave it out"));
        }
        byte[] set = new byte[mask.data().length];
        for (int i = 0; i < set.length; i++) {
            set[i] = (byte) (mask.data()[i] != 0 ? 1 : 0);
        }
        return PublicMask.isOfBlocks(mask.grid(), set)
                ? List.of()
                : List.of(Leak.leak(
                        entry,
                        Leak.Kind.MASK,
                        "it is finer than blocks of 8 mm and follows the outline of the person",
                        "leave it out, or let Guise write it (--mask)"));
    }
}
