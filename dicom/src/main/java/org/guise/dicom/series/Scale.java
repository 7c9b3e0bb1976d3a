package org.guise.dicom.series;

import org.guise.dicom.codec.PixelFormat;

/** Between the stored pixels of one slice and the modality's own values. Exact both ways for what was stored. */
record Scale(PixelFormat format, double slope, double intercept, boolean mirrored) {
    static Scale of(Plane plane) {
        // Hounsfield units mean the same in either photometric interpretation; elsewhere what is bright is much of
        // something
        boolean mirrored =
                plane.format().inverted() && !plane.instance().modality().equals("CT");
        return new Scale(plane.format(), plane.slope(), plane.intercept(), mirrored);
    }

    float scaled(short raw) {
        int v = format.value(raw);
        return (float) (slope * (mirrored ? format.least() + format.most() - v : v) + intercept);
    }

    short stored(short raw, float value) {
        double v = Math.rint((value - intercept) / slope);
        int whole = (int)
                Math.clamp(mirrored ? format.least() + (double) format.most() - v : v, format.least(), format.most());
        return (short) format.withValue(raw & 0xFFFF, whole);
    }
}
