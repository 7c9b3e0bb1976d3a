package org.guise.dicom.data;

import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.Map;

/** Writes data sets, little endian (PS3.5 section 7). Group lengths (gggg,0000) are computed. */
final class DataSetEncoder {
    private static final int UNDEFINED = -1;

    private final OutputStream out;
    private final byte[] word = new byte[4];
    private final Map<Object, Integer> sizes = new IdentityHashMap<>();

    DataSetEncoder(OutputStream out) {
        this.out = out;
    }

    /** Writes all elements. */
    void write(DataSet set) throws IOException {
        for (Element e : set) {
            write(set, e);
        }
    }

    /** The bytes that all elements take. */
    int size(DataSet set) {
        Integer known = sizes.get(set);
        if (known != null) {
            return known;
        }
        int size = 0;
        for (Element e : set) {
            size = Math.addExact(size, size(e, set.isExplicit()));
        }
        sizes.put(set, size);
        return size;
    }

    private int size(Element e, boolean explicit) {
        int head = explicit && e.vr().longForm() ? 12 : 8;
        return Math.addExact(head, valueSize(e.value()));
    }

    private int valueSize(Element.Value value) {
        return switch (value) {
            case Element.Bytes b -> b.length();
            case Element.Fragments f -> {
                int size = 8;
                for (Element.Bytes part : f.parts()) {
                    size = Math.addExact(size, 8 + part.length());
                }
                yield size;
            }
            case Element.Sequence s -> {
                int size = s.undefinedLength() ? 8 : 0;
                for (DataSet item : s.items()) {
                    size = Math.addExact(size, (item.hasUndefinedLength() ? 16 : 8) + size(item));
                }
                yield size;
            }
        };
    }

    private void write(DataSet set, Element e) throws IOException {
        tag(e.tag());
        boolean undefined = e.value() instanceof Element.Fragments
                || e.value() instanceof Element.Sequence s && s.undefinedLength();
        int length = undefined ? UNDEFINED : valueSize(e.value());
        if (!set.isExplicit()) {
            i32(length);
        } else {
            out.write(e.vr().name().charAt(0));
            out.write(e.vr().name().charAt(1));
            if (e.vr().longForm()) {
                int reserved = e.value() instanceof Element.Bytes b ? b.reserved() : 0;
                out.write(reserved >>> 8);
                out.write(reserved);
                i32(length);
            } else {
                i16(length);
            }
        }
        if ((e.tag() & 0xFFFF) == 0 && e.length() == 4) {
            i32(groupLength(set, e.tag()));
            return;
        }
        switch (e.value()) {
            case Element.Bytes b -> out.write(b.array(), b.offset(), b.length());
            case Element.Fragments f -> {
                for (Element.Bytes part : f.parts()) {
                    tag(Tag.Item);
                    i32(part.length());
                    out.write(part.array(), part.offset(), part.length());
                }
                end(Tag.SequenceDelimitation);
            }
            case Element.Sequence s -> {
                for (DataSet item : s.items()) {
                    tag(Tag.Item);
                    i32(item.hasUndefinedLength() ? UNDEFINED : size(item));
                    write(item);
                    if (item.hasUndefinedLength()) {
                        end(Tag.ItemDelimitation);
                    }
                }
                if (s.undefinedLength()) {
                    end(Tag.SequenceDelimitation);
                }
            }
        }
    }

    private int groupLength(DataSet set, int tag) {
        int size = 0;
        for (Element e : set) {
            if (Tag.group(e.tag()) == Tag.group(tag) && e.tag() != tag) {
                size = Math.addExact(size, size(e, set.isExplicit()));
            }
        }
        return size;
    }

    private void end(int delimiter) throws IOException {
        tag(delimiter);
        i32(0);
    }

    private void tag(int tag) throws IOException {
        i16(tag >>> 16);
        i16(tag & 0xFFFF);
    }

    private void i16(int v) throws IOException {
        word[0] = (byte) v;
        word[1] = (byte) (v >>> 8);
        out.write(word, 0, 2);
    }

    private void i32(int v) throws IOException {
        word[0] = (byte) v;
        word[1] = (byte) (v >>> 8);
        word[2] = (byte) (v >>> 16);
        word[3] = (byte) (v >>> 24);
        out.write(word, 0, 4);
    }
}
