package org.guise.dicom.data;

/**
 * How a data set and its pixels are encoded (PS3.5 annex A).
 *
 * @param uid as in (0002,0010)
 * @param explicit whether elements state their VR
 * @param bigEndian whether numbers are big endian
 * @param deflated whether the data set is compressed as a whole
 * @param encapsulated whether the pixels are compressed
 */
public record TransferSyntax(String uid, boolean explicit, boolean bigEndian, boolean deflated, boolean encapsulated) {
    /** Implicit VR little endian, the default. */
    public static final TransferSyntax IMPLICIT_LE =
            new TransferSyntax("1.2.840.10008.1.2", false, false, false, false);
    /** Explicit VR little endian. */
    public static final TransferSyntax EXPLICIT_LE =
            new TransferSyntax("1.2.840.10008.1.2.1", true, false, false, false);
    /** Deflated explicit VR little endian. */
    public static final TransferSyntax DEFLATED =
            new TransferSyntax("1.2.840.10008.1.2.1.99", true, false, true, false);
    /** Explicit VR big endian, retired; it is read only. */
    public static final TransferSyntax EXPLICIT_BE =
            new TransferSyntax("1.2.840.10008.1.2.2", true, true, false, false);

    /** The syntax of this UID; one that is not known is taken as compressed pixels in explicit little endian, as all are. */
    public static TransferSyntax of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2" -> IMPLICIT_LE;
            case "1.2.840.10008.1.2.1" -> EXPLICIT_LE;
            case "1.2.840.10008.1.2.1.99" -> DEFLATED;
            case "1.2.840.10008.1.2.2" -> EXPLICIT_BE;
            default -> new TransferSyntax(uid, true, false, false, true);
        };
    }
}
