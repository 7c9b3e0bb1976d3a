package org.guise.dicom.edit;

import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.Vr;

/** Overlay planes (PS3.3 section C.9.2), drawings over the image that may follow the old skin. */
public final class Overlays {
    private static final int ROWS = 0x10, COLUMNS = 0x11, FRAMES = 0x15, ORIGIN = 0x50, BIT = 0x102, DATA = 0x3000;

    private Overlays() {}

    /**
     * Clears the bits of all overlays over changed pixels. Overlays that do not lie pixel for pixel on the whole image are
     * removed if any pixel was changed. For those in the pixels themselves see {@link #areInPixels}.
     *
     * @param changed one entry for each pixel of each frame, row by row
     */
    public static void clear(DataSet image, int rows, int columns, int frames, boolean[] changed) {
        boolean any = false;
        for (boolean c : changed) {
            any |= c;
        }
        for (int group = 0x6000; any && group <= 0x601E; group += 2) {
            int base = group << 16;
            if (!image.contains(base | DATA)) {
                continue;
            }
            byte[] bits = image.get(base | DATA).map(Element::bytes).orElse(new byte[0]);
            double[] origin = image.numbers(base | ORIGIN);
            boolean fits = image.integer(base | ROWS).orElse(-1) == rows
                    && image.integer(base | COLUMNS).orElse(-1) == columns
                    && image.integer(base | FRAMES).orElse(1) == frames
                    && origin.length == 2
                    && origin[0] == 1
                    && origin[1] == 1
                    && bits.length * 8L >= changed.length;
            if (fits) {
                clear(image, base | DATA, bits, changed);
            } else {
                remove(image, group);
            }
        }
    }

    /** Whether there are overlays in the bits of the pixels above those stored, the retired form. */
    public static boolean areInPixels(DataSet image, int bitsStored) {
        for (int group = 0x6000; group <= 0x601E; group += 2) {
            int base = group << 16;
            if (!image.contains(base | DATA) && image.integer(base | BIT).orElse(0) >= bitsStored) {
                return true;
            }
        }
        return false;
    }

    private static void clear(DataSet image, int tag, byte[] bits, boolean[] changed) {
        boolean touched = false;
        for (int p = 0; p < changed.length; p++) {
            int bit = 1 << (p & 7);
            if (changed[p] && (bits[p >> 3] & bit) != 0) {
                bits[p >> 3] &= (byte) ~bit;
                touched = true;
            }
        }
        if (touched) {
            image.setBytes(tag, image.get(tag).map(Element::vr).orElse(Vr.OW), bits);
        }
    }

    private static void remove(DataSet image, int group) {
        for (Element e : image.elements()) {
            if (Tag.group(e.tag()) == group) {
                image.remove(e.tag());
            }
        }
    }
}
