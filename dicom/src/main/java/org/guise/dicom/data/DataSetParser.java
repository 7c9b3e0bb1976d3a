package org.guise.dicom.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guise.io.file.InputException;

/**
 * Parses data sets (PS3.5 section 7) out of an array. It never allocates more than the array holds: values are parts of
 * it, and the number of elements and the depth of nesting are bounded. Big-endian numbers are turned round in the array.
 */
final class DataSetParser {
    private static final int UNDEFINED = -1;
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 4_000_000;

    private final Path file;
    private final byte[] data;
    private final int end;
    private boolean bigEndian;
    private int pos;
    private int elements;
    private int stopAt;
    private boolean stops;

    /**
     * A parser.
     *
     * @param file for the sentences
     * @param data the bytes, modified where they are big endian
     */
    DataSetParser(Path file, byte[] data, int start, int end, boolean bigEndian) {
        this.file = file;
        this.data = data;
        this.pos = start;
        this.end = end;
        this.bigEndian = bigEndian;
    }

    /** Where the next byte is read. */
    int position() {
        return pos;
    }

    /** Stop before this tag at the outermost level. */
    void stopAt(int tag) {
        stops = true;
        stopAt = tag;
    }

    /** The elements of one group, in explicit encoding: the file meta information. */
    DataSet readGroup(int group) throws InputException {
        DataSet set = new DataSet(true);
        while (end - pos >= 8 && u16(pos) == group) {
            add(set, readElement(true, 0));
        }
        return set;
    }

    /** All elements up to the end; zeros that fill up the file are left. */
    DataSet readAll(boolean explicit) throws InputException {
        DataSet set = new DataSet(explicit);
        while (pos < end) {
            if (end - pos < 8 || (u16(pos) == 0 && u16(pos + 2) == 0)) {
                if (restIsZero()) {
                    break;
                }
                need(8, "an element");
            }
            if (stops && Integer.compareUnsigned(tag(pos), stopAt) >= 0) {
                break;
            }
            add(set, readElement(explicit, 0));
        }
        return set;
    }

    private void add(DataSet set, Element element) throws InputException {
        boolean ascending =
                set.size() == 0 || Integer.compareUnsigned(set.last().tag(), element.tag()) < 0;
        if (!ascending && set.contains(element.tag())) {
            throw broken("the element " + Tag.text(element.tag()) + " occurs twice in one data set");
        }
        set.append(element);
    }

    private Element readElement(boolean explicit, int depth) throws InputException {
        need(8, "an element");
        if (++elements > MOST_ELEMENTS) {
            throw broken("more than " + MOST_ELEMENTS + " elements");
        }
        int tag = tag(pos);
        if (Tag.group(tag) == 0xFFFE) {
            throw broken("a delimiter " + Tag.text(tag) + " where an element should be");
        }
        Vr vr;
        int reserved = 0;
        int length;
        if (explicit) {
            vr = explicitVr(tag);
            if (vr.longForm()) {
                need(12, Tag.text(tag));
                reserved = (data[pos + 6] & 0xFF) << 8 | data[pos + 7] & 0xFF;
                length = i32(pos + 8);
                pos += 12;
            } else {
                length = u16(pos + 6);
                pos += 8;
            }
        } else {
            vr = Dictionary.vr(tag);
            length = i32(pos + 4);
            pos += 8;
        }
        return new Element(
                tag, length == UNDEFINED && !explicit ? Vr.SQ : vr, value(tag, vr, length, reserved, explicit, depth));
    }

    private Vr explicitVr(int tag) throws InputException {
        Optional<Vr> vr = Vr.of(data[pos + 4], data[pos + 5]);
        if (vr.isEmpty()) {
            throw broken("the element " + Tag.text(tag) + " has no value representation of DICOM (got bytes "
                    + (data[pos + 4] & 0xFF) + " and " + (data[pos + 5] & 0xFF) + ")");
        }
        return vr.get();
    }

