package org.guise.dicom.series;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guise.dicom.codec.PixelFormat;
import org.guise.dicom.codec.PixelReader;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.DicomFile;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Tag;
import org.guise.dicom.data.TransferSyntax;
import org.guise.dicom.data.Vr;
import org.guise.dicom.edit.HeaderProfile;
import org.guise.dicom.edit.Overlays;
import org.guise.dicom.edit.RefacedHeader;
import org.guise.dicom.edit.UidMap;

/**
 * Writes the instances of a series with their new pixels: the file as it was, but for the changed pixels, the tags that
 * {@link RefacedHeader} names, and the UIDs. What was compressed becomes explicit little endian, uncompressed.
 *
 * @param header what the headers shall say
 * @param profile what else is done to them
 * @param uids new UIDs; empty to keep the old ones
 * @param known the UIDs that are replaced where they stand in this set of files
 * @param version for the file meta information, such as GUISE_0.1.0
 */
public record SeriesWriter(
        RefacedHeader header, HeaderProfile profile, Optional<UidMap> uids, Set<String> known, String version) {
    /** Where a finished instance goes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the bytes of one file. */
        void accept(String name, byte[] file) throws IOException;
    }

    /** The UIDs of series and instances that are replaced when these series are written. */
    public static Set<String> uidsOf(List<SeriesFiles> series) {
        Set<String> all = new HashSet<>();
        for (SeriesFiles s : series) {
            all.add(s.first().seriesUid());
            s.instances().forEach(i -> all.add(i.sopInstanceUid()));
        }
        all.remove("");
        return all;
    }

    /** An instance that is not refaced, whatever it holds: as it was, but for UIDs and the header profile. */
    public byte[] copied(Instance instance) throws IOException {
        DicomFile file = DicomFile.read(instance.file());
        return finished(file, 0);
    }

    /** What is done to every header, refaced or not. */
    private byte[] finished(DicomFile file, int aboutBytes) throws IOException {
        uids.ifPresent(map -> map.apply(file.dataSet(), known));
        profile.applyTo(file);
        RefacedHeader.stamp(file, version);
        ByteArrayOutputStream out = new ByteArrayOutputStream(aboutBytes + (1 << 16));
        file.write(out);
        return out.toByteArray();
    }

    /** Writes every instance, named by its number and nothing else. */
    public void write(SeriesImage image, Sink sink) throws IOException {
        Map<Instance, List<SeriesImage.Place>> places = SeriesImage.byInstance(image.series());
        List<Instance> instances = image.series().files().instances();
        boolean numbered = instances.stream()
                        .mapToInt(Instance::instanceNumber)
                        .filter(n -> n > 0)
                        .distinct()
                        .count()
                == instances.size();
        Extremes ofSeries = ofSeries(image, places);
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get(i);
            String name = String.format(Locale.ROOT, "%05d.dcm", numbered ? instance.instanceNumber() : i + 1);
            sink.accept(name, rewritten(image, instance, places.getOrDefault(instance, List.of()), ofSeries));
        }
    }

    /** The extremes of all new pixels of a series whose headers state those of the whole series, else none. */
    private static Extremes ofSeries(SeriesImage image, Map<Instance, List<SeriesImage.Place>> places)
            throws IOException {
        Path first = image.series().files().first().file();
        DataSet header = DicomFile.readHeader(first).dataSet();
        Extremes all = Extremes.NONE;
        if (header.contains(Tag.SmallestPixelValueInSeries) || header.contains(Tag.LargestPixelValueInSeries)) {
            for (List<SeriesImage.Place> ofInstance : places.values()) {
                PixelFormat format = ofInstance.getFirst().plane().format();
                byte[] scratch = new byte[Math.toIntExact(format.bytesInAll())];
                for (SeriesImage.Place place : ofInstance) {
                    all = all.and(image.write(place, scratch));
                }
            }
        }
        return all;
    }

    private byte[] rewritten(SeriesImage image, Instance instance, List<SeriesImage.Place> places, Extremes ofSeries)
            throws IOException {
        DicomFile file = DicomFile.read(instance.file());
        DataSet set = file.dataSet();
        PixelFormat format = PixelFormat.of(set, instance.file());
        byte[] old = PixelReader.read(file, format, instance.file());
        byte[] pixels = old.clone();
        Extremes extremes = Extremes.NONE;
        for (SeriesImage.Place place : places) {
            extremes = extremes.and(image.write(place, pixels));
        }
        boolean[] changed = differing(old, pixels, format);
        if (Overlays.areInPixels(set, format.bitsStored())) {
            format.clearAbove(pixels, changed);
        }
        setPixels(file, format, pixels);
        extend(set, format, extremes, Tag.SmallestImagePixelValue, Tag.LargestImagePixelValue);
        extend(set, format, ofSeries, Tag.SmallestPixelValueInSeries, Tag.LargestPixelValueInSeries);
        Overlays.clear(set, format.rows(), format.columns(), format.frames(), changed);
        header.apply(set);
        return finished(file, pixels.length);
    }

    private static boolean[] differing(byte[] old, byte[] pixels, PixelFormat format) {
        int bytes = format.bytes();
        boolean[] differ = new boolean[pixels.length / bytes];
        for (int p = 0; p < differ.length; p++) {
            differ[p] = Arrays.mismatch(old, p * bytes, (p + 1) * bytes, pixels, p * bytes, (p + 1) * bytes) >= 0;
        }
        return differ;
    }

    /** Puts the pixels in their element; bytes that follow the last pixel of an uncompressed element stay. */
    private static void setPixels(DicomFile file, PixelFormat format, byte[] pixels) {
        Element element = file.dataSet().get(Tag.PixelData).orElseThrow();
        if (element.value() instanceof Element.Bytes b) {
            byte[] all = Arrays.copyOf(pixels, Math.max(pixels.length, b.length()));
            System.arraycopy(b.array(), b.offset() + pixels.length, all, pixels.length, all.length - pixels.length);
            file.dataSet()
                    .put(new Element(Tag.PixelData, element.vr(), new Element.Bytes(all, 0, all.length, b.reserved())));
            return;
        }
        file.setSyntax(TransferSyntax.EXPLICIT_LE);
        file.dataSet().setBytes(Tag.PixelData, format.bytes() == 1 ? Vr.OB : Vr.OW, pixels);
    }

    /** Where new values exceed what the header says of the least and largest, it is made true again. */
    private static void extend(DataSet set, PixelFormat format, Extremes e, int smallest, int largest) {
        if (e.count() == 0) {
            return;
        }
        Vr vr = format.signed() ? Vr.SS : Vr.US;
        stated(set, smallest, format)
                .filter(v -> e.least() < v)
                .ifPresent(v -> set.setNumbers(smallest, vr, e.least()));
        stated(set, largest, format).filter(v -> e.most() > v).ifPresent(v -> set.setNumbers(largest, vr, e.most()));
    }

    /** Its VR is US or SS by the pixels, which an implicit encoding does not state. */
    private static Optional<Integer> stated(DataSet set, int tag, PixelFormat format) {
        return set.get(tag)
                .filter(el -> el.length() == 2)
                .map(el -> format.signed() ? (int) (short) (int) el.numbers()[0] : (int) el.numbers()[0] & 0xFFFF);
    }
}
