package org.guise.dicom.series;

import org.guise.dicom.codec.PixelFormat;

/** Copies slices between the pixels of files and those of volumes. */
final class Pixels {
    private Pixels() {}

    static void read(byte[] pixels, Plane plane, short[] volume, Layout layout, int slice) {
        PixelFormat f = plane.format();
        int in = plane.frame() * f.frameBytes();
        for (int row = 0; row < f.rows(); row++) {
            int out = layout.row(row, slice);
            for (int i = 0; i < f.columns(); i++, out += layout.perColumn()) {
                if (f.bytes() == 1) {
                    volume[out] = (short) (pixels[in++] & 0xFF);
                } else {
                    volume[out] = (short) (pixels[in] & 0xFF | pixels[in + 1] << 8);
                    in += 2;
                }
            }
        }
    }

    static Extremes write(
            short[] volume, short[] before, Layout layout, int slice, Plane plane, byte[] pixels) {
        PixelFormat f = plane.format();
        int out = plane.frame() * f.frameBytes();
        int least = Integer.MAX_VALUE, most = Integer.MIN_VALUE, count = 0;
        for (int row = 0; row < f.rows(); row++) {
            int in = layout.row(row, slice);
            for (int i = 0; i < f.columns(); i++, in += layout.perColumn(), out += f.bytes()) {
                if (volume[in] == before[in]) {
                    continue;
                }
                pixels[out] = (byte) volume[in];
                if (f.bytes() == 2) {
                    pixels[out + 1] = (byte) (volume[in] >> 8);
                }
                int value = f.value(volume[in]);
                least = Math.min(least, value);
                most = Math.max(most, value);
                count++;
            }
        }
        return new Extremes(least, most, count);
    }
}