    private Element.Value value(int tag, Vr vr, int length, int reserved, boolean explicit, int depth)
            throws InputException {
        if (length == UNDEFINED) {
            if (tag == Tag.PixelData && explicit && vr != Vr.SQ) {
                return fragments();
            }
            if (explicit && vr != Vr.SQ && vr != Vr.UN) {
                throw broken("the element " + Tag.text(tag) + " of VR " + vr + " has no length");
            }
            // PS3.5 section 6.2.2, note: what is UN of undefined length is encoded in implicit VR little endian
            if (explicit && vr == Vr.UN) {
                boolean order = bigEndian;
                bigEndian = false;
                Element.Value items = sequence(tag, end, true, false, depth);
                bigEndian = order;
                return items;
            }
            return sequence(tag, end, true, explicit, depth);
        }
        if (length < 0 || length > end - pos) {
            throw truncated(Tag.text(tag), Integer.toUnsignedLong(length), end - pos);
        }
        if (vr == Vr.SQ) {
            return sequence(tag, pos + length, false, explicit, depth);
        }
        if (bigEndian) {
            swap(pos, length, vr.unit());
        }
        Element.Bytes bytes = new Element.Bytes(data, pos, length, reserved);
        pos += length;
        return bytes;
    }

    private Element.Sequence sequence(int tag, int stop, boolean delimited, boolean explicit, int depth)
            throws InputException {
        if (depth >= DEEPEST) {
            throw broken("sequences are nested more than " + DEEPEST + " deep");
        }
        List<DataSet> items = new ArrayList<>(1);
        while (delimited || pos < stop) {
            need(8, "an item of " + Tag.text(tag));
            int mark = tag(pos);
            int length = i32(pos + 4);
            if (delimited && mark == Tag.SequenceDelimitation) {
                pos += 8;
                return new Element.Sequence(items, true);
            }
            if (mark != Tag.Item) {
                throw broken("the sequence " + Tag.text(tag) + " holds " + Tag.text(mark) + " where an item should be");
            }
            if (++elements > MOST_ELEMENTS) {
                throw broken("more than " + MOST_ELEMENTS + " elements");
            }
            pos += 8;
            if (length != UNDEFINED && (length < 0 || length > stop - pos)) {
                throw truncated("an item of " + Tag.text(tag), Integer.toUnsignedLong(length), stop - pos);
            }
            items.add(item(tag, length == UNDEFINED ? stop : pos + length, length == UNDEFINED, explicit, depth + 1));
        }
        return new Element.Sequence(items, false);
    }

    private DataSet item(int tag, int stop, boolean delimited, boolean explicit, int depth) throws InputException {
        DataSet item = new DataSet(explicit, delimited);
        while (delimited || pos < stop) {
            need(8, "an item of " + Tag.text(tag));
            if (delimited && tag(pos) == Tag.ItemDelimitation) {
                pos += 8;
                return item;
            }
            add(item, readElement(explicit, depth));
            if (pos > stop) {
                throw broken("an element reaches out of its item of " + Tag.text(tag));
            }
        }
        return item;
    }

    private Element.Fragments fragments() throws InputException {
        List<Element.Bytes> parts = new ArrayList<>();
        while (true) {
            need(8, "the compressed pixels");
            int mark = tag(pos);
            int length = i32(pos + 4);
            pos += 8;
            if (mark == Tag.SequenceDelimitation) {
                return new Element.Fragments(parts);
            }
            if (mark != Tag.Item) {
                throw broken("the compressed pixels hold " + Tag.text(mark) + " where a fragment should be");
            }
            if (length < 0 || length > end - pos) {
                throw truncated("a fragment of the pixels", Integer.toUnsignedLong(length), end - pos);
            }
            parts.add(new Element.Bytes(data, pos, length, 0));
            pos += length;
        }
    }

    private void swap(int from, int length, int unit) {
        for (int i = from; unit > 1 && i + unit <= from + length; i += unit) {
            for (int a = i, b = i + unit - 1; a < b; a++, b--) {
                byte t = data[a];
                data[a] = data[b];
                data[b] = t;
            }
        }
    }

    private boolean restIsZero() {
        for (int i = pos; i < end; i++) {
            if (data[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void need(int bytes, String what) throws InputException {
        if (end - pos < bytes) {
            throw truncated(what, bytes, end - pos);
        }
    }

    private InputException truncated(String what, long wanted, int left) {
        return new InputException(
                file,
                what + " needs " + wanted + " bytes and " + left + " are left (at byte " + pos + ")",
                "the file is truncated or damaged, copy it again");
    }

    private InputException broken(String problem) {
        return new InputException(
                file, problem + " (at byte " + pos + ")", "the file is damaged or no DICOM file, export it again");
    }

    private int tag(int at) {
        return u16(at) << 16 | u16(at + 2);
    }

    private int u16(int at) {
        int a = data[at] & 0xFF, b = data[at + 1] & 0xFF;
        return bigEndian ? a << 8 | b : b << 8 | a;
    }

    private int i32(int at) {
        int first = u16(at), second = u16(at + 2);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }
}
