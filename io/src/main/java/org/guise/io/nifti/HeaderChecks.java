package org.guise.io.nifti;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The checks of a header's own fields, each on its own; those of the voxel-to-world map are in {@link WorldChecks}. */
final class HeaderChecks {
    /** Raw samples of one image are held in one array. */
    static final long MAX_SAMPLE_BYTES = Integer.MAX_VALUE - 8;

    private static final String DAMAGED =
            "the header is damaged or was written wrongly, convert the scan again from its source";
    private static final long MAX_OFFSET = 1L << 29;

    private static final List<Function<HeaderFields, Optional<HeaderIssue>>> ALL = List.of(
            HeaderChecks::magic,
            HeaderChecks::dimCount,
            HeaderChecks::dimSigns,
            HeaderChecks::datatype,
            HeaderChecks::bitpix,
            HeaderChecks::size,
            HeaderChecks::voxOffset,
            HeaderChecks::scaling,
            HeaderChecks::units);

    private HeaderChecks() {}

    /** All findings up to and including the first error; later checks may rely on what earlier ones found in order. */
    static List<HeaderIssue> all(HeaderFields h) {
        List<HeaderIssue> found = new java.util.ArrayList<>();
        for (var check : ALL) {
            Optional<HeaderIssue> issue = check.apply(h);
            issue.ifPresent(found::add);
            if (issue.filter(i -> i.level() == HeaderIssue.Level.ERROR).isPresent()) {
                break;
            }
        }
        return found;
    }

    /** The magic fits the version: n+1, ni1, n+2 or ni2. */
    static Optional<HeaderIssue> magic(HeaderFields h) {
        if (Stream.of("n+", "ni").anyMatch(m -> h.magic().equals(m + h.version()))) {
            return Optional.empty();
        }
        String got = h.magic().replaceAll("[^ -~]", "?");
        if (h.magic().isEmpty() && h.version() == 1) {
            return error(
                    "the magic at byte 344 is empty, expected \"n+1\" or \"ni1\"",
                    "this looks like an ANALYZE 7.5 header, which does not say left from right, convert it to NIfTI first");
        }
        return error(
                "the magic is \"" + got + "\", expected \"n+" + h.version() + "\" or \"ni" + h.version() + "\"",
                DAMAGED);
    }

    /** dim[0] is 1..7. */
    static Optional<HeaderIssue> dimCount(HeaderFields h) {
        long n = h.dim()[0];
        return n >= 1 && n <= 7 ? Optional.empty() : error("dim[0] is " + n + ", expected 1..7", DAMAGED);
    }

    /** dim[1..dim[0]] are positive. */
    static Optional<HeaderIssue> dimSigns(HeaderFields h) {
        for (int i = 1; i <= h.dim()[0]; i++) {
            if (h.dim()[i] < 1) {
                return error("dim[" + i + "] is " + h.dim()[i] + ", expected at least 1", DAMAGED);
            }
        }
        return Optional.empty();
    }

    /** The sample type is one that is read. */
    static Optional<HeaderIssue> datatype(HeaderFields h) {
        if (DataType.ofCode(h.datatype()).isPresent()) {
            return Optional.empty();
        }
        String remedy = switch (h.datatype()) {
            case 32, 1792, 2048 -> "split it into magnitude and phase images first";
            case 128, 2304 -> "colour pictures are not scans, use the scan that it was made from";
            case 1536 -> "convert it to float64 first";
            case 1 -> "convert it to uint8 first";
            default -> DAMAGED;
        };
        return error(
                "samples are " + DataType.nameOf(h.datatype()) + " (datatype " + h.datatype()
                        + "), expected 8- to 64-bit integers or 32- or 64-bit floats",
                remedy);
    }

    /** bitpix agrees with datatype; the datatype is believed. */
    static Optional<HeaderIssue> bitpix(HeaderFields h) {
        int want = DataType.ofCode(h.datatype()).orElseThrow().bytes() * 8;
        return h.bitpix() == want
                ? Optional.empty()
                : Optional.of(HeaderIssue.warning(
                        "bitpix is " + h.bitpix() + ", expected " + want + " for " + DataType.nameOf(h.datatype()),
                        "the datatype is believed"));
    }

    /** All samples together fit one array. */
    static Optional<HeaderIssue> size(HeaderFields h) {
        long bytes = DataType.ofCode(h.datatype()).orElseThrow().bytes();
        for (int i = 1; i <= h.dim()[0]; i++) {
            if (bytes > MAX_SAMPLE_BYTES / h.dim()[i]) {
                return error(
                        "dimensions " + h.dimText() + " of " + DataType.nameOf(h.datatype())
                                + " need more than 2 GiB of samples, expected less",
                        "split a long series into parts, or check the header if the scan is not that large");
            }
            bytes *= h.dim()[i];
        }
        return Optional.empty();
    }

    /** vox_offset is a whole number behind the header (single file) or not negative (pair). */
    static Optional<HeaderIssue> voxOffset(HeaderFields h) {
        int least = h.pair() ? 0 : h.size();
        if (!(h.voxOffset() >= least && h.voxOffset() <= MAX_OFFSET) || h.voxOffset() != Math.rint(h.voxOffset())) {
            return error(
                    "vox_offset is " + number(h.voxOffset()) + ", expected a whole number from " + least + " to "
                            + MAX_OFFSET,
                    DAMAGED);
        }
        return Optional.empty();
    }

    /** scl_slope and scl_inter are finite; otherwise the samples are taken unscaled, as nifti1.h says for slope 0. */
    static Optional<HeaderIssue> scaling(HeaderFields h) {
        if (Double.isFinite(h.slope()) && (h.slope() == 0 || Double.isFinite(h.intercept()))) {
            return Optional.empty();
        }
        return Optional.of(HeaderIssue.warning(
                "scl_slope is " + number(h.slope()) + " and scl_inter " + number(h.intercept())
                        + ", expected finite numbers",
                "the samples are taken as they are"));
    }

    /** The spatial unit is millimetres or not stated. */
    static Optional<HeaderIssue> units(HeaderFields h) {
        int unit = h.units() & 7;
        if (unit == 0 || unit == 2) {
            return Optional.empty();
        }
        String name = unit == 1 ? "metres" : unit == 3 ? "micrometres" : "an unknown unit (code " + unit + ")";
        return Optional.of(HeaderIssue.warning(
                "xyzt_units says " + name + ", expected millimetres", "the numbers are taken as millimetres"));
    }

    static String number(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }

    private static Optional<HeaderIssue> error(String problem, String remedy) {
        return Optional.of(HeaderIssue.error(problem, remedy));
    }
}
