package org.guise.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Converts between raw samples and scaled floats: scaled = slope · raw + intercept in double precision, then rounded to
 * float. Encoding inverts it, rounds half to even and clamps to the type's range. NaN stays NaN in float types and
 * becomes the raw value nearest to scaled 0 in integer types. Immutable and thread-safe.
 */
final class SampleCodec {
    private final DataType type;
    private final ByteOrder order;
    private final double slope;
    private final double intercept;
    /** The intercept, with −0 for 0: x + (−0) is x for every x, while −0 + 0 would lose its sign. */
    private final double added;

    SampleCodec(NiftiHeader header) {
        this(header.type(), header.order(), header.slope(), header.intercept());
    }

    SampleCodec(DataType type, ByteOrder order, double slope, double intercept) {
        this.type = type;
        this.order = order;
        this.slope = slope;
        this.intercept = intercept;
        this.added = intercept == 0 ? -0.0 : intercept;
    }

    /** Scaled values of {@code n} samples that start at byte {@code at} of {@code raw}, into {@code out[outAt..]}. */
    void decode(byte[] raw, int at, float[] out, int outAt, int n) {
        ByteBuffer b = ByteBuffer.wrap(raw, at, n * type.bytes()).slice().order(order);
        switch (type) {
            case UINT8 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(raw[at + i] & 0xff);
                }
            }
            case INT8 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(raw[at + i]);
                }
            }
            case INT16 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getShort(2 * i));
                }
            }
            case UINT16 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getShort(2 * i) & 0xffff);
                }
            }
            case INT32 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getInt(4 * i));
                }
            }
            case UINT32 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getInt(4 * i) & 0xffffffffL);
                }
            }
            case INT64 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getLong(8 * i));
                }
            }
            case UINT64 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(unsigned(b.getLong(8 * i)));
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getFloat(4 * i));
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < n; i++) {
                    out[outAt + i] = scaled(b.getDouble(8 * i));
                }
            }
        }
    }

    /** Writes the scaled values where {@code mask} is not 0 (everywhere if null) over samples {@code from..to-1}. */
    void encode(float[] values, byte[] mask, byte[] raw, int frameAt, int from, int to) {
        ByteBuffer b = ByteBuffer.wrap(raw).order(order);
        for (int i = from; i < to; i++) {
            if (mask == null || mask[i] != 0) {
                put(b, frameAt + i * type.bytes(), (values[i] - intercept) / slope);
            }
        }
    }

    private void put(ByteBuffer b, int at, double v) {
        if (type == DataType.FLOAT64) {
            b.putDouble(at, v);
            return;
        }
        if (type == DataType.FLOAT32) {
            // An infinity that the caller gave stays; a finite value too large for the type is clamped.
            b.putFloat(at, (float) (Double.isInfinite(v) ? v : Math.clamp(v, type.min(), type.max())));
            return;
        }
        double whole = Math.rint(Double.isNaN(v) ? -intercept / slope : v);
        double r = Math.clamp(whole, type.min(), type.max());
        switch (type) {
            case UINT8, INT8 -> b.put(at, (byte) (int) r);
            case INT16, UINT16 -> b.putShort(at, (short) (int) r);
            case INT32, UINT32 -> b.putInt(at, (int) (long) r);
            case INT64 -> b.putLong(at, (long) r);
            case UINT64 ->
                b.putLong(at, r < 0x1p63 ? (long) r : r >= 0x1p64 ? -1L : (long) (r - 0x1p63) ^ Long.MIN_VALUE);
            default -> throw new IllegalStateException(type.name());
        }
    }

    private float scaled(double raw) {
        return (float) (slope * raw + added);
    }

    private static double unsigned(long v) {
        // Halving with a sticky lowest bit rounds correctly to double.
        return v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
    }
}
