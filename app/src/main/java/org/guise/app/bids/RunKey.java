package org.guise.app.bids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.guise.app.Version;
import org.guise.app.job.BuiltInEngine;
import org.guise.app.job.RunSettings;
import org.guise.io.nifti.Hashes;

/** Hashes of what a result depends on. */
final class RunKey {
    private RunKey() {}

    /** Of the program and everything the user chose; it does not tell the seed. */
    static String options(RunSettings settings, BidsLayout layout) throws IOException {
        Optional<Path> own = settings.atlas().filter(a -> !BuiltInEngine.isBuiltIn(a));
        String atlas = own.isPresent()
                ? Hashes.file(own.get().resolve(BuiltInEngine.ATLAS_NAME))
                : settings.atlas().map(Path::toString).orElse("");
        return of(
                Version.number(),
                layout.key(),
                settings.reface().method().key(),
                settings.reface().identity().name(),
                Long.toString(settings.reface().seed()),
                Double.toString(settings.reface().brainMarginMm()),
                String.join(",", settings.reface().kept().names()),
                atlas,
                settings.mask() ? "mask" : "");
    }

    /** Of several texts. */
    static String of(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java platform must have", e);
        }
    }
}
