package org.guise.dicom.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guise.dicom.codec.PixelFormat;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Tag;
import org.guise.io.file.InputException;

/** Reads where the frames of an image lie: from the image itself, or the functional groups of an enhanced one. */
final class PlaneReader {
    private static final int[] FRAME_TYPES = {
        Tag.MRImageFrameTypeSequence, Tag.CTImageFrameTypeSequence, Tag.PETFrameTypeSequence
    };

    private PlaneReader() {}

    static List<Plane> read(DataSet image, Instance instance) throws InputException {
        PixelFormat format = PixelFormat.of(image, instance.file());
        List<DataSet> perFrame = image.items(Tag.PerFrameFunctionalGroupsSequence);
        if (perFrame.isEmpty()) {
            if (image.integer(Tag.NumberOfFrames).orElse(1) > 1) {
                throw new InputException(
                        instance.file(), "several frames whose places in space are not given", "leave it out");
            }
            return List.of(classic(image, format, instance));
        }
        int frames = image.integer(Tag.NumberOfFrames).orElse(1);
        if (perFrame.size() != frames) {
            throw new InputException(
                    instance.file(),
                    frames + " frames, but functional groups for " + perFrame.size(),
                    "the file is damaged, export it again");
        }
        Groups shared = new Groups(image.item(Tag.SharedFunctionalGroupsSequence));
        List<Plane> planes = new ArrayList<>();
        for (int f = 0; f < perFrame.size(); f++) {
            planes.add(enhanced(new Groups(Optional.of(perFrame.get(f))), shared, format, instance, f));
        }
        return planes;
    }

    private static Plane classic(DataSet image, PixelFormat format, Instance instance) throws InputException {
        String kind = String.join("/", image.strings(Tag.ImageType)) + "|"
                + image.number(Tag.EchoTime).orElse(0) + "|"
                + image.number(Tag.DiffusionBValue).orElse(0);
        return plane(
                instance,
                0,
                format,
                image.numbers(Tag.ImagePositionPatient),
                image.numbers(Tag.ImageOrientationPatient),
                image.numbers(Tag.PixelSpacing),
                image.number(Tag.RescaleSlope).orElse(1),
                image.number(Tag.RescaleIntercept).orElse(0),
                kind,
                image.integer(Tag.TemporalPositionIdentifier).orElse(0),
                image.integer(Tag.AcquisitionNumber).orElse(0));
    }

    private static Plane enhanced(Groups own, Groups shared, PixelFormat format, Instance instance, int frame)
            throws InputException {
        StringBuilder kind = new StringBuilder();
        for (int type : FRAME_TYPES) {
            kind.append(String.join("/", group(own, shared, type).strings(Tag.FrameType)));
        }
        DataSet content = own.group(Tag.FrameContentSequence);
        kind.append('|')
                .append(group(own, shared, Tag.MREchoSequence)
                        .number(Tag.EffectiveEchoTime)
                        .orElse(0));
        kind.append('|')
                .append(group(own, shared, Tag.MRDiffusionSequence)
                        .number(Tag.DiffusionBValue)
                        .orElse(0));
        kind.append('|').append(content.string(Tag.StackID).orElse(""));
        DataSet values = group(own, shared, Tag.PixelValueTransformationSequence);
        return plane(
                instance,
                frame,
                format,
                group(own, shared, Tag.PlanePositionSequence).numbers(Tag.ImagePositionPatient),
                group(own, shared, Tag.PlaneOrientationSequence).numbers(Tag.ImageOrientationPatient),
                group(own, shared, Tag.PixelMeasuresSequence).numbers(Tag.PixelSpacing),
                values.number(Tag.RescaleSlope).orElse(1),
                values.number(Tag.RescaleIntercept).orElse(0),
                kind.toString(),
                content.integer(Tag.TemporalPositionIndex).orElse(0),
                content.integer(Tag.FrameAcquisitionNumber).orElse(0));
    }

    private static DataSet group(Groups own, Groups shared, int tag) {
        return own.has(tag) ? own.group(tag) : shared.group(tag);
    }

    private static Plane plane(
            Instance instance,
            int frame,
            PixelFormat format,
            double[] position,
            double[] orientation,
            double[] spacing,
            double slope,
            double intercept,
            String kind,
            int time,
            int acquisition)
            throws InputException {
        check(instance, position, 3, "position (0020,0032)");
        check(instance, orientation, 6, "orientation (0020,0037)");
        check(instance, spacing, 2, "pixel spacing (0028,0030)");
        double[] across = unit(orientation[0], orientation[1], orientation[2]);
        double[] down = unit(orientation[3], orientation[4], orientation[5]);
        double skew = across[0] * down[0] + across[1] * down[1] + across[2] * down[2];
        if (!(Math.abs(skew) < 0.01) || !(spacing[0] > 0) || !(spacing[1] > 0)) {
            throw new InputException(
                    instance.file(),
                    "rows and columns are not at right angles, or the pixel spacing is not above 0",
                    "the header is damaged, export the series again");
        }
        if (slope == 0) {
            throw new InputException(
                    instance.file(),
                    "the rescale slope (0028,1053) is 0",
                    "the header is damaged, export the series again");
        }
        return new Plane(
                instance,
                frame,
                format,
                position,
                across,
                down,
                spacing[0],
                spacing[1],
                slope,
                intercept,
                kind,
                time,
                acquisition);
    }

    private static void check(Instance instance, double[] numbers, int count, String what) throws InputException {
        boolean good = numbers.length == count;
        for (double n : numbers) {
            good &= Double.isFinite(n);
        }
        if (!good) {
            throw new InputException(
                    instance.file(),
                    "its " + what + " is missing or damaged",
                    "export the series again, or leave it out");
        }
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    /** The first items of the sequences of a functional group; empty data sets where there are none. */
    private record Groups(Optional<DataSet> item) {
        private static final DataSet NONE = new DataSet(true);

        boolean has(int tag) {
            return item.flatMap(i -> i.item(tag)).isPresent();
        }

        DataSet group(int tag) {
            return item.flatMap(i -> i.item(tag)).orElse(NONE);
        }
    }
}
