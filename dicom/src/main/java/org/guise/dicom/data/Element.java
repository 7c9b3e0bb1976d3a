package org.guise.dicom.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One data element (PS3.5 section 7.1). Immutable but for the items of a sequence.
 *
 * @param tag group and element number, 0xggggeeee
 * @param vr as the file gives it, or for implicit encodings as the dictionary does
 * @param value its value
 */
public record Element(int tag, Vr vr, Value value) {
    /** What an element holds. */
    public sealed interface Value permits Bytes, Sequence, Fragments {}

    /**
     * A value of plain bytes, little endian: a part of an array that is shared and must not be modified.
     *
     * @param reserved the two bytes between VR and a 32-bit length as the file had them
     */
    public record Bytes(byte[] array, int offset, int length, int reserved) implements Value {
        /** All of {@code array}. */
        public Bytes(byte[] array) {
            this(array, 0, array.length, 0);
        }

        /** A copy of the bytes. */
        public byte[] copy() {
            return Arrays.copyOfRange(array, offset, offset + length);
        }
    }

    /**
     * Nested data sets.
     *
     * @param items the items; shared
     * @param undefinedLength whether the sequence ends by a delimiter instead of stating its length
     */
    public record Sequence(List<DataSet> items, boolean undefinedLength) implements Value {
        /** A sequence whose length is stated. */
        public Sequence(List<DataSet> items) {
            this(new ArrayList<>(items), false);
        }
    }

    /**
     * Encapsulated pixel data (PS3.5 section A.4).
     *
     * @param parts the basic offset table, then the fragments
     */
    public record Fragments(List<Bytes> parts) implements Value {
        /** Keeps a copy of the list. */
        public Fragments {
            parts = List.copyOf(parts);
        }
    }

    /** An element of the given bytes, a zero byte or space added where their number is odd. The array is not copied. */
    public static Element of(int tag, Vr vr, byte[] value) {
        byte[] even = value;
        if (value.length % 2 != 0) {
            even = Arrays.copyOf(value, value.length + 1);
            even[value.length] = vr.pad();
        }
        if (!vr.longForm() && even.length > 0xFFFE) {
            throw new IllegalArgumentException(
                    Tag.text(tag) + ": " + even.length + " bytes do not fit VR " + vr + ", which holds 65534");
        }
        return new Element(tag, vr, new Bytes(even));
    }

    /** An element of text; several values are joined by backslashes. Characters above 255 are not allowed. */
    public static Element of(int tag, Vr vr, String... values) {
        return of(tag, vr, String.join("\\", values).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** An element of numbers, text or binary as {@code vr} wants them. */
    public static Element of(int tag, Vr vr, double... values) {
        return Numbers.element(tag, vr, values);
    }

    /** The bytes of a plain value, a copy; empty for sequences and fragments. */
    public byte[] bytes() {
        return value instanceof Bytes b ? b.copy() : new byte[0];
    }

    /** Number of bytes of a plain value; 0 for sequences and fragments. */
    public int length() {
        return value instanceof Bytes b ? b.length() : 0;
    }

    /** The items of a sequence; none for other values. The items are shared, the list cannot be modified. */
    public List<DataSet> items() {
        return value instanceof Sequence s ? java.util.Collections.unmodifiableList(s.items()) : List.of();
    }

    /**
     * The values of a text, each byte one character (ISO 8859-1, so that no byte is lost), without the spaces and zero
     * bytes that pad them; none for other VRs and for empty values.
     */
    public List<String> strings() {
        if (!(value instanceof Bytes b) || !vr.isText()) {
            return List.of();
        }
        String all = new String(b.array(), b.offset(), b.length(), StandardCharsets.ISO_8859_1);
        if (all.isBlank() || all.chars().allMatch(c -> c == 0)) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String part : vr.isSplit() ? all.split("\\\\", -1) : new String[] {all}) {
            parts.add(trim(part));
        }
        return parts;
    }

    /** The numbers of a DS, IS or binary value; what is no number is NaN. Empty for other VRs. */
    public double[] numbers() {
        return value instanceof Bytes b ? Numbers.of(vr, b, strings()) : new double[0];
    }

    private static String trim(String text) {
        int a = 0, b = text.length();
        while (b > a && (text.charAt(b - 1) == ' ' || text.charAt(b - 1) == 0)) {
            b--;
        }
        while (a < b && text.charAt(a) == ' ') {
            a++;
        }
        return text.substring(a, b);
    }
}
