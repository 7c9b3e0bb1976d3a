package org.guise.dicom.codec;

import java.io.IOException;

/** Unpacks one compressed frame. */
@FunctionalInterface
interface FrameDecoder {
    /**
     * Unpacks a frame.
     *
     * @param packed the frame as it stands in the file
     * @param out where the frame's little-endian pixels go, {@code format.frameBytes()} bytes from {@code at} on
     * @throws IOException if it cannot be unpacked; the message says what is wrong, without the file's name
     */
    void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException;
}
