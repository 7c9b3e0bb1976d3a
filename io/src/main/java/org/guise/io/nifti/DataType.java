package org.guise.io.nifti;

import java.util.Optional;

/** The NIfTI sample types that Guise reads and writes (nifti1.h, field {@code datatype}). */
public enum DataType {
    /** 8-bit unsigned integer. */
    UINT8(2, 1, 0, 255),
    /** 16-bit signed integer. */
    INT16(4, 2, Short.MIN_VALUE, Short.MAX_VALUE),
    /** 32-bit signed integer. */
    INT32(8, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** 32-bit IEEE float. */
    FLOAT32(16, 4, -Float.MAX_VALUE, Float.MAX_VALUE),
    /** 64-bit IEEE float. */
    FLOAT64(64, 8, -Double.MAX_VALUE, Double.MAX_VALUE),
    /** 8-bit signed integer. */
    INT8(256, 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
    /** 16-bit unsigned integer. */
    UINT16(512, 2, 0, 65535),
    /** 32-bit unsigned integer. */
    UINT32(768, 4, 0, 4294967295.0),
    /** 64-bit signed integer. */
    INT64(1024, 8, -0x1p63, 0x1p63),
    /** 64-bit unsigned integer. */
    UINT64(1280, 8, 0, 0x1p64);

    private final int code;
    private final int bytes;
    private final double min;
    private final double max;

    DataType(int code, int bytes, double min, double max) {
        this.code = code;
        this.bytes = bytes;
        this.min = min;
        this.max = max;
    }

    /** The code in the header. */
    public int code() {
        return code;
    }

    /** Bytes a sample takes. */
    public int bytes() {
        return bytes;
    }

    /** Smallest raw value (for 64-bit integers rounded to the nearest double). */
    public double min() {
        return min;
    }

    /** Largest raw value (for 64-bit integers rounded to the nearest double). */
    public double max() {
        return max;
    }

    /** Whether samples are IEEE floats, which hold NaN and infinities. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** The type with this header code, empty for those that are not read (see {@link #nameOf}). */
    public static Optional<DataType> ofCode(int code) {
        for (DataType t : values()) {
            if (t.code == code) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** The name of any NIfTI data type code, for messages. */
    static String nameOf(int code) {
        return switch (code) {
            case 0 -> "unknown";
            case 1 -> "binary";
            case 32 -> "complex64";
            case 128 -> "RGB24";
            case 1536 -> "float128";
            case 1792 -> "complex128";
            case 2048 -> "complex256";
            case 2304 -> "RGBA32";
            default ->
                ofCode(code)
                        .map(t -> t.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("undefined");
        };
    }
}
