package org.guise.dicom.data;

import java.util.Locale;

/** Tags as integers 0xggggeeee, and those of the attributes that Guise reads or writes, by their keyword in PS3.6. */
public final class Tag {
    public static final int FileMetaInformationGroupLength = 0x00020000;
    public static final int FileMetaInformationVersion = 0x00020001;
    public static final int MediaStorageSOPClassUID = 0x00020002;
    public static final int MediaStorageSOPInstanceUID = 0x00020003;
    public static final int TransferSyntaxUID = 0x00020010;
    public static final int ImplementationClassUID = 0x00020012;
    public static final int ImplementationVersionName = 0x00020013;
    public static final int SourceApplicationEntityTitle = 0x00020016;

    public static final int SpecificCharacterSet = 0x00080005;
    public static final int ImageType = 0x00080008;
    public static final int SOPClassUID = 0x00080016;
    public static final int SOPInstanceUID = 0x00080018;
    public static final int Modality = 0x00080060;
    public static final int ConversionType = 0x00080064;
    public static final int Manufacturer = 0x00080070;
    public static final int CodeValue = 0x00080100;
    public static final int CodingSchemeDesignator = 0x00080102;
    public static final int CodeMeaning = 0x00080104;
    public static final int SeriesDescription = 0x0008103E;
    public static final int ReferencedSOPClassUID = 0x00081150;
    public static final int ReferencedSOPInstanceUID = 0x00081155;
    public static final int DerivationDescription = 0x00082111;
    public static final int SourceImageSequence = 0x00082112;
    public static final int FrameType = 0x00089007;
    public static final int IconImageSequence = 0x00880200;

    public static final int PatientName = 0x00100010;
    public static final int PatientID = 0x00100020;
    public static final int DeidentificationMethod = 0x00120063;
    public static final int DeidentificationMethodCodeSequence = 0x00120064;

    public static final int ScanningSequence = 0x00180020;
    public static final int MRAcquisitionType = 0x00180023;
    public static final int SliceThickness = 0x00180050;
    public static final int EchoTime = 0x00180081;
    public static final int EchoNumbers = 0x00180086;
    public static final int SpacingBetweenSlices = 0x00180088;
    public static final int GantryDetectorTilt = 0x00181120;
    public static final int DiffusionBValue = 0x00189087;
    public static final int EffectiveEchoTime = 0x00189082;

    public static final int StudyInstanceUID = 0x0020000D;
    public static final int SeriesInstanceUID = 0x0020000E;
    public static final int SeriesNumber = 0x00200011;
    public static final int AcquisitionNumber = 0x00200012;
    public static final int InstanceNumber = 0x00200013;
    public static final int ImagePositionPatient = 0x00200032;
    public static final int ImageOrientationPatient = 0x00200037;
    public static final int FrameOfReferenceUID = 0x00200052;
    public static final int TemporalPositionIdentifier = 0x00200100;
    public static final int StackID = 0x00209056;
    public static final int InStackPositionNumber = 0x00209057;
    public static final int FrameAcquisitionNumber = 0x00209156;
    public static final int FrameContentSequence = 0x00209111;
    public static final int PlanePositionSequence = 0x00209113;
    public static final int PlaneOrientationSequence = 0x00209116;
    public static final int TemporalPositionIndex = 0x00209128;
    public static final int DimensionIndexValues = 0x00209157;
    public static final int DimensionIndexSequence = 0x00209222;
    public static final int DimensionIndexPointer = 0x00209165;

    public static final int SamplesPerPixel = 0x00280002;
    public static final int PhotometricInterpretation = 0x00280004;
    public static final int PlanarConfiguration = 0x00280006;
    public static final int NumberOfFrames = 0x00280008;
    public static final int Rows = 0x00280010;
    public static final int Columns = 0x00280011;
    public static final int PixelSpacing = 0x00280030;
    public static final int BitsAllocated = 0x00280100;
    public static final int BitsStored = 0x00280101;
    public static final int HighBit = 0x00280102;
    public static final int PixelRepresentation = 0x00280103;
    public static final int SmallestImagePixelValue = 0x00280106;
    public static final int LargestImagePixelValue = 0x00280107;
    public static final int SmallestPixelValueInSeries = 0x00280108;
    public static final int LargestPixelValueInSeries = 0x00280109;
    public static final int PixelPaddingValue = 0x00280120;
    public static final int PixelPaddingRangeLimit = 0x00280121;
    public static final int RecognizableVisualFeatures = 0x00280302;
    public static final int BurnedInAnnotation = 0x00280301;
    public static final int RescaleIntercept = 0x00281052;
    public static final int RescaleSlope = 0x00281053;
    public static final int LossyImageCompression = 0x00282110;
    public static final int PixelMeasuresSequence = 0x00289110;
    public static final int PixelValueTransformationSequence = 0x00289145;

    public static final int CTImageFrameTypeSequence = 0x00189329;
    public static final int PETFrameTypeSequence = 0x00189751;
    public static final int MREchoSequence = 0x00189114;
    public static final int MRDiffusionSequence = 0x00189117;
    public static final int MRImageFrameTypeSequence = 0x00189226;
    public static final int SharedFunctionalGroupsSequence = 0x52009229;
    public static final int PerFrameFunctionalGroupsSequence = 0x52009230;
    public static final int FloatPixelData = 0x7FE00008;
    public static final int DoubleFloatPixelData = 0x7FE00009;
    public static final int PixelData = 0x7FE00010;

    static final int Item = 0xFFFEE000;
    static final int ItemDelimitation = 0xFFFEE00D;
    static final int SequenceDelimitation = 0xFFFEE0DD;

    private Tag() {}

    /** As the standard prints it: (gggg,eeee). */
    public static String text(int tag) {
        return String.format(Locale.ROOT, "(%04x,%04x)", tag >>> 16, tag & 0xFFFF);
    }

    /** The group number. */
    public static int group(int tag) {
        return tag >>> 16;
    }

    /** Whether the group is odd (PS3.5 section 7.8). */
    public static boolean isPrivate(int tag) {
        return (tag >>> 16 & 1) != 0;
    }

    /** Whether the element reserves a block of private elements (gggg,0010-00FF). */
    public static boolean isPrivateCreator(int tag) {
        int element = tag & 0xFFFF;
        return isPrivate(tag) && element >= 0x10 && element <= 0xFF;
    }
}
