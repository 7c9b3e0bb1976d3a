package org.guise.dicom.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.io.file.InputException;

/** Gets the pixels of an image out of their compression. */
public final class PixelReader {
    private static final String JPEG = "1.2.840.10008.1.2.4.";

    /** No image packs better than this; a header that says so would fill the memory. */
    private static final long MOST_PACKED = 4096;

    private PixelReader() {}

    /**
     * All frames as little-endian pixels of {@code format.bytes()} each, row by row; a new array.
     *
     * @param file for the sentence
     * @throws InputException if there are none, they are too few, damaged, or compressed in a way that is not supported
     */
    public static byte[] read(DicomFile image, PixelFormat format, Path file) throws InputException {
        if (image.dataSet().contains(Tag.FloatPixelData) || image.dataSet().contains(Tag.DoubleFloatPixelData)) {
            throw new InputException(
                    file, "its pixels are floating-point numbers, which are not supported", "leave this series out");
        }
        Element pixels = image.dataSet()
                .get(Tag.PixelData)
                .orElseThrow(() -> new InputException(file, "it holds no pixels (7fe0,0010)", "leave it out"));
        return switch (pixels.value()) {
            case Element.Bytes b -> {
                if (image.syntax().encapsulated()) {
                    throw damaged(file, "its transfer syntax says compressed and its pixels are not", null);
                }
                if (b.length() < format.bytesInAll()) {
                    throw damaged(
                            file,
                            "it holds " + b.length() + " bytes of pixels, expected " + format.bytesInAll()
                                    + " for " + format.columns() + "x" + format.rows() + " in " + format.frames()
                                    + " frames",
                            null);
                }
                byte[] out = new byte[(int) format.bytesInAll()];
                System.arraycopy(b.array(), b.offset(), out, 0, out.length);
                yield out;
            }
            case Element.Fragments f -> unpack(image, f, format, file);
            case Element.Sequence s -> throw damaged(file, "its pixels are a sequence of data sets", null);
        };
    }

    private static byte[] unpack(DicomFile image, Element.Fragments fragments, PixelFormat format, Path file)
            throws InputException {
        FrameDecoder decoder = decoder(image.syntax().uid(), file);
        long packed =
                fragments.parts().stream().mapToLong(Element.Bytes::length).sum();
        if (format.bytesInAll() > MOST_PACKED * (packed + 64)) {
            throw damaged(
                    file, packed + " bytes of compressed pixels cannot hold " + format.bytesInAll() + " bytes", null);
        }
        try {
            List<byte[]> frames = Fragmentation.frames(fragments.parts(), format.frames());
            byte[] out = new byte[(int) format.bytesInAll()];
            for (int f = 0; f < frames.size(); f++) {
                decoder.decode(frames.get(f), format, out, f * format.frameBytes());
            }
            return out;
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static InputException damaged(
            Path file, String problem, @org.jspecify.annotations.Nullable Throwable cause) {
        String remedy = "the file is damaged, copy or export it again";
        return cause == null
                ? new InputException(file, problem, remedy)
                : new InputException(file, problem, remedy, cause);
    }

    private static FrameDecoder decoder(String uid, Path file) throws InputException {
        return switch (uid) {
            case "1.2.840.10008.1.2.5" -> new RleDecoder();
            case JPEG + "57", JPEG + "70" -> new JpegLosslessDecoder();
            case JPEG + "90" -> new Jpeg2000Decoder();
            case JPEG + "80" -> new JpegLsDecoder();
            case JPEG + "50", JPEG + "51", JPEG + "81", JPEG + "91" ->
                throw new InputException(
                        file,
                        "its pixels are compressed with losses (transfer syntax " + uid + ")",
                        "ask for the original images, or unpack them with dcmdjpeg or gdcmconv --raw first");
            default ->
                throw new InputException(
                        file,
                        "its transfer syntax " + uid + " is not supported",
                        "unpack it first, e.g. with gdcmconv --raw");
        };
    }
}
