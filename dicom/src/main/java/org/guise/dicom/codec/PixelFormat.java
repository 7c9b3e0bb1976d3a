package org.guise.dicom.codec;

import java.nio.file.Path;
import java.util.Locale;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Tag;
import org.guise.io.file.InputException;

/**
 * How the pixels of an image are stored (PS3.3 section C.7.6.3): one grey sample of 8 or 16 bits each.
 *
 * @param rows height
 * @param columns width
 * @param bitsAllocated 8 or 16
 * @param bitsStored bits that hold the value, from bit 0 up; those above may hold overlays and are left alone
 * @param signed two's complement of {@code bitsStored} bits
 * @param inverted MONOCHROME1: low values are bright
 * @param frames number of frames
 */
public record PixelFormat(
        int rows, int columns, int bitsAllocated, int bitsStored, boolean signed, boolean inverted, int frames) {
    private static final String REMEDY = "leave this series out";

    /**
     * The format of an image.
     *
     * @param file for the sentence
     * @throws InputException if an attribute is missing or names what is not supported
     */
    public static PixelFormat of(DataSet image, Path file) throws InputException {
        int samples = image.integer(Tag.SamplesPerPixel).orElse(1);
        String photometric = image.string(Tag.PhotometricInterpretation)
                .orElse("MONOCHROME2")
                .toUpperCase(Locale.ROOT);
        if (samples != 1 || !photometric.startsWith("MONOCHROME")) {
            throw new InputException(file, "a colour image (" + photometric + "), expected grey values", REMEDY);
        }
        int allocated = required(image, Tag.BitsAllocated, file);
        int stored = image.integer(Tag.BitsStored).orElse(allocated);
        int high = image.integer(Tag.HighBit).orElse(stored - 1);
        if (allocated != 8 && allocated != 16 || stored < 1 || stored > allocated || high != stored - 1) {
            throw new InputException(
                    file,
                    "pixels of " + stored + " bits in " + allocated + " with the highest at " + high
                            + ", expected 8 or 16 with the lowest at 0",
                    REMEDY);
        }
        PixelFormat format = new PixelFormat(
                required(image, Tag.Rows, file),
                required(image, Tag.Columns, file),
                allocated,
                stored,
                image.integer(Tag.PixelRepresentation).orElse(0) == 1,
                photometric.equals("MONOCHROME1"),
                image.integer(Tag.NumberOfFrames).orElse(1));
        if (format.rows < 1
                || format.columns < 1
                || format.frames < 1
                || format.bytesInAll() > Integer.MAX_VALUE - 16) {
            throw new InputException(
                    file,
                    format.columns + "x" + format.rows + " pixels in " + format.frames
                            + " frames, which cannot be read",
                    "check the file");
        }
        return format;
    }

    private static int required(DataSet image, int tag, Path file) throws InputException {
        return image.integer(tag)
                .orElseThrow(() -> new InputException(
                        file, "the attribute " + Tag.text(tag) + " of an image is missing", "export the file again"));
    }

    /** Pixels of one frame. */
    public int framePixels() {
        return rows * columns;
    }

    /** Bytes of one pixel. */
    public int bytes() {
        return bitsAllocated / 8;
    }

    /** Bytes of one frame. */
    public int frameBytes() {
        return framePixels() * bytes();
    }

    /** Bytes of all frames, as a long so that no damaged header overflows it. */
    public long bytesInAll() {
        return (long) rows * columns * bytes() * frames;
    }

    /** The least value that can be stored. */
    public int least() {
        return signed ? -(1 << bitsStored - 1) : 0;
    }

    /** The largest value that can be stored. */
    public int most() {
        return signed ? (1 << bitsStored - 1) - 1 : (1 << bitsStored) - 1;
    }

    /** The value of a pixel whose allocated bits are the low ones of {@code raw}. */
    public int value(int raw) {
        int shift = 32 - bitsStored;
        return signed ? raw << shift >> shift : raw << shift >>> shift;
    }

    /**
     * The allocated bits of a pixel with a new value: bits above those stored stay as they are, but where they only
     * repeated the sign they do so again.
     */
    public int withValue(int raw, int value) {
        int mask = bitsStored == 32 ? -1 : (1 << bitsStored) - 1;
        int above = ((1 << bitsAllocated) - 1) & ~mask;
        boolean extended = signed && (raw & above) == (value(raw) & above);
        return extended ? value & (mask | above) : raw & above | value & mask;
    }

    /** Clears the bits above those stored in some pixels, or lets them repeat the sign. */
    public void clearAbove(byte[] pixels, boolean[] which) {
        if (bitsStored == bitsAllocated) {
            return;
        }
        for (int p = 0; p < which.length; p++) {
            if (which[p]) {
                int at = p * bytes();
                int raw = pixels[at] & 0xFF | (bitsAllocated == 16 ? (pixels[at + 1] & 0xFF) << 8 : 0);
                int clean = value(raw);
                pixels[at] = (byte) clean;
                if (bitsAllocated == 16) {
                    pixels[at + 1] = (byte) (clean >> 8);
                }
            }
        }
    }
}
