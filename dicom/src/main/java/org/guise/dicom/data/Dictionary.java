package org.guise.dicom.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The VRs of the standard attributes (PS3.6), for encodings that do not state them. */
public final class Dictionary {
    private static final Map<Integer, Vr> VRS = read();

    private Dictionary() {}

    /** The VR of an attribute; UN for those that are private or not known. */
    public static Vr vr(int tag) {
        if ((tag & 0xFFFF) == 0) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
        }
        int group = tag >>> 24;
        int key = group == 0x60 || group == 0x50 ? tag & 0xFF00FFFF : tag;
        return VRS.getOrDefault(key, Vr.UN);
    }

    private static Map<Integer, Vr> read() {
        Map<Integer, Vr> vrs = new HashMap<>();
        try (InputStream raw = Objects.requireNonNull(Dictionary.class.getResourceAsStream("vr.txt"));
                BufferedReader in = new BufferedReader(new InputStreamReader(raw, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] words = line.split(" ", -1);
                for (int i = 1; i < words.length; i++) {
                    vrs.put(Integer.parseUnsignedInt(words[i], 16), Vr.valueOf(words[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(vrs);
    }
}
