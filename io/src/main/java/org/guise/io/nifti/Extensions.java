package org.guise.io.nifti;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The list of header extensions (nifti1.h, "header extension"); their bytes stay within the head of the image. */
final class Extensions {
    private static final int DICOM = 2;

    private Extensions() {}

    /** Codes and sizes that can be walked; {@code malformed} if the chain breaks. */
    record Walk(List<NiftiImage.Extension> found, boolean malformed) {}

    static Walk walk(byte[] head, NiftiHeader header) {
        int size = header.version() == 1 ? HeaderFields.SIZE_1 : HeaderFields.SIZE_2;
        List<NiftiImage.Extension> found = new ArrayList<>();
        if (head.length < size + 4 || head[size] == 0) {
            return new Walk(found, false);
        }
        ByteBuffer b = ByteBuffer.wrap(head).order(header.order());
        int at = size + 4;
        while (at + 8 <= head.length) {
            int bytes = b.getInt(at);
            if (bytes == 0) {
                // Zero padding up to vox_offset ends the list.
                return new Walk(found, false);
            }
            if (bytes < 8 || bytes > head.length - at) {
                return new Walk(found, true);
            }
            found.add(new NiftiImage.Extension(b.getInt(at + 4), bytes - 8));
            at += bytes;
        }
        return new Walk(found, false);
    }

    static void warnings(byte[] head, NiftiHeader header, List<String> warnings) {
        Walk walk = walk(head, header);
        if (walk.malformed()) {
            warnings.add("the list of header extensions is broken; its bytes are kept as they are");
        }
        if (walk.found().stream().anyMatch(e -> e.code() == DICOM)) {
            warnings.add("a header extension holds DICOM attributes, which may name the person; it is kept as it is");
        }
    }
}
