package org.guise.dicom.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Frames that a reader of javax.imageio unpacks: lossless JPEG and JPEG 2000. */
final class ImageIoDecoder implements FrameDecoder {
    private final Supplier<ImageReaderSpi> reader;
    private final String name;

    private ImageIoDecoder(String name, Supplier<ImageReaderSpi> reader) {
        this.name = name;
        this.reader = reader;
    }

    /** JPEG lossless, process 14 (ISO 10918-1). */
    static FrameDecoder jpegLossless() {
        return new ImageIoDecoder("JPEG", JPEGImageReaderSpi::new);
    }

    /** JPEG 2000 (ISO 15444-1). */
    static FrameDecoder jpeg2000() {
        return new ImageIoDecoder("JPEG 2000", J2KImageReaderSpi::new);
    }

    @Override
    public void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException {
        ImageReader r = reader.get().createReaderInstance();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
            r.setInput(in, true, true);
            Raster raster =
                    r.canReadRaster() ? r.readRaster(0, null) : r.read(0).getRaster();
            if (raster.getWidth() != format.columns()
                    || raster.getHeight() != format.rows()
                    || raster.getNumBands() != 1) {
                throw new IOException("a " + name + " frame of " + raster.getWidth() + "x" + raster.getHeight()
                        + " pixels and " + raster.getNumBands() + " colours, expected " + format.columns() + "x"
                        + format.rows() + " grey ones");
            }
            store(raster, format, out, at);
        } catch (RuntimeException e) {
            // the readers throw all kinds of exceptions on damaged streams
            throw new IOException(
                    "a " + name + " frame cannot be unpacked (" + e.getClass().getSimpleName() + ")", e);
        } finally {
            r.dispose();
        }
    }

    private static void store(Raster raster, PixelFormat format, byte[] out, int at) {
        int[] row = new int[format.columns()];
        int p = at;
        for (int y = 0; y < format.rows(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int v : row) {
                int value = format.value(v);
                out[p++] = (byte) value;
                if (format.bytes() == 2) {
                    out[p++] = (byte) (value >> 8);
                }
            }
        }
    }
}
