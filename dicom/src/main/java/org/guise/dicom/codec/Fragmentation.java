package org.guise.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.guise.dicom.data.Element;

/** Puts the fragments of encapsulated pixels together to frames (PS3.5 section A.4). */
final class Fragmentation {
    private Fragmentation() {}

    /**
     * The compressed frames.
     *
     * @param parts the basic offset table, then the fragments
     * @throws IOException if they cannot be told apart
     */
    static List<byte[]> frames(List<Element.Bytes> parts, int frames) throws IOException {
        if (parts.size() < 2) {
            throw new IOException("the compressed pixels hold no frame");
        }
        List<Element.Bytes> fragments = parts.subList(1, parts.size());
        if (frames == 1) {
            return List.of(joined(fragments));
        }
        if (fragments.size() == frames) {
            return fragments.stream().map(Element.Bytes::copy).toList();
        }
        Element.Bytes table = parts.getFirst();
        if (table.length() != 4 * frames) {
            throw new IOException(fragments.size() + " compressed fragments for " + frames
                    + " frames, and no table that tells which belong together");
        }
        List<byte[]> whole = new ArrayList<>();
        int at = 0;
        long offset = 0;
        for (int f = 0; f < frames; f++) {
            long next = f + 1 < frames ? offset(table, f + 1) : Long.MAX_VALUE;
            List<Element.Bytes> own = new ArrayList<>();
            while (at < fragments.size() && offset < next) {
                own.add(fragments.get(at));
                offset += 8 + fragments.get(at).length();
                at++;
            }
            if (own.isEmpty() || f + 1 < frames && offset != next) {
                throw new IOException("the table of compressed frames does not fit the fragments");
            }
            whole.add(joined(own));
        }
        return whole;
    }

    private static long offset(Element.Bytes table, int frame) {
        long v = 0;
        for (int i = 3; i >= 0; i--) {
            v = v << 8 | table.array()[table.offset() + 4 * frame + i] & 0xFF;
        }
        return v;
    }

    private static byte[] joined(List<Element.Bytes> fragments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fragments.forEach(f -> out.write(f.array(), f.offset(), f.length()));
        return out.toByteArray();
    }
}
