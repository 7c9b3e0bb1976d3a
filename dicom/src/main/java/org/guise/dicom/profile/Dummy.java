package org.guise.dicom.profile;

import java.util.List;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Vr;

/** Values that stand for those taken out, valid for their VR (PS3.5 section 6.2) and the same for everybody. */
final class Dummy {
    private Dummy() {}

    /** The same attribute with a dummy value. @param explicit as the data set it stands in */
    static Element of(Element old, boolean explicit) {
        int tag = old.tag();
        Vr vr = old.vr();
        return switch (vr) {
            case AE, CS, LO, LT, SH, ST, UC, UT -> Element.of(tag, vr, "ANONYMIZED");
            case PN -> Element.of(tag, vr, "Anonymized");
            case AS -> Element.of(tag, vr, "000Y");
            case DA -> Element.of(tag, vr, "19000101");
            case DT -> Element.of(tag, vr, "19000101000000");
            case TM -> Element.of(tag, vr, "000000");
            case UR -> Element.of(tag, vr, "urn:anonymized");
            case UI -> Element.of(tag, vr, "2.25.0");
            case DS, IS, FD, FL, SL, SS, SV, UL, US, UV -> Element.of(tag, vr, 0.0);
            case AT -> Element.of(tag, vr, new byte[4]);
            case OB, OD, OF, OL, OV, OW, UN -> Element.of(tag, vr, new byte[8]);
            case SQ -> new Element(tag, vr, new Element.Sequence(List.of(new DataSet(explicit))));
        };
    }
}
