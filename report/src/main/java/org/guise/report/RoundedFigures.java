package org.guise.report;

import java.io.Serial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Writes a figure with six significant digits, and an array of figures, which is a curve or a point of one, compactly. */
final class RoundedFigures extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1;

    private static final MathContext SIGNIFICANT = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int DECIMALS = 5;

    RoundedFigures() {
        super("rounded figures");
        addSerializer(Double.class, new Figure());
        addSerializer(Double.TYPE, new Figure());
        addSerializer(double[].class, new Curve());
    }

    private static final class Figure extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(
                    Double.isFinite(value)
                            ? new BigDecimal(value).round(SIGNIFICANT).doubleValue()
                            : value);
        }
    }

    private static final class Curve extends ValueSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(Arrays.stream(values).mapToObj(Curve::text).collect(Collectors.joining(",", "[", "]")));
        }

        private static String text(double value) {
            return Double.isFinite(value)
                    ? new BigDecimal(value)
                            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                            .stripTrailingZeros()
                            .toPlainString()
                    : "\"" + value + "\"";
        }
    }
}
