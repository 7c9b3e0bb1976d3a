package org.guise.dicom.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Data sets of every VR, nested at random, from a seed. */
final class RandomFiles {
    private static final Vr[] VRS = Vr.values();

    private final Random random;

    RandomFiles(long seed) {
        random = new Random(seed);
    }

    DicomFile file(TransferSyntax syntax) {
        DicomFile file = new DicomFile(syntax);
        file.meta().setString(Tag.MediaStorageSOPInstanceUID, Vr.UI, "1.2.3." + random.nextInt(1000));
        file.dataSet().setString(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4");
        fill(file.dataSet(), 0);
        return file;
    }

    /** The element's own VR for implicit data sets, as they cannot state another. */
    private void fill(DataSet set, int depth) {
        TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int group = 0x0009 + random.nextInt(0x30);
            tags.add(group << 16 | 0x1000 + random.nextInt(0x3000));
        }
        if (random.nextBoolean()) {
            set.put(new Element(0x00100000, Vr.UL, new Element.Bytes(new byte[4])));
            set.setString(0x00100010, Vr.PN, "A^B");
        }
        for (int tag : tags) {
            Vr vr = set.isExplicit() ? VRS[random.nextInt(VRS.length)] : Dictionary.vr(tag);
            if (vr == Vr.SQ || depth < 4 && random.nextInt(4) == 0) {
                boolean unknown = set.isExplicit() && random.nextInt(3) == 0;
                set.put(new Element(
                        tag, unknown ? Vr.UN : Vr.SQ, sequence(set.isExplicit() && !unknown, !unknown, depth)));
                continue;
            }
            byte[] value = new byte[2 * random.nextInt(20)];
            random.nextBytes(value);
            int reserved = vr.longForm() && set.isExplicit() ? random.nextInt(3) : 0;
            set.put(new Element(tag, vr, new Element.Bytes(value, 0, value.length, reserved)));
        }
    }

    /** What states no VR is taken for a sequence only where its length is undefined. */
    private Element.Sequence sequence(boolean explicit, boolean stated, int depth) {
        List<DataSet> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0 && depth < 5; i--) {
            DataSet item = new DataSet(explicit, random.nextBoolean());
            fill(item, depth + 1);
            items.add(item);
        }
        return new Element.Sequence(items, !explicit || !stated || random.nextBoolean());
    }

    static byte[] bytes(DicomFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static DicomFile read(byte[] bytes) throws IOException {
        return DicomFile.read(Path.of("made.dcm"), bytes.clone());
    }
}
