package org.guise.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SampleCodecTest {
    private static byte[] encode(DataType type, double slope, double inter, float... values) {
        byte[] raw = new byte[values.length * type.bytes()];
        new SampleCodec(type, ByteOrder.BIG_ENDIAN, slope, inter).encode(values, null, raw, 0, 0, values.length);
        return raw;
    }

    private static float[] through(DataType type, double slope, double inter, float... values) {
        float[] out = new float[values.length];
        new SampleCodec(type, ByteOrder.BIG_ENDIAN, slope, inter)
                .decode(encode(type, slope, inter, values), 0, out, 0, values.length);
        return out;
    }

    @Test
    void roundsHalfToEven() {
        assertThat(through(DataType.INT16, 1, 0, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f))
                .containsExactly(0, 2, 2, 0, -2);
    }

    @Test
    void clampsToTheRangeOfEveryIntegerType() {
        for (DataType type : DataType.values()) {
            if (!type.isFloat()) {
                assertThat(through(type, 1, 0, -1e30f, 1e30f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY))
                        .as(type.name())
                        .containsExactly(
                                (float) type.min(), (float) type.max(), (float) type.min(), (float) type.max());
            }
        }
        assertThat(ByteBuffer.wrap(encode(DataType.UINT64, 1, 0, 1e30f)).getLong())
                .isEqualTo(-1L);
        assertThat(ByteBuffer.wrap(encode(DataType.INT64, 1, 0, 1e30f)).getLong())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(encode(DataType.UINT8, 1, 0, -5, 300)).containsExactly(0, 255);
    }

    @Test
    void uint64AboveTheSignedRangeKeepsItsValue() {
        assertThat(through(DataType.UINT64, 1, 0, 0x1p63f, 0x1.8p63f, 0x1p62f))
                .containsExactly(0x1p63f, 0x1.8p63f, 0x1p62f);
    }

    @Test
    void uint64RoundsToTheNearestDouble() {
        // 2^63 + 1025 lies just above the middle between the doubles 2^63 and 2^63 + 2048.
        byte[] raw = ByteBuffer.allocate(8).putLong(Long.MIN_VALUE + 1025).array();
        float[] out = new float[1];
        new SampleCodec(DataType.UINT64, ByteOrder.BIG_ENDIAN, 1, -0x1p63).decode(raw, 0, out, 0, 1);
        assertThat(out).containsExactly(2048f);
    }

    @Test
    void invertsSlopeAndIntercept() {
        assertThat(through(DataType.INT16, 0.5, -1024, -1024f, 0f, 100.5f, 3071f))
                .containsExactly(-1024f, 0f, 100.5f, 3071f);
        assertThat(ByteBuffer.wrap(encode(DataType.INT16, 0.5, -1024, 100.5f)).getShort())
                .isEqualTo((short) 2249);
        assertThat(ByteBuffer.wrap(encode(DataType.INT16, -2, 10, 4f)).getShort())
                .isEqualTo((short) 3);
    }

    @Test
    void nanStaysInFloatsAndBecomesScaledZeroInIntegers() {
        assertThat(through(DataType.FLOAT32, 2, 1, Float.NaN)[0]).isNaN();
        assertThat(through(DataType.FLOAT64, 2, 1, Float.NaN)[0]).isNaN();
        assertThat(through(DataType.INT16, 1, -1024, Float.NaN)).containsExactly(0f);
        assertThat(through(DataType.UINT8, 1, 5, Float.NaN)).containsExactly(5f);
    }

    @Test
    void float32KeepsInfinitiesAndClampsFiniteOverflow() {
        assertThat(through(DataType.FLOAT32, 1e-10, 0, 1e35f, Float.POSITIVE_INFINITY))
                .containsExactly((float) (Float.MAX_VALUE * 1e-10), Float.POSITIVE_INFINITY);
    }

    @Test
    void unscaledFloatsComeBackBitForBit() {
        float[] v = {0f, -0f, Float.MIN_VALUE, 1 / 3f, -Float.MAX_VALUE};
        assertThat(through(DataType.FLOAT32, 1, 0, v)).containsExactly(v);
        assertThat(through(DataType.FLOAT64, 1, 0, v)).containsExactly(v);
    }
}
