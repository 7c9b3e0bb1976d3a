package org.guise.audit.recognise;

import java.io.IOException;

/**
 * What a model wants to see of a face.
 *
 * @param size side of the square picture in pixels
 * @param channelsFirst layout: {@code [1][channel][row][column]}, else {@code [1][row][column][channel]}
 * @param channels RGB, BGR or GREY: the colours in their order
 * @param mean what is subtracted from the values (0 to 255) of each channel
 * @param scale what the difference is multiplied with
 */
record ModelInput(Alignment alignment, int size, boolean channelsFirst, String channels, double[] mean, double scale) {
    private static final int LARGEST = 4096;

    /** Reads alignment, inputSize, layout, channels, mean and scale. */
    static ModelInput of(DescriptorFile d) throws IOException {
        Alignment alignment;
        try {
            alignment = Alignment.named(d.text("alignment"));
        } catch (IllegalArgumentException e) {
            throw new IOException(d.file() + ": " + e.getMessage(), e);
        }
        double size = d.number("inputSize");
        if (size != Math.rint(size) || size < 8 || size > LARGEST) {
            throw d.wrong("inputSize", "expected the side of the input picture, a whole number from 8 to " + LARGEST);
        }
        String layout = d.text("layout");
        if (!layout.equals("NCHW") && !layout.equals("NHWC")) {
            throw d.wrong("layout", "expected NCHW (channels first) or NHWC (channels last), got " + layout);
        }
        String channels = d.text("channels");
        if (!channels.equals("RGB") && !channels.equals("BGR") && !channels.equals("GREY")) {
            throw d.wrong("channels", "expected RGB, BGR or GREY, got " + channels);
        }
        double[] mean = d.numbers("mean");
        int count = channels.equals("GREY") ? 1 : 3;
        if (mean.length != count) {
            throw d.wrong("mean", "expected a list of " + count + ", one for each channel of " + channels);
        }
        return new ModelInput(alignment, (int) size, layout.equals("NCHW"), channels, mean, d.number("scale"));
    }

    long[] shape() {
        long c = mean.length;
        return channelsFirst ? new long[] {1, c, size, size} : new long[] {1, size, size, c};
    }

    /** The input tensor for a face, row-major. */
    float[] tensor(FaceImage face) {
        Crop crop = alignment.crop(face, size);
        float[][] planes = switch (channels) {
            case "RGB" -> crop.planes();
            case "BGR" -> new float[][] {crop.planes()[2], crop.planes()[1], crop.planes()[0]};
            default -> new float[][] {crop.grey()};
        };
        int n = size * size, count = planes.length;
        float[] tensor = new float[count * n];
        for (int c = 0; c < count; c++) {
            for (int i = 0; i < n; i++) {
                tensor[channelsFirst ? c * n + i : i * count + c] = (float) ((planes[c][i] - mean[c]) * scale);
            }
        }
        return tensor;
    }
}
