package org.guise.dicom.edit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guise.dicom.data.DataSet;
import org.guise.dicom.data.Element;
import org.guise.dicom.data.Vr;

/**
 * New UIDs for old ones: 2.25.‹128 bits of HMAC-SHA256 under a secret salt› (PS3.5 section B.2). The same salt gives the same
 * UIDs in every run; without it nobody finds the way back. Thread-safe.
 */
public final class UidMap {
    private final SecretKeySpec key;

    /**
     * A map.
     *
     * @param salt the secret, at least 16 bytes
     */
    public UidMap(byte[] salt) {
        if (salt.length < 16) {
            throw new IllegalArgumentException("a salt of " + salt.length + " bytes, expected 16 or more");
        }
        key = new SecretKeySpec(salt, "HmacSHA256");
    }

    /** The new UID. */
    public String map(String uid) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] bits = Arrays.copyOf(mac.doFinal(uid.getBytes(StandardCharsets.ISO_8859_1)), 16);
            // 2.25 stands before the number of a UUID: this is one of version 8, made as its user likes (RFC 9562)
            bits[6] = (byte) (bits[6] & 0x0F | 0x80);
            bits[8] = (byte) (bits[8] & 0x3F | 0x80);
            return "2.25." + new BigInteger(1, bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** Replaces these UIDs wherever they stand in a data set, at any depth; others stay. */
    public void apply(DataSet set, Set<String> uids) {
        for (Element e : set.elements()) {
            e.items().forEach(item -> apply(item, uids));
            if (e.vr() == Vr.UI && e.strings().stream().anyMatch(uids::contains)) {
                set.setString(e.tag(), Vr.UI, mapped(e.strings(), uids));
            }
        }
    }

    private String[] mapped(Collection<String> values, Set<String> uids) {
        return values.stream().map(v -> uids.contains(v) ? map(v) : v).toArray(String[]::new);
    }
}
