package org.guise.dicom.data;

import java.util.Optional;

/** The value representations of PS3.5 section 6.2. */
public enum Vr {
    /** Application entity. */
    AE,
    /** Age string. */
    AS,
    /** Attribute tag. */
    AT(2),
    /** Code string. */
    CS,
    /** Date. */
    DA,
    /** Decimal string. */
    DS,
    /** Date and time. */
    DT,
    /** Double. */
    FD(8),
    /** Float. */
    FL(4),
    /** Integer string. */
    IS,
    /** Long string. */
    LO,
    /** Long text. */
    LT,
    /** Other bytes. */
    OB(1, true),
    /** Other doubles. */
    OD(8, true),
    /** Other floats. */
    OF(4, true),
    /** Other 32-bit integers. */
    OL(4, true),
    /** Other 64-bit integers. */
    OV(8, true),
    /** Other 16-bit integers. */
    OW(2, true),
    /** Person name. */
    PN,
    /** Short string. */
    SH,
    /** Signed 32-bit integer. */
    SL(4),
    /** Sequence of items. */
    SQ(1, true),
    /** Signed 16-bit integer. */
    SS(2),
    /** Short text. */
    ST,
    /** Signed 64-bit integer. */
    SV(8, true),
    /** Time. */
    TM,
    /** Unlimited characters. */
    UC(1, true),
    /** Unique identifier. */
    UI,
    /** Unsigned 32-bit integer. */
    UL(4),
    /** Unknown. */
    UN(1, true),
    /** Universal resource identifier. */
    UR(1, true),
    /** Unsigned 16-bit integer. */
    US(2),
    /** Unlimited text. */
    UT(1, true),
    /** Unsigned 64-bit integer. */
    UV(8, true);

    private final int unit;
    private final boolean longForm;

    Vr() {
        this(1);
    }

    Vr(int unit) {
        this(unit, false);
    }

    Vr(int unit, boolean longForm) {
        this.unit = unit;
        this.longForm = longForm;
    }

    /** Bytes of one number, which a change of byte order reverses; 1 for text and bytes. */
    int unit() {
        return unit;
    }

    /** Whether explicit encodings give its length in 32 bits (PS3.5 table 7.1-1). */
    boolean longForm() {
        return longForm;
    }

    /** Whether values are text. */
    public boolean isText() {
        return switch (this) {
            case AE, AS, CS, DA, DS, DT, IS, LO, LT, PN, SH, ST, TM, UC, UI, UR, UT -> true;
            default -> false;
        };
    }

    /** Whether a backslash separates values of this text; in LT, ST, UR and UT it is a character like any other. */
    boolean isSplit() {
        return isText() && this != LT && this != ST && this != UR && this != UT;
    }

    /** The byte that makes a value of odd length even. */
    byte pad() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }

    /** The representation whose two letters these are; empty if there is none. */
    static Optional<Vr> of(byte first, byte second) {
        for (Vr vr : VALUES) {
            if (vr.name().charAt(0) == first && vr.name().charAt(1) == second) {
                return Optional.of(vr);
            }
        }
        return Optional.empty();
    }

    private static final Vr[] VALUES = values();
}
