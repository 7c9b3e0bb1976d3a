package org.guise.dicom.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** JPEG 2000 (ISO 15444-1), unpacked by the reader of jai-imageio. */
final class Jpeg2000Decoder implements FrameDecoder {
    @Override
    public void decode(byte[] packed, PixelFormat format, byte[] out, int at) throws IOException {
        Jpeg2000Codestream.check(packed, format);
        ImageReader r = new J2KImageReaderSpi().createReaderInstance();
        try (ImageInputStream in = Jpeg2000Codestream.stream(packed)) {
            r.setInput(in, true, true);
            Raster raster =
                    r.canReadRaster() ? r.readRaster(0, null) : r.read(0).getRaster();
            if (raster.getWidth() != format.columns()
                    || raster.getHeight() != format.rows()
                    || raster.getNumBands() != 1) {
                throw new IOException("a JPEG 2000 frame of " + raster.getWidth() + "x" + raster.getHeight()
                        + " pixels and " + raster.getNumBands() + " colours, expected " + format.columns() + "x"
                        + format.rows() + " grey ones");
            }
            store(raster, format, out, at);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Jpeg2000Codestream.Damaged e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            // on damaged streams the reader throws all kinds of exceptions, and even an error that means to end its
            // thread
            throw new IOException(
                    "a JPEG 2000 frame cannot be unpacked (" + e.getClass().getSimpleName() + ")", e);
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
