package org.guise.dicom.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Numbers as elements hold them. */
final class Numbers {
    private static final int DS_LENGTH = 16;

    private Numbers() {}

    static double[] of(Vr vr, Element.Bytes b, List<String> strings) {
        if (vr == Vr.DS || vr == Vr.IS) {
            return strings.stream().mapToDouble(Numbers::parse).toArray();
        }
        int unit = vr.unit();
        boolean numeric = switch (vr) {
            case FD, FL, OD, OF, OL, OV, OW, SL, SS, SV, UL, US, UV -> true;
            default -> false;
        };
        if (!numeric) {
            return new double[0];
        }
        ByteBuffer in = ByteBuffer.wrap(b.array(), b.offset(), b.length()).order(ByteOrder.LITTLE_ENDIAN);
        double[] numbers = new double[b.length() / unit];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (vr) {
                case FD, OD -> in.getDouble();
                case FL, OF -> in.getFloat();
                case SL -> in.getInt();
                case UL, OL -> Integer.toUnsignedLong(in.getInt());
                case SS -> in.getShort();
                case US, OW -> Short.toUnsignedInt(in.getShort());
                default -> in.getLong();
            };
        }
        return numbers;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static Element element(int tag, Vr vr, double... values) {
        if (vr == Vr.DS || vr == Vr.IS) {
            String[] text = new String[values.length];
            for (int i = 0; i < values.length; i++) {
                text[i] = vr == Vr.IS ? Long.toString(Math.round(values[i])) : decimal(values[i]);
            }
            return Element.of(tag, vr, text);
        }
        ByteBuffer out = ByteBuffer.allocate(values.length * vr.unit()).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            switch (vr) {
                case FD, OD -> out.putDouble(v);
                case FL, OF -> out.putFloat((float) v);
                case SL, UL, OL -> out.putInt((int) Math.round(v));
                case SS, US, OW -> out.putShort((short) Math.round(v));
                case SV, UV, OV -> out.putLong(Math.round(v));
                default -> throw new IllegalArgumentException(Tag.text(tag) + ": VR " + vr + " holds no numbers");
            }
        }
        return Element.of(tag, vr, out.array());
    }

    /** At most 16 characters, as exact as they allow (PS3.5 table 6.2-1). */
    private static String decimal(double v) {
        String plain = v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
        for (int digits = 16; plain.length() > DS_LENGTH && digits > 0; digits--) {
            plain = Double.toString(
                    new BigDecimal(v).round(new MathContext(digits)).doubleValue());
        }
        return plain;
    }
}
